// Where the names of the columns stand in the beginning of a file, by what a profile asks for.
import { OmsError } from '../domain/error.ts';
import { cleaningOf } from './cleaning.ts';
import { Columns } from './columns.ts';
import { anyHolds } from './conditions.ts';
import type { Match, Profile } from './profile.ts';
import { type Dialect, Records } from './records.ts';

export interface Header {
  readonly columns: Columns;
  /** The row of the names, as a spreadsheet numbers it; the one above the first where there are none. */
  readonly headerRow: number;
}

/** The first row, within as many as the profile says, that has every column it asks for and none that it excludes. */
export function headerIn(head: string, dialect: Dialect, profile: Profile, path: string): Header | undefined {
  if (profile.header !== undefined) return withoutHeader(head, dialect, profile, profile.header, path);
  const { without, first } = profile.match;
  const rows = firstRows(head, dialect, profile.headerWithin + (first.length > 0 ? 1 : 0), path);
  for (const [index, { names, row }] of rows.slice(0, profile.headerWithin).entries()) {
    const columns = new Columns(names, profile);
    if (missingOf(profile.match, columns).length > 0) continue;
    if (without.some((name) => columns.has(name)) || !fitsFirst(profile, columns, rows[index + 1]?.names)) return undefined;
    return { columns, headerRow: row };
  }
  return undefined;
}

/** A file whose first row is a row already: as many cells as there are names, and what the profile asks of it. */
function withoutHeader(
  head: string,
  dialect: Dialect,
  profile: Profile,
  header: readonly string[] | 'none',
  path: string,
): Header | undefined {
  const [first] = firstRows(head, dialect, 1, path);
  if (!first) return undefined;
  const names = header === 'none' ? first.names.map((_, index) => `#${index + 1}`) : header;
  const columns = new Columns(names, profile);
  const { without } = profile.match;
  if (first.names.length < names.length || first.names.slice(names.length).some((cell) => cell.trim() !== '')) return undefined;
  if (missingOf(profile.match, columns).length > 0) return undefined;
  if (without.some((name) => columns.has(name)) || !fitsFirst(profile, columns, first.names)) return undefined;
  return { columns, headerRow: first.row - 1 };
}

/** What a profile asks for and a file does not have; where one of several would do, all of them as one. */
export function missingOf({ columns: wanted, any }: Match, columns: Columns): string[] {
  const missing = wanted.filter((name) => !columns.has(name));
  return any.length === 0 || any.some((name) => columns.has(name)) ? missing : [...missing, any.join(' / ')];
}

/** Whether the first row under the names is what the profile asks for. */
function fitsFirst(profile: Profile, columns: Columns, cells: readonly string[] | undefined): boolean {
  const holds = anyHolds(profile.match.first, (name) => columns.index(name), profile.money);
  if (!holds) return true;
  const clean = cleaningOf(profile);
  // a row that is cut off has nothing in the columns that it does not reach
  const row = columns.header.map((_, index) => clean(cells?.[index] ?? ''));
  return cells !== undefined && holds(row);
}

/** The first rows that are not blank, after a `sep=` line; as many as can be read. */
export function firstRows(
  head: string,
  dialect: Dialect,
  most: number,
  path: string,
): { readonly names: string[]; readonly row: number }[] {
  const found: { names: string[]; row: number }[] = [];
  const rows = new Records([head].values(), dialect, path);
  try {
    while (found.length < most && rows.next()) {
      const isSeparatorLine = rows.row === 1 && /^sep=.\s*$/.test(rows.text.slice(rows.from, rows.to));
      if (!isSeparatorLine && !rows.isBlank) found.push({ names: rows.cells(), row: rows.row });
    }
  } catch (error) {
    if (!(error instanceof OmsError) || error.code === 'file-too-wide') throw error;
  }
  return found;
}
