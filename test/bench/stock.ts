// Whether looking at a product's stock stays as fast as it was when the ledger grows.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeLedgerShop } from './ledger-shop.ts';
import { type Benchmark, type Figure, interleaved, processSide, programFile } from './measure.ts';

const FEW = 1_000;
const MANY = 1_000_000;
const ROUNDS = 15;
const BOUND = 1.3;

export const benchmark: Benchmark = { name: 'stock', run: measureStock };

async function measureStock(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oms-bench-stock-'));
  try {
    const sides = [FEW, MANY].map((movements) => {
      const shop = path.join(folder, String(movements));
      mkdirSync(shop);
      makeLedgerShop(shop, movements, movements / 10);
      return processSide(`${movements} movements`, process.execPath, [programFile, 'stock', 'show', 'SKU-0007'], shop);
    });
    const [few = 0, many = 0] = await interleaved(sides, ROUNDS);
    const note = `${many.toFixed(0)} ms against ${few.toFixed(0)} ms`;
    return [{ figure: `oms stock show SKU, ${MANY} movements / ${FEW}`, ratio: many / few, bound: BOUND, note }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
