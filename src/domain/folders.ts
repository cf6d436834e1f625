// Making a folder with all that lead to it, step by step. Node's own recursion never ends where a folder that stands has
// no room for another, as in /proc.
import { OmsError } from './error.ts';

/** What is done on a disk. */
export interface Folders {
  exists(folder: string): boolean;
  make(folder: string): void;
  parentOf(folder: string): string;
}

/** Makes what is missing, and names the first folder that was; undefined where nothing was. Fails as `make` does; refuses `file-unreadable`. */
export function makeFolders(folder: string, disk: Folders): string | undefined {
  if (disk.exists(folder)) return undefined;
  const first = makeFolders(disk.parentOf(folder), disk);
  try {
    disk.make(folder);
  } catch (error) {
    // somebody else has just made it
    if (disk.exists(folder)) return first ?? folder;
    const isHopeless = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw isHopeless ? new OmsError('file-unreadable', { path: folder, cause: 'ENOENT' }) : error;
  }
  return first ?? folder;
}
