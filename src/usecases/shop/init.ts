// Making a new shop: the folder, the database, its settings, its first location, its country's tax rates.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { OmsError } from '../../domain/error.ts';
import { checkSetting, type SettingKey } from '../../domain/settings.ts';
import type { TaxRate } from '../../domain/tax-rate.ts';
import { businessDate, toInstant } from '../../domain/time.ts';
import { openDatabase } from '../../store/database.ts';
import { recordEvent } from '../../store/event.ts';
import { migrate } from '../../store/migrate.ts';
import { writeSetting } from '../../store/setting.ts';
import { insertLocation } from '../../store/stock.ts';
import { insertTaxRates } from '../../store/tax-rate.ts';

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

const FOLDERS = ['documents', 'inbox', 'backups'];

/** Refuses `shop-exists`, and a bad setting before anything is written. */
export async function initShop(shop: NewShop): Promise<InitResult> {
  const file = path.join(shop.folder, 'oms.db');
  if (existsSync(file)) throw new OmsError('shop-exists', { path: file });
  const settings = Object.entries(shop.settings).map(([key, value]) => checkSetting(key, value));
  mkdirSync(shop.folder, { recursive: true });
  const database = openDatabase({ path: file, root: shop.root, waitMs: 5000, create: true });
  try {
    await migrate(database, '');
    const at = toInstant(shop.now);
    const zone = settings.find(({ key }) => key === 'time-zone')?.value ?? 'UTC';
    await database.write(async (db) => {
      for (const { key, value } of settings) await writeSetting(db, key, value, at);
      await insertLocation(db, 'main', 'main', 0);
      await insertTaxRates(db, shop.taxRates);
      await recordEvent(db, { at, on: businessDate(at, zone), actor: shop.actor, command: 'init' }, 'shop', 1, 'made');
    });
  } catch (error) {
    database.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    throw error;
  }
  database.close();
  for (const folder of FOLDERS) mkdirSync(path.join(shop.folder, folder), { recursive: true });
  return { path: file, settings: Object.fromEntries(settings.map(({ key, value }) => [key, value])) };
}
