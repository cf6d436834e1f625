// Card numbers in what is kept of a row as it came: cut too, and told, in columns that nothing is read from as well.
import { type ColumnsOfNumbers, cutCards } from '../domain/import/card.ts';
import type { Finding } from '../domain/import/finding.ts';

/** Where a row is, and the names of its columns. */
export interface Aside {
  readonly row: number;
  readonly line: number;
  readonly header: readonly string[];
}

/** What is told of the cells that are cut where a row is kept as it came, but for what has been told already. */
export function cutAside(
  { row, line, header }: Aside,
  cells: readonly string[],
  numbers: ColumnsOfNumbers,
  told: readonly Finding[],
): readonly Finding[] {
  return cutCards(cells, numbers).flatMap((kept, index) => {
    const column = header[index] ?? '';
    const isTold = told.some((one) => one.code === 'card-cut' && one.row === row && one.column === column);
    return kept === cells[index] || isTold ? [] : [{ code: 'card-cut' as const, row, line, column, details: {} }];
  });
}
