// What promising goods costs: 10,000 orders of two lines reserved in one command, against the same rows written by plain
// prepared statements in one transaction.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { type Benchmark, type Figure, interleaved, plainEnvironment, processSide, programFile, type Side } from './measure.ts';

const ORDERS = 10_000;
const PRODUCTS = 200;
const ROUNDS = 5;
const BOUND = 3;

export const benchmark: Benchmark = { name: 'reserve', run: measureReserving };

async function measureReserving(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oms-bench-reserve-'));
  try {
    const before = path.join(folder, 'before');
    const shop = path.join(folder, 'shop');
    fillShop(before);
    const putBack = () => {
      rmSync(shop, { recursive: true, force: true });
      cpSync(before, shop, { recursive: true });
    };
    putBack();
    const reserving: Side = {
      ...processSide('oms order reserve', process.execPath, [programFile, 'order', 'reserve', '--all', '--ids'], shop),
      after: putBack,
    };
    const plain: Side = { name: 'plain statements', work: () => writePlainly(path.join(shop, 'oms.db')), after: putBack };
    const [reserved = 0, written = 0] = await interleaved([reserving, plain], ROUNDS);
    return [
      {
        figure: `${ORDERS} orders of two lines reserved in one command / the same rows by plain statements`,
        ratio: reserved / written,
        bound: BOUND,
        note: `${reserved.toFixed(0)} ms against ${written.toFixed(0)} ms`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every row that reserving writes: a reservation for each line and its shelf, an event and where it stands for each order. */
function writePlainly(file: string): void {
  const database = new Database(file);
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  const lines = database.prepare('select id, order_id, product_id, quantity from order_line order by id').all() as {
    readonly id: number;
    readonly order_id: number;
    readonly product_id: number;
    readonly quantity: number;
  }[];
  const reserve = database.prepare(
    `insert into reservation (order_line_id, product_id, location_id, quantity, created_at) values (?, ?, 1, ?, '2026-03-02T09:00:00Z')`,
  );
  const raise = database.prepare('update stock_level set reserved = reserved + ? where product_id = ? and location_id = 1');
  const note = database.prepare(
    `insert into event (at, business_date, actor, command, entity_kind, entity_id, action, fields)
     values ('2026-03-02T09:00:00Z', '2026-03-02', 'bench', 'bench', 'order', ?, 'reserved', '{"quantity":3}')`,
  );
  const stand = database.prepare(`update sales_order set fulfilment_state = 'reserved', updated_at = ? where id = ?`);
  database.transaction(() => {
    for (const { id, product_id, quantity } of lines) {
      reserve.run(id, product_id, quantity);
      raise.run(quantity, product_id);
    }
    for (const id of new Set(lines.map(({ order_id }) => order_id))) {
      note.run(id);
      stand.run('2026-03-02T09:00:00Z', id);
    }
  })();
  database.close();
}

function fillShop(shop: string): void {
  const skuOf = (index: number) => `MUG-${String(index % PRODUCTS).padStart(4, '0')}`;
  oms(path.dirname(shop), 'init', shop, '--name', 'Bench', '--country', 'GB');
  const write = (name: string, rows: readonly string[]) => writeFileSync(path.join(shop, name), `${rows.join('\n')}\n`);
  const products = Array.from({ length: PRODUCTS }, (_, index) => `${skuOf(index)},Mug ${index},${(5 + (index % 40)).toFixed(2)}`);
  const stock = Array.from({ length: PRODUCTS }, (_, index) => `${skuOf(index)},1000`);
  const orders = Array.from({ length: ORDERS }, (_, index) => {
    const row = (sku: string, quantity: number) => `N${index},${sku},${quantity},Buyer ${index},High Street ${index},GB`;
    return [row(skuOf(index), 1), row(skuOf(index * 7 + 3), 2)];
  });
  write('products.csv', ['sku,name,price', ...products]);
  write('stock.csv', ['sku,quantity', ...stock]);
  write('orders.csv', ['order,sku,quantity,name,address1,country', ...orders.flat()]);
  oms(shop, 'config', 'set', 'reserve-on', 'command');
  oms(shop, 'product', 'import', 'products.csv');
  oms(shop, 'stock', 'import', 'stock.csv', '--as', 'receipt');
  oms(shop, 'order', 'import', 'orders.csv');
  oms(shop, 'order', 'confirm', '--all');
}

function oms(cwd: string, ...args: string[]): void {
  const done = spawnSync(process.execPath, [programFile, ...args, '--quiet'], { cwd, env: plainEnvironment, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`oms ${args.join(' ')} ended with ${done.status}: ${done.stdout}${done.stderr}`);
}
