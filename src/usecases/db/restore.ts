// Going back to a backup: looked through first, the shop as it is kept, and no document's number given twice.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { OmsError } from '../../domain/error.ts';
import { makeFolders } from '../../domain/folders.ts';
import { formatId } from '../../domain/id.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import { checkSetting } from '../../domain/settings.ts';
import { toInstant } from '../../domain/time.ts';
import { copyDatabase, countRows, verifyCopy } from '../../store/backup.ts';
import { type Database, type Handle, openDatabase } from '../../store/database.ts';
import { recordEvent } from '../../store/event.ts';
import { migrate } from '../../store/migrate.ts';
import { makeDatabase } from '../../store/new-database.ts';
import { besideBackup, documentsSince, erasedSince, prefixesOf, prefixesUsed, takeContent } from '../../store/restore.ts';
import { writeSetting } from '../../store/setting.ts';
import { refresh } from '../order/refresh.ts';
import { refuseExistingShop } from '../shop/init.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';
import { backUpShop } from './backup.ts';
import { type Looker, openBackup, verifyBackup } from './verify.ts';

/** What numbers begin with from now on. */
export interface NewSeries {
  readonly invoice: string;
  readonly creditNote: string;
}

export interface RestoreRequest {
  /** The backup's folder, absolute. */
  readonly from: string;
  readonly root: string;
  readonly series?: NewSeries;
}

/** Files of these are added where they are missing; of the others the backup's take the place of the shop's. */
const ADDED = ['documents', 'inbox'];
const REPLACED = ['profiles', 'templates'];

/**
 * The shop becomes what the backup is. Documents issued since are carried forward with their counters; where one of them
 * is of an order that the backup does not know, new series are demanded (`restore-series-needed`). The shop as it was is
 * kept as a backup of its own. Refuses `backup-unknown`, `backup-within`, `backup-wrong`, `series-used`.
 */
