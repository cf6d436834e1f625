// Migrations: applied in order under the write lock, each once; the file is copied before a shop that has data is changed.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { OmsError } from '../domain/error.ts';
import { fileError } from '../domain/file-error.ts';
import { copyDatabase } from './backup.ts';
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
    const version = versionOf(database);
    if (version > schemaVersion) throw new OmsError('database-newer', { path: database.path, version, known: schemaVersion });
    return version === schemaVersion ? 'current' : 'older';
  } catch (error) {
    throw toOmsError(error, database.path);
  }
}

/**
 * Brings the schema up to date: all of `list` or nothing. Returns the path of the copy made before, if the shop had a
 * schema already and it was not another process that brought it up to date meanwhile.
 */
export async function migrate(database: Database, stamp: string, list: readonly string[] = migrations): Promise<string | undefined> {
  const before = versionOf(database);
  if (before >= list.length) return undefined;
  const copy = before === 0 ? undefined : await copyBefore(database, before, stamp);
  try {
    database.raw.exec('begin immediate');
    const missing = list.slice(versionOf(database));
    if (missing.length > 0) apply(database, missing, list.length);
    database.raw.exec('commit');
    if (missing.length > 0 || copy === undefined) return copy;
    rmSync(copy);
    return undefined;
  } catch (error) {
    if (database.raw.inTransaction) database.raw.exec('rollback');
    throw toOmsError(error, database.path);
  }
}

function versionOf(database: Database): number {
  try {
    return database.raw.pragma('user_version', { simple: true }) as number;
  } catch (error) {
    throw toOmsError(error, database.path);
  }
}

function apply(database: Database, missing: readonly string[], version: number): void {
  for (const migration of missing) database.raw.exec(migration);
  database.raw.pragma(`user_version = ${version}`);
  database.raw.pragma(`application_id = ${APPLICATION_ID}`);
}

async function copyBefore(database: Database, version: number, stamp: string): Promise<string> {
  const folder = path.join(path.dirname(database.path), 'backups');
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw fileError(error, folder);
  }
  const name = `before-schema-${version + 1}-${stamp.replace(/[:.]/g, '')}`;
  for (let number = 1; ; number += 1) {
    const copy = path.join(folder, number === 1 ? `${name}.db` : `${name}-${number}.db`);
    if (existsSync(copy)) continue;
    await copyDatabase(database, copy);
    return copy;
  }
}
