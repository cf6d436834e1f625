// A copy of the whole database as it is at one moment, made while others write, and looked through before it is trusted.
import { closeSync, openSync, rmSync } from 'node:fs';
import { sql } from 'kysely';
import { OmsError } from '../domain/error.ts';
import { type Database, type Handle, openDatabase, toOmsError } from './database.ts';

const ALL_PAGES = 0x7fffffff;

/** Rows of each table. */
export type RowCounts = Readonly<Record<string, number>>;

/**
 * SQLite's online backup into a new file (mode 0600), and the rows it must hold. One snapshot is held open meanwhile, so
 * that writers neither wait nor make the copy start again. Refuses `file-exists`; a failed copy leaves no file.
 */
export async function copyDatabase(database: Database, file: string): Promise<RowCounts> {
  makeEmpty(file);
  try {
    return await database.read(async (db) => {
      const counts = await countRows(db);
      await database.raw.backup(file, { progress: () => ALL_PAGES });
      return counts;
    });
  } catch (error) {
    rmSync(file, { force: true });
    throw toOmsError(error, file);
  }
}

/** Opens a copy and reads all of it. Refuses `backup-damaged` unless it is sound and holds exactly these rows. */
export async function verifyCopy(file: string, root: string, wanted: RowCounts): Promise<void> {
  const copy = openDatabase({ path: file, root, waitMs: 0 });
  try {
    const verdict = copy.raw.pragma('integrity_check(1)', { simple: true });
    if (verdict !== 'ok') throw new OmsError('backup-damaged', { path: file, cause: String(verdict) });
    const found = await copy.read(countRows);
    for (const [table, rows] of Object.entries(wanted)) {
      if (found[table] !== rows) throw new OmsError('backup-damaged', { path: file, cause: `${table}: ${found[table] ?? 0} / ${rows}` });
    }
  } finally {
    copy.close();
  }
}

/** What SQLite keeps of the search indexes, which say nothing that other rows do not. */
const INDEXES = /_search(_|$)/;

/** Rows of each table now. */
export async function countRows(db: Handle): Promise<RowCounts> {
  const counts: Record<string, number> = {};
  for (const { name } of await db.introspection.getTables()) {
    if (INDEXES.test(name)) continue;
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db);
    counts[name] = rows[0]?.n ?? 0;
  }
  return counts;
}

/** The file stands there, for its owner only, before anything is in it. */
function makeEmpty(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST') throw new OmsError('file-exists', { path: file });
    throw new OmsError(code === 'ENOSPC' ? 'disk-full' : 'file-unreadable', { path: file, cause: code });
  }
}
