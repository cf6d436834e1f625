// Rejects as CSV: every cell as it came, but for what a spreadsheet would calculate and what nobody can see, so that the file
// can be mended and fed back; then what is wrong with each row.
import type { KeptFile, KeptOrder } from '../domain/batch.ts';
import type { Details } from '../domain/error.ts';
import { unguarded } from '../domain/formula.ts';
import type { Reason } from '../domain/import/finding.ts';
import { type AddedColumn, addedColumns } from '../domain/rejects.ts';
import { safeText } from './csv.ts';
import { cleanLine } from './terminal.ts';
import type { Words } from './words.ts';

/** What comes back of a cell or of a column's name that nobody has changed: all of it but escape sequences and what is invisible. */
export function comesBackAs(text: string): string {
  return unguarded(safeText(text));
}

/**
 * RFC 4180 with LF, UTF-8, safe against formulas and escape sequences as exports are: feeding it back takes the guard off
 * again. Files with other columns than the first one's cannot stand beside it (`haveSameColumns`).
 */
export function rejectsCsv(files: readonly KeptFile[], words: Words): string {
  const header = files[0]?.header ?? [];
  const columns = addedColumns(header.map(comesBackAs), {
    isOfSeveral: files.length > 1,
    isOfRecords: files.some(({ records }) => records !== null),
  });
  const widest = files.flatMap(({ orders }) => orders.flatMap(({ rows }) => rows.map(({ cells }) => cells.length)));
  const width = widest.reduce((most, one) => Math.max(most, one), header.length);
  const lines = [[...padded(header, width), ...columns.map(({ name }) => name)]];
  for (const file of files) {
    for (const order of file.orders) {
      for (const [index, { row, cells }] of order.rows.entries()) {
        const said = { batch: file.batch, file: file.name, order: order.order, ...saidOf(order, row, index === 0, words) };
        lines.push([...padded(cells, width), ...columns.map(({ column }) => said[column])]);
      }
    }
  }
  return lines.map((cells) => `${cells.map((cell) => quoted(safeText(cell))).join(',')}\n`).join('');
}

/** What was found in this row; in an order's first one also what was found in none of its rows. */
function saidOf(
  order: KeptOrder,
  row: number,
  isFirst: boolean,
  words: Words,
): Record<Exclude<AddedColumn, 'batch' | 'file' | 'order'>, string> {
  const rows = new Set(order.rows.map((one) => one.row));
  const found = order.reasons.filter((reason) => reason.row === row || (isFirst && !rows.has(reason.row)));
  return {
    row: String(row),
    line: String(found[0]?.line ?? ''),
    code: [...new Set(found.map(({ code }) => code))].join('; '),
    reason: found.map((reason) => reasonText(reason, words)).join('; '),
  };
}

/** "quantity: "zero" is not a whole quantity": a reason in words. */
export function reasonText({ code, column, details }: Reason, words: Words): string {
  const key = `finding.${code}`;
  const message = cleanLine(words.say(words.has(key) ? key : `error.${code}`, details as Details));
  return column === '' ? message : `${cleanLine(column)}: ${message}`;
}

/** As many cells as the widest row has; columns beyond the header's have no name. */
function padded(cells: readonly string[], columns: number): string[] {
  return [...cells, ...new Array<string>(Math.max(0, columns - cells.length)).fill('')];
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