export async function restoreShop(shop: Shop, { from, root, series }: RestoreRequest, options: WriteOptions): Promise<ActResult> {
  await refuseDamaged({ ...shop, root }, from);
  const folder = path.dirname(shop.database.path);
  const work = mkdtempSync(path.join(folder, '.restore-'));
  try {
    const copy = await preparedCopy(from, path.join(work, 'oms.db'), root);
    const { kept, taken } = await besideBackup(shop.database, copy, async () => {
      refuseNumbersTwice(shop.database, from, series);
      const before = options.dryRun ? null : ((await backUpShop(shop, { root, mayBeSecond: true })).results[0]?.id ?? null);
      return { kept: before, taken: await write(shop, options, (act) => take(act, from, series)) };
    });
    const files = options.dryRun ? 0 : copyFiles(from, folder);
    return actResult([{ id: from, outcome: 'restored', kept, ...taken, files }]);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function refuseDamaged(looker: Looker, from: string): Promise<void> {
  const [first] = (await verifyBackup(from, looker)).findings;
  if (first) throw new OmsError('backup-wrong', { path: from, cause: `${first.table} ${first.id} ${first.field}` });
}

/** A copy of a backup's database in the schema of this program. */
async function preparedCopy(from: string, file: string, root: string): Promise<string> {
  const backup = openBackup(from, root);
  try {
    await verifyCopy(file, root, await copyDatabase(backup, file));
  } finally {
    backup.close();
  }
  return file;
}

type Taken = Pick<Outcome, 'carried' | 'erasedSince' | 'orders' | 'movements'>;

async function take(act: Act, from: string, series: NewSeries | undefined): Promise<Taken> {
  const { later, carry } = refuseNumbersTwice(act.database, from, series);
  const erased = erasedSince(act.database).map((id) => formatId('customer', id));
  takeContent(act.database, carry);
  for (const orderId of new Set(carry ? later.flatMap((one) => one.orderIds) : [])) await refresh(act, { id: orderId });
  if (series) await useSeries(act.db, series, act.at);
  const carried = carry ? later.map(({ number }) => number) : [];
  await recordEvent(act.db, act, 'shop', 1, 'restored', { from: path.basename(from), carried });
  return { carried, erasedSince: erased, ...(await countsOf(act.db)) };
}

/** What was issued since, and whether it can be carried forward. Refuses `restore-series-needed`, `series-used`. */
function refuseNumbersTwice(database: Database, from: string, series: NewSeries | undefined) {
  const later = documentsSince(database);
  const carry = later.every(({ isCarriable }) => isCarriable);
  if (!carry && !series) throw new OmsError('restore-series-needed', { documents: later.map(({ number }) => number), path: from });
  if (series) refuseUsed(series, prefixesUsed(database));
  return { later, carry };
}

interface RowsCopied {
  readonly orders: number;
  readonly movements: number;
}

async function countsOf(db: Handle): Promise<RowsCopied> {
  const { sales_order: orders = 0, movement: movements = 0 } = await countRows(db);
  return { orders, movements };
}

/** A prefix under which numbers have been given cannot be new. */
function refuseUsed({ invoice, creditNote }: NewSeries, used: readonly string[]): void {
  if (invoice === creditNote) throw new OmsError('invoice-series-same', { prefix: invoice });
  const twice = [invoice, creditNote].find((prefix) => used.includes(prefix));
  if (twice !== undefined) throw new OmsError('series-used', { series: twice });
}

async function useSeries(db: Handle, { invoice, creditNote }: NewSeries, at: string): Promise<void> {
  for (const [key, value] of [
    ['invoice-series', invoice],
    ['credit-note-series', creditNote],
  ] as const) {
    await writeSetting(db, key, checkSetting(key, value).value, at);
  }
}

export interface RestoreElsewhere extends RestoreRequest {
  /** A folder without a shop, absolute. */
  readonly into: string;
  readonly series: NewSeries;
  readonly actor: string;
  readonly command: string;
  readonly now: () => Date;
}

/**
 * Makes a shop of a backup in another folder. What the shop it is of has issued since cannot be known, so that new series
 * are needed. Refuses `shop-exists`, `backup-unknown`, `backup-wrong`.
 */
export async function restoreInto({ from, into, root, series, ...who }: RestoreElsewhere): Promise<ActResult> {
  refuseExistingShop(into);
  await refuseDamaged({ ...who, root }, from);
  let counts = {};
  await makeDatabase(path.join(into, 'oms.db'), async (unfinished) => {
    await preparedCopy(from, unfinished, root);
    counts = await beginSeries(unfinished, root, series, toInstant(who.now()));
  });
  return actResult([{ id: from, outcome: 'restored-into', into, kept: null, carried: [], ...counts, files: copyFiles(from, into) }]);
}

/** Numbers of a shop that was copied begin anew. Refuses `series-used`. */
async function beginSeries(file: string, root: string, series: NewSeries, at: string): Promise<RowsCopied> {
  const database = openDatabase({ path: file, root, waitMs: 0 });
  try {
    await migrate(database, '');
    return await database.write(async (db) => {
      refuseUsed(series, await prefixesOf(db));
      await useSeries(db, series, at);
      return countsOf(db);
    });
  } finally {
    database.close();
  }
}

/** How many files were added or replaced. */
function copyFiles(from: string, to: string): number {
  for (const name of REPLACED) rmSync(path.join(to, name), { recursive: true, force: true });
  return [...ADDED, ...REPLACED].reduce((sum, name) => sum + addMissing(path.join(from, name), path.join(to, name)), 0);
}

function addMissing(from: string, to: string): number {
  if (!existsSync(from)) return 0;
  makeFolders(to, { statSync, mkdirSync, dirname: path.dirname });
  let files = 0;
  for (const name of readdirSync(from)) {
    const [source, target] = [path.join(from, name), path.join(to, name)];
    if (statSync(source).isDirectory()) files += addMissing(source, target);
    else if (!existsSync(target)) {
      copyFileSync(source, target);
      files += 1;
    }
  }
  return files;
}
