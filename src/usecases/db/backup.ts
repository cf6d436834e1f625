// Copying the whole shop, database and files, into a folder of its own; whole and looked through, or not there at all.
import { randomBytes } from 'node:crypto';
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { isOmsError, OmsError } from '../../domain/error.ts';
import { fileError } from '../../domain/file-error.ts';
import { makeFolders } from '../../domain/folders.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import { toInstant } from '../../domain/time.ts';
import { copyDatabase, verifyCopy } from '../../store/backup.ts';
import { BACKED_UP, recordEvent } from '../../store/event.ts';
import { withoutWaiting } from '../../store/write-lock.ts';
import { type Shop, write } from '../shop.ts';

export interface BackupRequest {
  /** The folder that backups go into, absolute; undefined: the shop's own backups/. */
  readonly into?: string;
  /** Where the program is installed. */
  readonly root: string;
  /** Another of the same second is no reason to refuse. */
  readonly mayBeSecond?: boolean;
}

/** What belongs to a shop besides its database; backups/ does not. */
const SHOP_FOLDERS = ['documents', 'profiles', 'templates', 'inbox'];

/**
 * Copies the shop into a new folder named by the instant. The database is one moment's, and files are copied after it,
 * so that whatever it names is there. Refuses `backup-exists`, `backup-damaged`, `disk-full`.
 */
export async function backUpShop(shop: Shop, { into, root, mayBeSecond = false }: BackupRequest): Promise<ActResult> {
  const folder = path.dirname(shop.database.path);
  const backups = into ?? path.join(folder, 'backups');
  const stamp = toInstant(shop.now()).replaceAll(':', '');
  const target = freeName(path.join(backups, stamp), mayBeSecond);
  const unfinished = makeFolder(backups, `.${stamp}.${randomBytes(6).toString('hex')}.part`);
  try {
    const copy = path.join(unfinished, 'oms.db');
    const counts = await copyDatabase(shop.database, copy);
    await verifyCopy(copy, root, counts);
    const files = SHOP_FOLDERS.reduce((sum, name) => sum + copyFolder(path.join(folder, name), path.join(unfinished, name), backups), 0);
    renameSync(unfinished, target);
    await noteBackup(shop, target);
    return actResult([{ id: target, outcome: 'backed-up', orders: counts.sales_order ?? 0, movements: counts.movement ?? 0, files }]);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw fileError(error, target);
  }
}

/** A name that nothing has: with -2, -3 … behind it where there may be several of one instant. Refuses `backup-exists`. */
function freeName(target: string, mayBeSecond: boolean): string {
  if (existsSync(target) && !mayBeSecond) throw new OmsError('backup-exists', { path: target });
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? target : `${target}-${number}`;
    if (!existsSync(name)) return name;
  }
}

/** Whoever erases somebody later is told of this copy. Where nobody may write, or somebody else does, it is left out. */
async function noteBackup(shop: Shop, target: string): Promise<void> {
  try {
    await withoutWaiting(shop.database, () => write(shop, {}, (act) => recordEvent(act.db, act, 'shop', 1, BACKED_UP, { to: target })));
  } catch (error) {
    if (!isOmsError(error) || error.kind !== 'environment') throw error;
  }
}

/** Both made where they are missing; what is put in the new one is the owner's only. */
function makeFolder(folder: string, name: string): string {
  try {
    makeFolders(folder, { statSync, mkdirSync, dirname: path.dirname });
    mkdirSync(path.join(folder, name), { mode: 0o700 });
    return path.join(folder, name);
  } catch (error) {
    throw fileError(error, folder);
  }
}

/** Copies the files of a folder, its folders included, and says how many; what is half written or just moved away is left out. */
function copyFolder(from: string, to: string, leaveOut: string): number {
  if (from === leaveOut || !existsSync(from)) return 0;
  mkdirSync(to, { mode: 0o700 });
  let files = 0;
  for (const name of readdirSync(from).sort()) {
    const source = path.join(from, name);
    const kind = statSync(source, { throwIfNoEntry: false });
    if (kind?.isDirectory()) files += copyFolder(source, path.join(to, name), leaveOut);
    else if (kind?.isFile() && !name.endsWith('.part') && copied(source, path.join(to, name))) files += 1;
  }
  return files;
}

function copied(source: string, target: string): boolean {
  try {
    copyFileSync(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
