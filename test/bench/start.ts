// How long the program takes to start: the hottest read, on a shop of 10,000 orders, and the help, against an empty Node.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Benchmark, type Figure, interleaved, plainEnvironment, processSide, programFile } from './measure.ts';

const ORDERS = 10_000;
const PRODUCTS = 200;
const ROUNDS = 25;
const SHOW_BOUND = 2.3;
const HELP_BOUND = 2.0;

export const benchmark: Benchmark = { name: 'start', run: measureStart };

async function measureStart(): Promise<Figure[]> {
  const shop = mkdtempSync(path.join(tmpdir(), 'oms-bench-start-'));
  try {
    fillShop(shop);
    const node = process.execPath;
    const sides = [
      processSide('node -e 0', node, ['-e', '0'], shop),
      processSide('oms stock show', node, [programFile, 'stock', 'show', skuOf(7)], shop),
      processSide('oms --help', node, [programFile, '--help'], shop),
    ];
    const [bare = 0, show = 0, help = 0] = await interleaved(sides, ROUNDS);
    const note = (milliseconds: number) => `${milliseconds.toFixed(0)} ms against ${bare.toFixed(0)} ms`;
    return [
      { figure: `oms stock show SKU, ${ORDERS} orders / node -e 0`, ratio: show / bare, bound: SHOW_BOUND, note: note(show) },
      { figure: 'oms --help / node -e 0', ratio: help / bare, bound: HELP_BOUND, note: note(help) },
    ];
  } finally {
    rmSync(shop, { recursive: true, force: true });
  }
}

/** Fills a shop through the program itself: products and orders from files, a delivery for the product that is shown. */
function fillShop(shop: string): void {
  const products = Array.from({ length: PRODUCTS }, (_, index) => `${skuOf(index)},Mug ${index},${(5 + (index % 40)).toFixed(2)}`);
  writeFileSync(path.join(shop, 'products.csv'), `sku,name,price\n${products.join('\n')}\n`);
  const orders = Array.from({ length: ORDERS }, (_, index) =>
    [`N${index + 1}`, skuOf(index % PRODUCTS), 1 + (index % 3), `buyer${index % 900}@example.com`, `Buyer ${index % 900}`, 'GB'].join(','),
  );
  writeFileSync(path.join(shop, 'orders.csv'), `order,sku,quantity,email,name,country\n${orders.join('\n')}\n`);
  oms(shop, 'init', '.', '--name', 'Bench', '--country', 'GB');
  oms(shop, 'product', 'import', 'products.csv');
  oms(shop, 'order', 'import', 'orders.csv');
  oms(shop, 'stock', 'receive', skuOf(7), '5');
}

function skuOf(index: number): string {
  return `MUG-${String(index).padStart(4, '0')}`;
}

function oms(cwd: string, ...args: string[]): void {
  const done = spawnSync(process.execPath, [programFile, ...args, '--quiet'], { cwd, env: plainEnvironment, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`oms ${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
}
