// What looking a large shop through costs: against SQLite's own look at the file and one reading of every row.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeLedgerShop, openLedgerShop } from './ledger-shop.ts';
import { type Benchmark, type Figure, interleaved, processSide, programFile, type Side } from './measure.ts';

const MOVEMENTS = Number(process.env.OMS_BENCH_MOVEMENTS ?? 1_000_000);
const ORDERS = MOVEMENTS / 5;
const ROUNDS = 3;
const BOUND = 4;
const MEMORY_MIB = 400;

export const benchmark: Benchmark = { name: 'check', run: measureCheck };

async function measureCheck(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oms-bench-check-'));
  try {
    makeLedgerShop(folder, MOVEMENTS, ORDERS);
    const check = processSide('oms db check', process.execPath, [programFile, 'db', 'check', '--quiet'], folder);
    const [plain = 0, checked = 0] = await interleaved([plainSide(folder), check], ROUNDS);
    const size = `${MOVEMENTS} movements, ${ORDERS} orders`;
    const peak = peakMib(folder);
    const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);
    return [
      {
        figure: `oms db check, ${size} / integrity_check and reading every row`,
        ratio: checked / plain,
        bound: BOUND,
        note: `${seconds(checked)} s against ${seconds(plain)} s`,
      },
      { figure: `its peak memory / ${MEMORY_MIB} MiB`, ratio: peak / MEMORY_MIB, bound: 1, note: `${peak.toFixed(0)} MiB` },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** SQLite alone, on the same tables, in this process. */
function plainSide(folder: string): Side {
  return {
    name: 'integrity_check and reading every row',
    work() {
      const database = openLedgerShop(folder);
      try {
        database.raw.pragma('integrity_check');
        const tables = database.raw.prepare(`select name from sqlite_schema where type = 'table'`).pluck().all() as string[];
        for (const table of tables) for (const _ of database.raw.prepare(`select * from "${table}"`).raw().iterate());
      } finally {
        database.close();
      }
    },
  };
}

/** The most memory that one check takes, as the kernel counts it. */
function peakMib(folder: string): number {
  const hook = path.join(folder, 'peak.cjs');
  const kept = path.join(folder, 'peak.txt');
  writeFileSync(
    hook,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(kept)}, String(process.resourceUsage().maxRSS)));`,
  );
  processSide('memory', process.execPath, ['--require', hook, programFile, 'db', 'check', '--quiet'], folder).work();
  return Number(readFileSync(kept, 'utf8')) / 1024;
}
