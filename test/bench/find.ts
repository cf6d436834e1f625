// Whether orders are found as fast among a million as among a thousand: shown, listed by what lists are asked for, searched.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeFindShop } from './find-shop.ts';
import { type Benchmark, type Figure, interleaved, processSide, programFile } from './measure.ts';

const FEW = 1_000;
const MANY = 1_000_000;
const ROUNDS = 7;
const BOUND = 1.3;
const SEARCH_BOUND = 2;

/** What a list is asked for; each is documented as fast. */
const filters: readonly (readonly string[])[] = [
  [],
  ['--state', 'confirmed'],
  ['--state', 'cancelled'],
  ['--payment', 'unpaid'],
  ['--fulfilment', 'backordered'],
  ['--return', 'asked'],
  ['--invoice', 'invoiced'],
  ['--channel', 'busy'],
  ['--channel', 'rare'],
  ['--customer', 'C7'],
  ['--sku', 'SKU-0007'],
  ['--from', '2020-01-01', '--to', '2020-01-01'],
  ['--tag', 'gift'],
  ['--tag', 'vip'],
  ['--problem', 'sku-unknown'],
  ['--sort', 'number'],
];
const searches: readonly string[] = ['김', '東京', 'buyer 7946', 'SKU-0007', 'N77'];

export const benchmark: Benchmark = { name: 'find', run: measureFind };

async function measureFind(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oms-bench-find-'));
  try {
    const shops = [FEW, MANY].map((orders) => {
      const shop = path.join(folder, String(orders));
      mkdirSync(shop);
      makeFindShop(shop, orders);
      return shop;
    });
    const figures = [await compared(shops, ['order', 'show', 'O777'], BOUND)];
    for (const flags of filters) figures.push(await compared(shops, ['order', 'list', '--limit', '50', ...flags], BOUND));
    for (const text of searches) figures.push(await compared(shops, ['order', 'list', '--limit', '50', '--search', text], SEARCH_BOUND));
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compared(shops: readonly string[], args: readonly string[], bound: number): Promise<Figure> {
  const sides = shops.map((shop) => processSide(path.basename(shop), process.execPath, [programFile, ...args], shop));
  const [few = 0, many = 0] = await interleaved(sides, ROUNDS);
  const note = `${many.toFixed(0)} ms against ${few.toFixed(0)} ms`;
  return { figure: `oms ${args.join(' ')}, ${MANY} orders / ${FEW}`, ratio: many / few, bound, note };
}
