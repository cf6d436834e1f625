// Migrations: applied in order under the write lock, each once; the file is copied before a shop that has data is changed.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { OmsError } from '../domain/error.ts';
import { type Database, toOmsError } from './database.ts';
import { ground } from './migrations/0001-ground.ts';

/** In order; the number in front is the schema version (`pragma user_version`). */
const migrations: readonly string[] = [ground];
export const schemaVersion = migrations.length;
/** "oms1" in ASCII: marks a SQLite file as a shop. */
const APPLICATION_ID = 0x6f6d7331;

/** Refuses a file that is no shop, or one that a newer program has changed. A reader never migrates. */
export function checkSchema(database: Database): 'current' | 'older' {
  try {
    const applicationId = database.raw.pragma('application_id', { simple: true });
    if (applicationId !== APPLICATION_ID) throw new OmsError('database-not-a-shop', { path: database.path });
    const version = database.raw.pragma('user_version', { simple: true }) as number;
    if (version > schemaVersion) throw new OmsError('database-newer', { path: database.path, version, known: schemaVersion });
    return version === schemaVersion ? 'current' : 'older';
  } catch (error) {
    throw toOmsError(error, database.path);
  }
}

/** Brings the schema up to date. Returns the path of the copy made before, if the shop had a schema already. */
export async function migrate(database: Database, stamp: string): Promise<string | undefined> {
  const before = database.raw.pragma('user_version', { simple: true }) as number;
  if (before === schemaVersion) return undefined;
  const copy = before === 0 ? undefined : await copyBefore(database, before, stamp);
  try {
    database.raw.exec('begin immediate');
    const version = database.raw.pragma('user_version', { simple: true }) as number;
    for (const migration of migrations.slice(version)) database.raw.exec(migration);
    database.raw.pragma(`user_version = ${schemaVersion}`);
    database.raw.pragma(`application_id = ${APPLICATION_ID}`);
    database.raw.exec('commit');
  } catch (error) {
    if (database.raw.inTransaction) database.raw.exec('rollback');
    throw toOmsError(error, database.path);
  }
  return copy;
}

async function copyBefore(database: Database, version: number, stamp: string): Promise<string> {
  const folder = path.join(path.dirname(database.path), 'backups');
  mkdirSync(folder, { recursive: true });
  const copy = path.join(folder, `before-schema-${version + 1}-${stamp.replace(/[:.]/g, '')}.db`);
  await database.raw.backup(copy);
  return copy;
}
