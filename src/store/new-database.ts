// A database file that is not there before it is whole, in a folder that is made for it.
import { randomBytes } from 'node:crypto';
import { constants, copyFileSync, existsSync, linkSync, mkdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { isOmsError, OmsError } from '../domain/error.ts';
import { fileError } from '../domain/file-error.ts';
import { makeFolders } from '../domain/folders.ts';

/**
 * Lets `fill` make the database under a name of its own, and puts it in its place when it is whole: of two that do so
 * at once, one is refused. What fails leaves nothing behind, the folder included. Refuses `shop-exists`.
 */
export async function makeDatabase(file: string, fill: (unfinished: string) => Promise<void>): Promise<void> {
  const folder = path.dirname(file);
  const made = makeFolder(folder);
  const unfinished = path.join(folder, `.oms.db.${randomBytes(6).toString('hex')}.part`);
  try {
    await fill(unfinished);
    place(unfinished, file);
  } catch (error) {
    throw named(error, unfinished, folder);
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(unfinished + suffix, { force: true });
    if (made !== undefined && !existsSync(file)) removeEmpty(folder, made);
  }
}

/** The failure with the folder in the place of a name that nobody has seen. */
function named(error: unknown, unfinished: string, folder: string): unknown {
  const refusal = fileError(error, folder);
  return isOmsError(refusal) && refusal.details.path === unfinished
    ? new OmsError(refusal.code, { ...refusal.details, path: folder })
    : refusal;
}

/** The first folder that had to be made, or undefined. */
function makeFolder(folder: string): string | undefined {
  try {
    return makeFolders(folder, { statSync, mkdirSync, dirname: path.dirname });
  } catch (error) {
    throw fileError(error, folder);
  }
}

/** A link takes a name only where nobody has it; file systems that know none copy, which also refuses a taken name. */
function place(unfinished: string, file: string): void {
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new OmsError('shop-exists', { path: file });
    copyNew(unfinished, file);
  }
}

function copyNew(unfinished: string, file: string): void {
  try {
    copyFileSync(unfinished, file, constants.COPYFILE_EXCL);
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? new OmsError('shop-exists', { path: file }) : error;
  }
}

/** From the folder up to the first that was made; a folder that another process has put something in stays. */
function removeEmpty(folder: string, first: string): void {
  try {
    for (let current = folder; current.length >= first.length; current = path.dirname(current)) rmdirSync(current);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(codeOf(error))) throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
