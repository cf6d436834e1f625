// Checking the file itself: SQLite's own look at its pages, constraints and references.
import type { WrongRow } from '../domain/check.ts';
import type { Database } from './database.ts';

const FINDINGS_MAX = 1000;

/** What SQLite finds damaged: pages, indexes, broken constraints. At most a thousand. */
export function* damagedFile(database: Database): Generator<WrongRow> {
  for (const verdict of verdictsOn(database)) {
    if (verdict !== 'ok') yield { table: 'database', id: 'oms.db', wrong: [{ field: 'integrity', is: verdict, should: 'ok' }] };
  }
}

/** Where a page is so damaged that even looking fails, the failure is the verdict. */
function verdictsOn(database: Database): string[] {
  try {
    const rows = database.raw.pragma(`integrity_check(${FINDINGS_MAX})`) as { integrity_check: string }[];
    return rows.map(({ integrity_check: verdict }) => verdict);
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CORRUPT')) return [error.message];
    throw error;
  }
}

interface Dangling {
  readonly table: string;
  readonly rowid: number | null;
  readonly parent: string;
  readonly fkid: number;
}

/** Rows that refer to a row that is not there. */
export function* danglingRows(database: Database): Generator<WrongRow> {
  for (const { table, rowid, parent, fkid } of database.raw.pragma('foreign_key_check') as Dangling[]) {
    const keys = database.raw.pragma(`foreign_key_list(${table})`) as { id: number; from: string; to: string }[];
    const { from, to } = keys.find(({ id }) => id === fkid) ?? { from: '', to: '' };
    const is =
      rowid === null
        ? null
        : (database.raw.prepare(`select "${from}" from "${table}" where rowid = ?`).pluck().get(rowid) as number | string);
    yield { table, id: rowid === null ? '?' : String(rowid), wrong: [{ field: from, is, should: `${parent}.${to}` }] };
  }
}
