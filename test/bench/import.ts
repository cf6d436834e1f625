// What importing costs against putting the same file into one flat table, and how it grows with the file.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Benchmark, type Figure, interleaved, plainEnvironment, processSide, programFile, type Side } from './measure.ts';
import { PRODUCTS, priceOf, writeOrders } from './orders.ts';

const ORDERS = 100_000;
const ORDERS_LARGE = 455_000;
const ROUNDS = 5;
const MIB = 1024;

export const benchmark: Benchmark = { name: 'import', run: () => inFolder(measure) };

async function measure(folder: string): Promise<Figure[]> {
  const bench = new Bench(folder);
  const file = path.join(folder, 'orders.csv');
  const rows = writeOrders(file, ORDERS);
  const [flatMs = 0, firstMs = 0] = await interleaved([bench.flat(file), bench.import(file)], ROUNDS);
  const peak = bench.peakKib(file);
  const againMs = await bench.againMs(file);
  const others = await bench.sqliteUtilsMs(file);
  const large = path.join(folder, 'large.csv');
  const rowsLarge = writeOrders(large, ORDERS_LARGE);
  const [largeMs = 0] = await interleaved([bench.import(large)], 1);
  const peakLarge = bench.peakKib(large);
  return [
    {
      figure: `import of ${ORDERS} orders (${rows} rows) / sqlite3 .import of the same file`,
      ratio: firstMs / flatMs,
      bound: 4,
      note: `${firstMs.toFixed(0)} ms against ${flatMs.toFixed(0)} ms`,
    },
    { figure: 'peak memory of the import / 200 MiB', ratio: peak / (200 * MIB), bound: 1, note: `${(peak / MIB).toFixed(0)} MiB` },
    {
      figure: `the same file again, one byte changed / the first time`,
      ratio: againMs / firstMs,
      bound: 1,
      note: `${againMs.toFixed(0)} ms`,
    },
    {
      figure: `peak memory at ${rowsLarge} rows / at ${rows} rows`,
      ratio: peakLarge / peak,
      bound: 1.2,
      note: `${(peakLarge / MIB).toFixed(0)} MiB against ${(peak / MIB).toFixed(0)} MiB`,
    },
    {
      figure: `time per row at ${rowsLarge} rows / at ${rows} rows`,
      ratio: largeMs / rowsLarge / (firstMs / rows),
      bound: 1.3,
      note: `${largeMs.toFixed(0)} ms`,
    },
    ...(others === undefined ? [] : [{ figure: 'import / sqlite-utils insert of the same file', ratio: firstMs / others, bound: 0.5 }]),
  ];
}

/** A shop that knows its products; kept aside, so that every round begins with the same. */
class Bench {
  readonly #folder: string;
  readonly #template: string;
  readonly #shop: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#template = path.join(folder, 'template');
    this.#shop = path.join(folder, 'shop');
    mkdirSync(this.#template);
    oms(['init', '.', '--name', 'Bench', '--country', 'GB'], this.#template);
    const products = Array.from({ length: PRODUCTS }, (_, index) => `SKU-${index},Product ${index},${priceOf(index)}`);
    writeFileSync(path.join(this.#template, 'products.csv'), `sku,name,price\n${products.join('\n')}\n`);
    oms(['product', 'import', 'products.csv', '--quiet'], this.#template);
    this.#renew();
  }

  flat(file: string): Side {
    const flat = path.join(this.#folder, 'flat.db');
    return { ...processSide('sqlite3', 'sqlite3', [flat, `.import --csv ${file} t`]), after: () => rmSync(flat) };
  }

  import(file: string): Side {
    return { ...processSide('oms', process.execPath, this.#args(file)), after: () => this.#renew() };
  }

  /** Milliseconds for a file of which all but one order is in already. */
  async againMs(file: string): Promise<number> {
    this.import(file).work();
    writeFileSync(file, readFileSync(file, 'latin1').replace('Mill Lane', 'Hill Lane'), 'latin1');
    const [ms = 0] = await interleaved([{ name: 'again', work: () => this.#twiceNew(file) }], 1);
    this.#renew();
    return ms;
  }

  /** Milliseconds of another importer that knows types; undefined where it is not installed. */
  async sqliteUtilsMs(file: string): Promise<number | undefined> {
    if (spawnSync('sqlite-utils', ['--version']).status !== 0) return undefined;
    const flat = path.join(this.#folder, 'utils.db');
    const side = { ...processSide('sqlite-utils', 'sqlite-utils', ['insert', flat, 't', file, '--csv']), after: () => rmSync(flat) };
    return (await interleaved([side], 1))[0];
  }

  /** The most memory that one import takes, as the kernel counts it. */
  peakKib(file: string): number {
    const hook = path.join(this.#folder, 'peak.cjs');
    const kept = path.join(this.#folder, 'peak.txt');
    const keep = `require('node:fs').writeFileSync(${JSON.stringify(kept)}, String(process.resourceUsage().maxRSS))`;
    writeFileSync(hook, `if (require('node:worker_threads').isMainThread) process.on('exit', () => ${keep});`);
    processSide('memory', process.execPath, ['--require', hook, ...this.#args(file)]).work();
    this.#renew();
    return Number(readFileSync(kept, 'utf8'));
  }

  /** Every time other bytes, or they would be known as read. */
  #twiceNew(file: string): void {
    writeFileSync(file, ' ', { flag: 'a' });
    processSide('again', process.execPath, this.#args(file)).work();
  }

  #args(file: string): string[] {
    return [programFile, 'order', 'import', file, '--db', this.#shop, '--quiet'];
  }

  #renew(): void {
    rmSync(this.#shop, { recursive: true, force: true });
    mkdirSync(this.#shop);
    writeFileSync(path.join(this.#shop, 'oms.db'), readFileSync(path.join(this.#template, 'oms.db')));
  }
}

function oms(args: readonly string[], cwd: string): void {
  const done = spawnSync(process.execPath, [programFile, ...args], { cwd, env: plainEnvironment, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`oms ${args[0]} ${args[1]}: ${done.stderr}`);
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oms-bench-import-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
