// The inbox: files that wait to be taken in, directly in it or in a folder that names their channel.
import { lstatSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileError } from '../domain/file-error.ts';
import { makeFolders } from '../domain/folders.ts';
import { inboxFolders, isUnfinishedName } from '../domain/run.ts';

export interface InboxFile {
  /** Below the inbox: "orders.csv", "shopify-kr/orders.csv". */
  readonly path: string;
  /** The name of the folder it lies in; null: directly in the inbox. */
  readonly channel: string | null;
  readonly size: number;
  readonly modifiedMs: number;
  /** It only leads to a file elsewhere, or to a folder with files of the shop: nothing behind it is to be read or moved. */
  readonly isLink: boolean;
}

const KEPT_APART: readonly string[] = Object.values(inboxFolders);

/**
 * Oldest first, those of the same moment by path. Unfinished names are left out; a missing inbox is made. `own` is the
 * folder of the shop's database. Refuses `file-unreadable`.
 */
export function inboxFiles(inbox: string, own: string): InboxFile[] {
  try {
    makeFolders(inbox, { statSync, mkdirSync, dirname: path.dirname }, 0o700);
    const kept = [inbox, own].map((folder) => realpathSync(folder));
    const folders = readdirSync(inbox).filter(
      (name) => !name.startsWith('.') && !KEPT_APART.includes(name) && isFolder(path.join(inbox, name)),
    );
    const ofFolder = (name: string) => (leadsInto(path.join(inbox, name), kept) ? [linkAt(inbox, name)] : filesIn(inbox, name));
    const files = [...filesIn(inbox, null), ...folders.flatMap(ofFolder)];
    return files.sort((a, b) => a.modifiedMs - b.modifiedMs || (a.path < b.path ? -1 : 1));
  } catch (error) {
    throw fileError(error, inbox);
  }
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isLink(file: string): boolean {
  return lstatSync(file).isSymbolicLink();
}

/** Whether a folder is a link to one of these, into it, or around it. */
function leadsInto(folder: string, kept: readonly string[]): boolean {
  if (!isLink(folder)) return false;
  const real = realpathSync(folder);
  return kept.some((one) => isWithin(real, one) || isWithin(one, real));
}

/** Whether a path is another one or lies below it; both absolute. */
export function isWithin(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

function linkAt(inbox: string, name: string): InboxFile {
  const { size, mtimeMs } = lstatSync(path.join(inbox, name));
  return { path: name, channel: null, size, modifiedMs: mtimeMs, isLink: true };
}

function filesIn(inbox: string, channel: string | null): InboxFile[] {
  return readdirSync(path.join(inbox, channel ?? '')).flatMap((name) => {
    if (isUnfinishedName(name)) return [];
    const below = channel === null ? name : path.posix.join(channel, name);
    const stat = statSync(path.join(inbox, below), { throwIfNoEntry: false });
    if (!stat?.isFile()) return [];
    return [{ path: below, channel, size: stat.size, modifiedMs: stat.mtimeMs, isLink: isLink(path.join(inbox, below)) }];
  });
}

/** A file that was written to so recently may not be whole. */
const YOUNG_MS = 2_000;
/** A file without a byte is one that somebody has begun to write; after an hour nobody will. */
const BEGUN_MS = 3_600_000;

/** Whether a file is still being written: empty as yet and begun lately, written to a moment ago, or other than when it was seen. */
export function isGrowing(inbox: string, seen: InboxFile, nowMs: number): boolean {
  if (seen.isLink) return false;
  const stat = statSync(path.join(inbox, seen.path), { throwIfNoEntry: false });
  if (!stat) return false;
  const age = nowMs - stat.mtimeMs;
  const isYoung = stat.size === 0 ? age < BEGUN_MS : age >= 0 && age < YOUNG_MS;
  return isYoung || stat.size !== seen.size || stat.mtimeMs !== seen.modifiedMs;
}
