// A real shop in a folder of its own, for tests that look at the database itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newProduct } from '../../src/domain/product.ts';
import { ratesOfCountry } from '../../src/input/tax-rates.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { insertProduct } from '../../src/store/product.ts';
import { initShop } from '../../src/usecases/shop/init.ts';
import { FIXED_NOW, projectRoot, runOms } from '../world.ts';

export interface TestShop {
  readonly folder: string;
  readonly database: Database;
  /** Runs a command line in the shop's folder; fails unless it ends with this exit code. Gives its stdout. */
  oms(line: string, code?: number): Promise<string>;
}

const settings = { name: 'Shop', country: 'GB', currency: 'GBP', 'time-zone': 'Europe/London', 'prices-include-tax': 'true' };

/** Makes a British shop with one product, MUG, opens it, and takes it away at the end. */
export async function inShop<T>(work: (shop: TestShop) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oms-store-'));
  const oms = async (line: string, code = 0) => {
    const done = await runOms(line.split(' '), { cwd: folder, now: FIXED_NOW });
    if (done.code !== code) throw new Error(`oms ${line} ended with ${done.code}: ${done.stderr}`);
    return done.stdout;
  };
  try {
    await initShop({
      folder,
      root: projectRoot,
      settings,
      taxRates: ratesOfCountry(projectRoot, 'GB'),
      actor: 'tester',
      now: new Date(FIXED_NOW),
    });
    const database = openDatabase({ path: path.join(folder, 'oms.db'), root: projectRoot, waitMs: 5000 });
    try {
      const mug = newProduct({ sku: 'MUG', name: 'Mug', unitPriceMicros: 12_500_000 });
      await database.write((db) => insertProduct(db, mug, FIXED_NOW));
      return await work({ folder, database, oms });
    } finally {
      database.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Inserts one row as it is, without the program's help. */
export function insertRow(database: Database, table: string, row: Readonly<Record<string, unknown>>): number {
  const columns = Object.keys(row);
  const statement = database.raw.prepare(`insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`);
  return Number(statement.run(...Object.values(row)).lastInsertRowid);
}
