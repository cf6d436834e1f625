// Making a folder with all that lead to it, step by step. Node's own recursion never ends where a folder that stands has
// no room for another, as in /proc.
import { OmsError } from './error.ts';

/** What is done on a disk, as node:fs and node:path do it. */
export interface Folders {
  /** Fails where there is nothing. */
  statSync(file: string): { isDirectory(): boolean };
  mkdirSync(folder: string, options?: { readonly mode: number }): void;
  dirname(folder: string): string;
}

/**
 * Makes what is missing, and names the first folder that was; undefined where nothing was. Refuses `file-unreadable`
 * where a file stands in the way or nothing can be made; fails as `mkdirSync` does otherwise. `mode`: who may
 * look into those that are made.
 */
export function makeFolders(folder: string, disk: Folders, mode?: number): string | undefined {
  if (isFolder(folder, disk)) return undefined;
  const parent = disk.dirname(folder);
  const first = parent === folder ? undefined : makeFolders(parent, disk, mode);
  try {
    disk.mkdirSync(folder, mode === undefined ? undefined : { mode });
  } catch (error) {
    // somebody else has just made it
    if (isFolder(folder, disk)) return first ?? folder;
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') throw new OmsError('file-unreadable', { path: folder, cause: 'ENOTDIR' });
    throw code === 'ENOENT' ? new OmsError('file-unreadable', { path: folder, cause: 'ENOENT' }) : error;
  }
  return first ?? folder;
}

/** What cannot be looked at is none: making it says why, and in the same words on every Node. */
function isFolder(file: string, disk: Folders): boolean {
  try {
    return disk.statSync(file).isDirectory();
  } catch {
    return false;
  }
}
