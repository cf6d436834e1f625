// A lock that only one program holds at a time, and that ends with the program, however that ends.
import { chmodSync } from 'node:fs';
import { OmsError } from '../domain/error.ts';
import { fileError } from '../domain/file-error.ts';
import type { Database } from './database.ts';
import { openNative } from './native.ts';
import { isLocked } from './write-lock.ts';

/**
 * Takes the lock of `oms run` on this shop: SQLite's own, on an empty database beside the shop's, so that the system
 * takes it back when the program is killed. Waits as long as the shop's database would; refuses `run-at-work`. `root` is
 * where the program is installed. Returns what gives the lock back.
 */
export function takeRunLock(database: Database, root: string): () => void {
  const file = `${database.path}-run`;
  try {
    const lock = openNative(root, file, Number(database.raw.pragma('busy_timeout', { simple: true })));
    chmodSync(file, 0o600);
    lock.exec('begin exclusive');
    return () => void lock.close();
  } catch (error) {
    if (isLocked(error)) throw new OmsError('run-at-work');
    throw fileError(error, file);
  }
}
