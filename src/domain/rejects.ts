// Rejects: rows that could not be taken, as a file to be mended. Its columns are the original ones, in their order, then these.
import type { KeptFile } from './batch.ts';

/** What is said of each row: the first two only where the rows are of several files, the order only of orders. */
const added = ['batch', 'file', 'row', 'line', 'order', 'code', 'reason'] as const;
export type AddedColumn = (typeof added)[number];

/** Put before the name of an added column that the original file has too. */
const OWN = 'oms_';

/** The added columns by their names in a file with these columns. */
export function addedColumns(
  header: readonly string[],
  { isOfSeveral, isOfRecords }: { readonly isOfSeveral: boolean; readonly isOfRecords: boolean },
): { readonly column: AddedColumn; readonly name: string }[] {
  const taken = new Set(header.map((name) => name.trim().toLowerCase()));
  return added
    .filter((column) => isOfSeveral || (column !== 'batch' && column !== 'file'))
    .filter((column) => !isOfRecords || column !== 'order')
    .map((column) => ({ column, name: taken.has(column) ? OWN + column : column }));
}

/** Where a mended file has an added column: behind the original ones; -1 where somebody has taken it out. */
export function addedColumn(names: readonly string[], header: readonly string[], column: AddedColumn): number {
  const name = addedColumns(header, { isOfSeveral: true, isOfRecords: false }).find((known) => known.column === column)?.name ?? column;
  return names.findIndex((known) => known.trim().toLowerCase() === name);
}

/** The named columns of a mended file that neither the original file had nor we have added: it is of another file. */
export function strangeColumns(names: readonly string[], header: readonly string[]): string[] {
  const own = addedColumns(header, { isOfSeveral: true, isOfRecords: false }).map(({ name }) => name);
  const known = new Set([...own, ...header.map((name) => name.trim().toLowerCase()), '']);
  return names.filter((name) => !known.has(name.trim().toLowerCase()));
}

/** Whether the rows of these files can stand in one file. */
export function haveSameColumns(files: readonly KeptFile[]): boolean {
  return new Set(files.map(({ header }) => JSON.stringify(header))).size <= 1;
}
