// What importing costs against putting the same file into one flat table: 100,000 orders of Shopify's layout.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Benchmark, type Figure, interleaved, plainEnvironment, processSide, programFile, type Side } from './measure.ts';

const ORDERS = 100_000;
const PRODUCTS = 5_000;
const CUSTOMERS = 30_000;
/** Of ten orders: 2.2 on average. */
const LINES = [1, 2, 2, 3, 1, 2, 4, 2, 3, 2];
const ROUNDS = 3;
const TIME_BOUND = 5;
const MEMORY_BOUND_KIB = 250 * 1024;

export const benchmark: Benchmark = { name: 'import', run: measureImport };

const header = (
  'Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,' +
  'Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,' +
  'Lineitem fulfillment status,Billing Name,Billing Address1,Billing City,Billing Zip,Billing Country,Shipping Name,Shipping Address1,' +
  'Shipping City,Shipping Zip,Shipping Country,Shipping Phone,Notes,Payment Method,Id,Lineitem discount,Vendor'
).split(',');

async function measureImport(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oms-bench-import-'));
  try {
    const file = path.join(folder, 'orders.csv');
    const rows = writeOrders(file);
    const template = makeShop(folder);
    const shop = path.join(folder, 'shop');
    const flat = path.join(folder, 'flat.db');
    copyShop(template, shop);
    const sides: Side[] = [
      { ...processSide('sqlite3', 'sqlite3', [flat, `.import --csv ${file} t`]), after: () => rmSync(flat) },
      {
        ...processSide('oms', process.execPath, [programFile, 'order', 'import', file, '--db', shop, '--quiet']),
        after: () => copyShop(template, shop),
      },
    ];
    const [flatMs = 0, omsMs = 0] = await interleaved(sides, ROUNDS);
    const peak = peakKib(folder, file, shop);
    return [
      {
        figure: `import of ${ORDERS} orders (${rows} rows) / sqlite3 .import of the same file`,
        ratio: omsMs / flatMs,
        bound: TIME_BOUND,
        note: `${omsMs.toFixed(0)} ms against ${flatMs.toFixed(0)} ms`,
      },
      { figure: 'peak memory of the import / 250 MiB', ratio: peak / MEMORY_BOUND_KIB, bound: 1, note: `${(peak / 1024).toFixed(0)} MiB` },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function oms(args: readonly string[], cwd: string): void {
  const done = spawnSync(process.execPath, [programFile, ...args], { cwd, env: plainEnvironment, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`oms ${args[0]} ${args[1]}: ${done.stderr}`);
}

/** A shop that knows its products; kept aside, so that every round begins with the same. */
function makeShop(folder: string): string {
  const template = path.join(folder, 'template');
  mkdirSync(template);
  oms(['init', '.', '--name', 'Bench', '--country', 'GB'], template);
  const products = Array.from({ length: PRODUCTS }, (_, index) => `SKU-${index},Product ${index},${priceOf(index)}`);
  writeFileSync(path.join(template, 'products.csv'), `sku,name,price\n${products.join('\n')}\n`);
  oms(['product', 'import', 'products.csv', '--quiet'], template);
  return path.join(template, 'oms.db');
}

function copyShop(template: string, shop: string): void {
  rmSync(shop, { recursive: true, force: true });
  mkdirSync(shop);
  writeFileSync(path.join(shop, 'oms.db'), readFileSync(template));
}

function priceOf(product: number): string {
  return `${5 + (product % 60)}.${product % 2 === 0 ? '50' : '00'}`;
}

/** Orders of one to four lines, 2.2 on average. Returns how many rows. */
function writeOrders(file: string): number {
  const descriptor = openSync(file, 'w');
  let rows = 0;
  let text = `${header.join(',')}\n`;
  for (let order = 0; order < ORDERS; order += 1) {
    const lines = LINES[order % LINES.length] as number;
    for (let line = 0; line < lines; line += 1) text += row(order, line, lines);
    rows += lines;
    if (text.length > 1 << 20) {
      writeSync(descriptor, text);
      text = '';
    }
  }
  writeSync(descriptor, text);
  closeSync(descriptor);
  return rows;
}

function row(order: number, line: number, lines: number): string {
  const product = (order: number, line: number) => (order * 31 + line * 977) % PRODUCTS;
  const cents = (index: number) => Math.round(Number(priceOf(index)) * 100);
  const cells = new Map<string, string>([
    ['Name', `#${100000 + order}`],
    ['Email', `buyer${order % CUSTOMERS}@example.com`],
    ['Created at', createdAt(order)],
    ['Lineitem quantity', '1'],
    ['Lineitem name', `Product ${product(order, line)}`],
    ['Lineitem price', priceOf(product(order, line))],
    ['Lineitem sku', `SKU-${product(order, line)}`],
    ['Lineitem requires shipping', 'true'],
    ['Lineitem taxable', 'true'],
    ['Lineitem fulfillment status', 'pending'],
    ['Lineitem discount', '0.00'],
    ['Vendor', 'Bench'],
  ]);
  if (line === 0) {
    const goods = Array.from({ length: lines }, (_, at) => cents(product(order, at))).reduce((sum, one) => sum + one, 0);
    const total = goods + 450;
    const money = (amount: number) => (amount / 100).toFixed(2);
    const person = {
      Name: `Buyer ${order % CUSTOMERS}`,
      Address1: `${order % 300} Mill Lane`,
      City: 'York',
      Zip: 'YO1 7EP',
      Country: 'GB',
    };
    for (const [field, value] of Object.entries(person)) cells.set(`Billing ${field}`, value).set(`Shipping ${field}`, value);
    cells.set('Financial Status', 'paid').set('Paid at', createdAt(order)).set('Fulfillment Status', 'unfulfilled').set('Currency', 'GBP');
    cells
      .set('Subtotal', money(goods))
      .set('Shipping', '4.50')
      .set('Taxes', money(Math.round(total / 6)))
      .set('Total', money(total));
    cells.set('Discount Amount', '0.00').set('Shipping Method', 'Standard').set('Shipping Phone', '+44 7700 900125');
    cells
      .set('Notes', order % 10 === 0 ? '"Leave it at the door,\nplease"' : '')
      .set('Payment Method', 'Card')
      .set('Id', String(5_900_000_000_000 + order));
  }
  return `${header.map((name) => cells.get(name) ?? '').join(',')}\n`;
}

function createdAt(order: number): string {
  const day = String(1 + (order % 28)).padStart(2, '0');
  const hour = String(order % 24).padStart(2, '0');
  return `2026-0${1 + (order % 9)}-${day} ${hour}:15:00 +0000`;
}

/** The most memory that one import took, as the kernel counted it. */
function peakKib(folder: string, file: string, shop: string): number {
  const hook = path.join(folder, 'peak.cjs');
  const kept = path.join(folder, 'peak.txt');
  writeFileSync(
    hook,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(kept)}, String(process.resourceUsage().maxRSS)));`,
  );
  processSide('memory', process.execPath, ['--require', hook, programFile, 'order', 'import', file, '--db', shop, '--quiet']).work();
  return Number(readFileSync(kept, 'utf8'));
}
