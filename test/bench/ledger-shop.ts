// A shop with a long ledger, written straight into its database: goods in and put right, and orders that were shipped and
// paid, all of it as the program itself would have left it.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { plainEnvironment, programFile, programRoot } from './measure.ts';

export const PRODUCTS = 1_000;
const AT = `strftime('%Y-%m-%dT%H:%M:%SZ', '2025-01-01', '+' || (n / 10) || ' minutes')`;
const ON = `date('2025-01-01', '+' || (n / 10) || ' minutes')`;

/** A new shop in the folder, with so many orders (each ships one thing) and so many movements in all. */
export function makeLedgerShop(folder: string, movements: number, orders: number): void {
  oms(folder, 'init', '.', '--name', 'Bench', '--country', 'GB');
  oms(folder, 'config', 'set', 'invoice-rule', 'on-request');
  const database = openLedgerShop(folder);
  try {
    database.raw.exec('begin');
    fill(database, movements, orders);
    database.raw.exec('commit; analyze');
    database.settle();
  } finally {
    database.close();
  }
}

export function openLedgerShop(folder: string): Database {
  return openDatabase({ path: path.join(folder, 'oms.db'), root: programRoot, waitMs: 0 });
}

function oms(cwd: string, ...args: string[]): void {
  const done = spawnSync(process.execPath, [programFile, ...args, '--quiet'], { cwd, env: plainEnvironment, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`oms ${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
}

/** Rows numbered n from 1 to so many. */
function numbers(count: number): string {
  return `with recursive row (n) as (select 1 union all select n + 1 from row where n < ${count})`;
}

function fill({ raw }: Database, movements: number, orders: number): void {
  const first = '2025-01-01T00:00:00Z';
  raw.exec(`
    insert into product (sku, name, kind, unit_price_micros, created_at, updated_at)
      ${numbers(PRODUCTS)} select printf('SKU-%04d', n), 'Product ' || n, 'goods', 12500000, '${first}', '${first}' from row;
    insert into channel (id, name, created_at) values (1, 'bench', '${first}');
    insert into movement (kind, product_id, location_id, quantity, unit_cost_micros, actor, at, business_date)
      ${numbers(Math.max(0, movements - orders))}
      select iif(n % 10 = 0, 'adjust', 'receive'), 1 + n / 3 % ${PRODUCTS}, 1, iif(n % 10 = 0, 1, 9), iif(n % 10 = 0, null, 4000000), 'bench', ${AT}, ${ON} from row;`);
  if (orders > 0) fillOrders({ raw }, orders);
  raw.exec(
    `insert into stock_level (product_id, location_id, on_hand) select product_id, location_id, sum(quantity) from movement group by 1, 2;`,
  );
}

function fillOrders({ raw }: Pick<Database, 'raw'>, orders: number): void {
  raw.exec(`
    insert into sales_order (id, channel_id, external_id, number, state, ordered_at, ordered_on, currency, prices_include_tax, rounding, tax_basis,
        net_minor, tax_minor, total_minor, payment_state, fulfilment_state, paid_minor, created_at, updated_at)
      ${numbers(orders)} select n, 1, 'N' || n, 'N' || n, 'completed', ${AT}, ${ON}, 'GBP', 1, 'half-up', 'document',
        1250, 0, 1250, 'paid', 'shipped', 1250, ${AT}, ${AT} from row;
    insert into order_line (id, order_id, position, sku, product_id, name, quantity, unit_price_micros, net_minor, tax_minor)
      ${numbers(orders)} select n, n, 1, printf('SKU-%04d', 1 + n % ${PRODUCTS}), 1 + n % ${PRODUCTS}, 'Product', 1, 12500000, 1250, 0 from row;
    insert into shipment (id, order_id, state, carrier, shipped_at, shipped_on, actor, created_at, updated_at)
      ${numbers(orders)} select n, n, 'shipped', 'post', ${AT}, ${ON}, 'bench', ${AT}, ${AT} from row;
    insert into shipment_line (shipment_id, order_line_id, product_id, location_id, quantity)
      ${numbers(orders)} select n, n, 1 + n % ${PRODUCTS}, 1, 1 from row;
    insert into movement (kind, product_id, location_id, quantity, cause_kind, cause_id, actor, at, business_date)
      ${numbers(orders)} select 'ship', 1 + n % ${PRODUCTS}, 1, -1, 'shipment', n, 'bench', ${AT}, ${ON} from row;
    insert into payment (order_id, kind, amount_minor, currency, method, paid_on, at, actor)
      ${numbers(orders)} select n, 'payment', 1250, 'GBP', 'card', ${ON}, ${AT}, 'bench' from row;
    insert into event (at, business_date, actor, command, entity_kind, entity_id, action)
      ${numbers(orders)} select ${AT}, ${ON}, 'bench', 'order add', 'order', n, 'added' from row;`);
}
