// What every use case is given: the open shop. `write` brackets one act: one immediate transaction, one frozen instant.
import { OmsError } from '../domain/error.ts';
import { type Settings, type SettingValue, settingsOf } from '../domain/settings.ts';
import { businessDate, toInstant } from '../domain/time.ts';
import type { Database, Handle } from '../store/database.ts';

export interface Shop {
  readonly database: Database;
  readonly settingValues: readonly SettingValue[];
  readonly settings: Settings;
  /** Who is acting: for the history. */
  readonly actor: string;
  /** The command, without its values: "order cancel". */
  readonly command: string;
  readonly now: () => Date;
}

/** One act under way. Everything in it happens at one instant, on one business date. */
export interface Act {
  readonly db: Handle;
  /** For hot loops: prepared statements on the same connection, inside this same transaction. */
  readonly database: Database;
  readonly settings: Settings;
  readonly at: string;
  readonly on: string;
  readonly actor: string;
  readonly command: string;
  readonly batchId?: number;
}

export interface WriteOptions {
  readonly dryRun?: boolean;
}

export function openShop(parts: Omit<Shop, 'settings'>): Shop {
  return { ...parts, settings: settingsOf(parts.settingValues) };
}

/** Reads from one snapshot. */
export function read<T>(shop: Shop, work: (db: Handle) => Promise<T>): Promise<T> {
  return shop.database.read(work);
}

/** One act in one immediate transaction; a dry run does exactly the same and is rolled back at its end. */
export function write<T>(shop: Shop, options: WriteOptions, work: (act: Act) => Promise<T>): Promise<T> {
  return shop.database.write((db) => work(actAt(shop, db)), options.dryRun === true);
}

function actAt(shop: Shop, db: Handle): Act {
  const now = shop.now();
  return {
    db,
    database: shop.database,
    settings: shop.settings,
    at: toInstant(now),
    on: businessDate(now, shop.settings['time-zone']),
    actor: shop.actor,
    command: shop.command,
  };
}

/** Today in the shop's zone. */
export function today(shop: Shop): string {
  return businessDate(shop.now(), shop.settings['time-zone']);
}

/** Refuses a text that must be there. */
export function need(value: string | undefined, name: string): string {
  if (value === undefined || value.trim() === '') throw new OmsError('argument-missing', { name });
  return value.trim();
}
