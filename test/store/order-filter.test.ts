// What leads to the orders of a list: an index where they are few, the walk from the newest where they are many.
import { expect, test } from 'vitest';
import type { OrderFilter } from '../../src/domain/order/list.ts';
import type { Database } from '../../src/store/database.ts';
import { listing, listOrders } from '../../src/store/order-list.ts';
import { inShop } from './shop.ts';

const MANY = 5000;
/** Every so many are cancelled, tagged, of the other channel … */
const RARE = 1000;

/** Orders as they stand in a grown shop: most delivered, paid and invoiced. */
function fill({ raw }: Database): void {
  raw.exec(`
    insert into channel (name, created_at) values ('web', ''), ('fair', '');
    insert into product (sku, name, kind, created_at, updated_at) values ('RARE', 'Rare', 'goods', '', '');
    insert into customer (name, created_at, updated_at) values ('Ana', '', ''), ('Bo', '', '');
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${MANY})
    insert into sales_order (channel_id, external_id, number, customer_id, state, ordered_at, ordered_on, currency, prices_include_tax,
      rounding, tax_basis, net_minor, tax_minor, total_minor, payment_state, fulfilment_state, return_state, invoice_state, created_at, updated_at)
    select iif(i % ${RARE} = 1, 2, 1), 'E' || i, 'E' || i, iif(i % ${RARE} = 2, 2, 1),
      iif(i % ${RARE} = 3, 'cancelled', iif(i % ${RARE} = 4, 'new', 'completed')), '2026-01-01T00:00:00Z',
      date('2020-01-01', '+' || (i / 10) || ' days'), 'GBP', 1, 'half-up', 'document', 100, 20, 120,
      iif(i % ${RARE} = 5, 'unpaid', 'paid'), iif(i % ${RARE} = 6, 'packed', 'delivered'), iif(i % ${RARE} = 7, 'asked', 'none'),
      iif(i % ${RARE} = 8, 'partly-invoiced', 'invoiced'), '', '' from n;
    insert into order_line (order_id, position, sku, product_id, name, quantity, unit_price_micros, net_minor, tax_minor)
      select id, 1, iif(id % ${RARE} = 9, 'RARE', 'MUG'), iif(id % ${RARE} = 9, 2, 1), 'x', 1, 1, 100, 20 from sales_order;
    insert into order_tag (tag, order_id) select iif(id % ${RARE} = 10, 'gift', 'all'), id from sales_order;
    insert into problem (order_id, code, severity, found_at)
      select id, iif(id % ${RARE} = 11, 'sku-unknown', 'stock-short'), 'warning', '' from sales_order;`);
}

const few: readonly (readonly [filter: OrderFilter, index: string, matches: (id: number) => boolean])[] = [
  [{ channel: 'fair' }, 'sqlite_autoindex_sales_order', (id) => id % RARE === 1],
  [{ customerId: 2 }, 'sales_order_customer', (id) => id % RARE === 2],
  [{ states: ['cancelled'] }, 'sales_order_cancelled', (id) => id % RARE === 3],
  [{ states: ['new', 'confirmed'] }, 'sales_order_open', (id) => id % RARE === 4],
  [{ payment: ['unpaid'] }, 'sales_order_payment', (id) => id % RARE === 5],
  [{ fulfilment: ['packed', 'reserved'] }, 'sales_order_fulfilment', (id) => id % RARE === 6],
  [{ returns: ['asked'] }, 'sales_order_return', (id) => id % RARE === 7],
  [{ invoice: ['partly-invoiced'] }, 'sales_order_invoice', (id) => id % RARE === 8],
  [{ sku: 'RARE' }, 'order_line_product', (id) => id % RARE === 9],
  [{ tags: ['gift'] }, 'PRIMARY KEY', (id) => id % RARE === 10],
  [{ problem: 'sku-unknown' }, 'problem_code', (id) => id % RARE === 11],
];

const many: readonly OrderFilter[] = [
  {},
  { channel: 'web' },
  { states: ['completed'] },
  { payment: ['paid'] },
  { fulfilment: ['delivered'] },
  { invoice: ['invoiced'] },
  { sku: 'MUG' },
  { tags: ['all'] },
  { problem: 'stock-short' },
  { from: '2020-06-01', to: '2020-06-30' },
  { channel: 'web', payment: ['paid'], tags: ['all'] },
];

test('of a filter few are sorted, many are walked; the answer is the same', () =>
  inShop(async ({ database }) => {
    fill(database);
    const plan = (filter: OrderFilter) =>
      database.read(async (db) => {
        const { query, lead } = await listing(db, { ...filter, limit: 50 });
        const { sql, parameters } = (lead ?? query).compile();
        const rows = database.raw.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[];
        return rows.map(({ detail }) => detail);
      });
    const newest = (ids: number[]) => ids.sort((a, b) => b - a);
    const all = Array.from({ length: MANY }, (_, index) => index + 1);
    for (const [filter, index, matches] of few) {
      const found = await plan(filter);
      expect(found.join('\n'), JSON.stringify(filter)).toContain(index);
      expect(
        found.filter((step) => /SCAN sales_order(?! USING COVERING INDEX)/.test(step)),
        JSON.stringify(filter),
      ).toEqual([]);
      const listed = await database.read((db) => listOrders(db, filter));
      expect(listed.map(({ order }) => order.id)).toEqual(newest(all.filter(matches)));
      const page = await database.read((db) => listOrders(db, { ...filter, limit: 3 }));
      expect(page.map(({ order }) => order.id)).toEqual(newest(all.filter(matches)).slice(0, 3));
    }
    for (const filter of many) {
      const found = await plan(filter);
      expect(found[0], JSON.stringify(filter)).toMatch(/(SCAN|SEARCH) sales_order USING INDEX sales_order_ordered/);
      expect(
        found.filter((step) => /TEMP B-TREE FOR ORDER BY/.test(step)),
        JSON.stringify(filter),
      ).toEqual([]);
    }
    expect((await plan({ sort: 'number' }))[0]).toContain('sales_order_number');
  }));
