// A shop of many orders as a shop that sells has them, written straight into its database: most are done, few are open, and
// of what can be asked for there is much and little, but a page of each also in a small shop: rows cost time to show.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { plainEnvironment, programFile, programRoot } from './measure.ts';

const PER_DAY = 500;
const AT = `strftime('%Y-%m-%dT%H:%M:%SZ', '2020-01-01', '+' || (n * 1440 / ${PER_DAY}) || ' minutes')`;
const ON = `date('2020-01-01', '+' || (n * 1440 / ${PER_DAY}) || ' minutes')`;

/** A new shop in the folder with so many orders of two lines each, every word of them in the search index. */
export function makeFindShop(folder: string, orders: number): void {
  oms(folder, 'init', '.', '--name', 'Bench', '--country', 'GB');
  const database = openDatabase({ path: path.join(folder, 'oms.db'), root: programRoot, waitMs: 0 });
  try {
    database.raw.exec('begin');
    fill(database, orders);
    database.raw.exec('commit; analyze');
    database.settle();
  } finally {
    database.close();
  }
  oms(folder, 'run');
}

function oms(cwd: string, ...args: string[]): void {
  const done = spawnSync(process.execPath, [programFile, ...args, '--quiet'], { cwd, env: plainEnvironment, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`oms ${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
}

/** Rows numbered n from 1 to so many. */
function numbers(count: number): string {
  return `with recursive row (n) as (select 1 union all select n + 1 from row where n < ${count})`;
}

/** One in a hundred is open, one in a hundred cancelled, one in a thousand waits for goods or came back; a page of each at least. */
function fill({ raw }: Database, orders: number): void {
  const few = Math.max(16, Math.round(orders / 10_000));
  const rare = Math.max(16, Math.round(orders / 1_000));
  const products = Math.min(1_000, orders / 50);
  const first = '2020-01-01T00:00:00Z';
  const state = `case when n % ${few} = 1 then 'confirmed' when n % ${few} = 2 then 'cancelled' else 'completed' end`;
  raw.exec(`
    insert into product (sku, name, kind, unit_price_micros, created_at, updated_at)
      ${numbers(products)} select printf('SKU-%04d', n), 'Product ' || n, 'goods', 12500000, '${first}', '${first}' from row;
    insert into channel (id, name, created_at) values (1, 'busy', '${first}'), (2, 'rare', '${first}');
    insert into customer (id, name, email, email_key, created_at, updated_at)
      ${numbers(Math.ceil(orders / 10))} select n, 'Buyer ' || n, 'b' || n || '@example.com', 'b' || n || '@example.com', '${first}', '${first}' from row;
    insert into party (id, name, phone, address1, city, postcode, country)
      ${numbers(orders)} select n, iif(n % ${rare} = 7, '김민지', 'Buyer ' || (n / 10)), '+44 20 7946 ' || printf('%04d', n % 10000),
        n || ' High Street', iif(n % ${rare} = 3, '東京', 'Bath'), 'BA' || (n % 20) || ' 1AA', 'GB' from row;
    insert into sales_order (id, channel_id, external_id, number, customer_id, ship_party_id, bill_party_id, state, ordered_at, ordered_on,
        currency, prices_include_tax, rounding, tax_basis, net_minor, tax_minor, total_minor, payment_state, fulfilment_state,
        return_state, invoice_state, error_count, paid_minor, created_at, updated_at)
      ${numbers(orders)} select n, iif(n % ${rare} = 5, 2, 1), 'N' || n, 'N' || n, 1 + (n - 1) / 10, n, n, ${state}, ${AT}, ${ON},
        'GBP', 1, 'half-up', 'document', 2083, 417, 2500, iif(n % ${few} = 1, 'unpaid', 'paid'),
        case when n % ${rare} = 1 then 'backordered' when n % ${few} = 1 then 'reserved' else 'delivered' end,
        iif(n % ${rare} = 9, 'asked', 'none'), iif(n % ${few} = 0, 'invoiced', 'none'), iif(n % ${rare} = 1, 1, 0), iif(n % ${few} = 1, 0, 2500),
        ${AT}, ${AT} from row;
    insert into order_line (order_id, position, sku, product_id, name, quantity, unit_price_micros, net_minor, tax_minor)
      ${numbers(orders * 2)} select (n + 1) / 2, 1 + (n + 1) % 2, printf('SKU-%04d', 1 + n % ${products}), 1 + n % ${products}, 'Product', 1,
        12500000, 1041 + n % 2, 209 - n % 2 from row;
    insert into order_tag (tag, order_id) ${numbers(orders)} select iif(n % ${rare} = 4, 'vip', 'gift'), n from row where n % 4 = 0;
    insert into problem (order_id, code, severity, found_at) ${numbers(orders)} select n, 'sku-unknown', 'error', '${first}' from row where n % ${rare} = 1;
    insert into payment (order_id, kind, amount_minor, currency, method, paid_on, at, actor)
      ${numbers(orders)} select n, 'payment', 2500, 'GBP', 'card', ${ON}, ${AT}, 'bench' from row where n % ${few} <> 1;
    insert into event (at, business_date, actor, command, entity_kind, entity_id, action)
      ${numbers(orders)} select ${AT}, ${ON}, 'bench', 'order import', 'order', n, 'added' from row;`);
}
