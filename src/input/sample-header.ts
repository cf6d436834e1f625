// Where the names of the columns stand in the beginning of a file that no profile knows, if they stand there at all.
import { columnKey } from './columns.ts';

/** Titles, days of the export and names of groups may stand above the names. */
const ROWS_ABOVE_MOST = 12;
const EMAIL = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i;
const VALUES_LEAST = 2;

/**
 * The place of the row of names among the first filled rows: the first, unless a later one has more names that shops use,
 * or is far wider. Null where the first row is one of an order already. `known` are names as they are compared. Pure.
 */
export function headerAt(rows: readonly (readonly string[])[], known: ReadonlySet<string>): number | null {
  const knownIn = (row: readonly string[]) => new Set(row.map(columnKey).filter((key) => known.has(key))).size;
  let best = 0;
  // something stands under the names
  for (const [at, row] of rows.slice(0, Math.min(ROWS_ABOVE_MOST, rows.length - 1)).entries()) {
    const other = rows[best] ?? [];
    // one known name may stand in a row by chance
    const saysMore = knownIn(row) > knownIn(other) + 1 || filledIn(row) >= 2 * filledIn(other);
    if (at > 0 && valuesIn(row) === 0 && saysMore) best = at;
  }
  const first = rows[0] ?? [];
  return best === 0 && knownIn(first) === 0 && valuesIn(first) >= VALUES_LEAST ? null : best;
}

function filledIn(row: readonly string[]): number {
  return row.filter((cell) => cell.trim() !== '').length;
}

function valuesIn(row: readonly string[]): number {
  return row.filter((cell) => isValue(cell.trim())).length;
}

/** A number, an amount, a day or an e-mail address: what stands in a row of an order and is no name of a column. */
function isValue(cell: string): boolean {
  if (!/^[\p{Sc}(+-]?\d/u.test(cell)) return EMAIL.test(cell);
  return cell.replace(/\P{L}/gu, '').length <= cell.replace(/\D/g, '').length;
}
