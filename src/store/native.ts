// better-sqlite3 with its addon found from where the program is installed, so that the bundle needs no search of its own.
import { createRequire } from 'node:module';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

let addonPath: string | undefined;

/** Opens a database file with the lock wait set before anything else can meet a lock. */
export function openNative(root: string, file: string, waitMs: number): BetterSqlite3.Database {
  addonPath ??= path.join(
    path.dirname(createRequire(path.join(root, 'package.json')).resolve('better-sqlite3/package.json')),
    'build/Release/better_sqlite3.node',
  );
  return new BetterSqlite3(file, { nativeBinding: addonPath, timeout: waitMs });
}
