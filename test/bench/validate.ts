// What looking orders over costs: 10,000 orders of two lines validated in one command, against reading the same rows,
// order by order, with prepared statements.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { type Benchmark, type Figure, interleaved, plainEnvironment, processSide, programFile, type Side } from './measure.ts';

const ORDERS = 10_000;
const PRODUCTS = 500;
const ROUNDS = 5;
const BOUND = 4;

export const benchmark: Benchmark = { name: 'validate', run: measureValidating };

async function measureValidating(): Promise<Figure[]> {
  const shop = mkdtempSync(path.join(tmpdir(), 'oms-bench-validate-'));
  try {
    fillShop(shop);
    const validating: Side = processSide(
      'oms order validate',
      process.execPath,
      [programFile, 'order', 'validate', '--all', '--ids'],
      shop,
    );
    const plain: Side = { name: 'plain statements', work: () => readPlainly(path.join(shop, 'oms.db')) };
    const [validated = 0, read = 0] = await interleaved([validating, plain], ROUNDS);
    return [
      {
        figure: `${ORDERS} orders of two lines validated in one command / the same rows read by prepared statements`,
        ratio: validated / read,
        bound: BOUND,
        note: `${validated.toFixed(0)} ms against ${read.toFixed(0)} ms`,
      },
    ];
  } finally {
    rmSync(shop, { recursive: true, force: true });
  }
}

/** Every row that the rules look at: of each order itself, its people, lines, products, what is on the shelf and promised. */
function readPlainly(file: string): void {
  const database = new Database(file, { readonly: true });
  const all = (sql: string) => database.prepare<[number]>(sql);
  const ids = database.prepare(`select id from sales_order where state in ('new', 'confirmed') order by id`).pluck().all() as number[];
  const order = all('select * from sales_order where id = ?');
  const party = all('select * from party where id = ?');
  const lines = all('select * from order_line where order_id = ? order by position');
  const product = all('select * from product where id = ?');
  const levels = all('select * from stock_level where product_id = ?');
  const promised = all('select sum(quantity) as quantity from reservation where order_line_id = ?');
  const shipped = all('select sum(quantity) as quantity from shipment_line where order_line_id = ?');
  const ofOrder = ['problem', 'order_waiver', 'hold'].map((table) => all(`select * from ${table} where order_id = ?`));
  database.transaction(() => {
    for (const id of ids) {
      const { ship_party_id } = order.get(id) as { readonly ship_party_id: number };
      party.get(ship_party_id);
      for (const statement of ofOrder) statement.all(id);
      for (const line of lines.all(id) as { readonly id: number; readonly product_id: number }[]) {
        product.get(line.product_id);
        levels.all(line.product_id);
        promised.get(line.id);
        shipped.get(line.id);
      }
    }
  })();
  database.close();
}

/** Nothing is wrong with most orders; of every tenth the price is not the shop's, of every twentieth the phone is none. */
function fillShop(shop: string): void {
  const skuOf = (index: number) => `MUG-${String(index % PRODUCTS).padStart(4, '0')}`;
  const priceOf = (index: number) => 5 + ((index % PRODUCTS) % 40);
  oms(path.dirname(shop), 'init', shop, '--name', 'Bench', '--country', 'KR');
  const write = (name: string, rows: readonly string[]) => writeFileSync(path.join(shop, name), `${rows.join('\n')}\n`);
  const products = Array.from({ length: PRODUCTS }, (_, index) => `${skuOf(index)},Mug ${index},${priceOf(index)}000`);
  const stock = Array.from({ length: PRODUCTS }, (_, index) => `${skuOf(index)},1000`);
  const orders = Array.from({ length: ORDERS }, (_, index) => {
    const phone =
      index % 20 === 0
        ? '02-1'
        : `${index % 10 === 1 ? `02-${300 + (index % 600)}` : `010-${2000 + (index % 7000)}`}-${1000 + ((index * 7) % 9000)}`;
    const day = `2026-03-${String(1 + (index % 28)).padStart(2, '0')}`;
    const row = (sku: string, quantity: number, price: number) =>
      `N${index},${day},${sku},${quantity},${price}000,구매자 ${index},${phone},서울특별시 중구 서울로 ${index},04526,KR`;
    const wrong = index % 10 === 0 ? 1 : 0;
    return [row(skuOf(index), 1, priceOf(index) + wrong), row(skuOf(index * 7 + 3), 2, priceOf(index * 7 + 3))];
  });
  write('products.csv', ['sku,name,price', ...products]);
  write('stock.csv', ['sku,quantity', ...stock]);
  write('orders.csv', ['order,date,sku,quantity,unit_price,name,phone,address1,postcode,country', ...orders.flat()]);
  oms(shop, 'product', 'import', 'products.csv');
  oms(shop, 'stock', 'import', 'stock.csv', '--as', 'receipt');
  oms(shop, 'order', 'import', 'orders.csv');
}

function oms(cwd: string, ...args: string[]): void {
  const done = spawnSync(process.execPath, [programFile, ...args, '--quiet'], { cwd, env: plainEnvironment, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`oms ${args.join(' ')} ended with ${done.status}: ${done.stdout}${done.stderr}`);
}
