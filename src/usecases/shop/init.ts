// Making a new shop: the folder, the database, its settings, its first location, its country's tax rates.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { OmsError } from '../../domain/error.ts';
import { checkSetting, type SettingKey } from '../../domain/settings.ts';
import type { TaxRate } from '../../domain/tax-rate.ts';
import { businessDate, toInstant } from '../../domain/time.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { recordEvent } from '../../store/event.ts';
import { migrate } from '../../store/migrate.ts';
import { makeDatabase } from '../../store/new-database.ts';
import { writeSetting } from '../../store/setting.ts';
import { insertLocation } from '../../store/stock.ts';
import { putTaxRates } from '../../store/tax-rate.ts';

export interface NewShop {
  /** Absolute path of the shop's folder. */
  readonly folder: string;
  readonly root: string;
  readonly settings: Readonly<Partial<Record<SettingKey, string>>>;
  readonly taxRates: readonly TaxRate[];
  readonly actor: string;
  readonly now: Date;
}

export interface InitResult {
  readonly path: string;
  readonly settings: Readonly<Record<string, string>>;
}

type CheckedSetting = ReturnType<typeof checkSetting>;

const FOLDERS = ['documents', 'inbox', 'backups'];
const WAIT_MS = 5000;

/** Refuses `shop-exists`. */
export function refuseExistingShop(folder: string): void {
  const file = databaseOf(folder);
  if (existsSync(file)) throw new OmsError('shop-exists', { path: file });
}

/** Refuses `shop-exists` (also when another process makes one there meanwhile), and a bad setting before anything is written. */
export async function initShop(shop: NewShop): Promise<InitResult> {
  refuseExistingShop(shop.folder);
  const settings = Object.entries(shop.settings).map(([key, value]) => checkSetting(key, value));
  const file = databaseOf(shop.folder);
  await makeDatabase(file, (unfinished) => fillDatabase(unfinished, shop, settings));
  for (const folder of FOLDERS) mkdirSync(path.join(shop.folder, folder), { recursive: true });
  return { path: file, settings: Object.fromEntries(settings.map(({ key, value }) => [key, value])) };
}

function databaseOf(folder: string): string {
  return path.join(folder, 'oms.db');
}

async function fillDatabase(file: string, shop: NewShop, settings: readonly CheckedSetting[]): Promise<void> {
  const database = openDatabase({ path: file, root: shop.root, waitMs: WAIT_MS, create: true });
  try {
    await migrate(database, '');
    await fillShop(database, shop, settings);
    database.settle();
  } finally {
    database.close();
  }
}

function fillShop(database: Database, shop: NewShop, settings: readonly CheckedSetting[]): Promise<void> {
  const at = toInstant(shop.now);
  const zone = settings.find(({ key }) => key === 'time-zone')?.value ?? 'UTC';
  return database.write(async (db) => {
    for (const { key, value } of settings) await writeSetting(db, key, value, at);
    await insertLocation(db, { code: 'main', name: 'main', country: '', region: '', priority: 0 });
    await putTaxRates(db, shop.taxRates);
    await recordEvent(db, { at, on: businessDate(at, zone), actor: shop.actor, command: 'init' }, 'shop', 1, 'made');
  });
}
