// Tables for people: no borders, fitted to the terminal with full-width characters counted right; never cut in a pipe.
// What does not fit even then is shown as a block of lines for each row: a number or an id that is cut misleads.
import Table from 'cli-table3';
import stringWidth from 'string-width';
import { cleanLine } from './terminal.ts';

export type Align = 'left' | 'right';
export interface TableColumn {
  readonly title: string;
  readonly align?: Align;
  /** Never cut: what stands in it is there to be pasted. */
  readonly whole?: boolean;
}

const GAP = 2;
/** Rows laid out together: cli-table3 looks at every row again for each one. */
const ROWS_AT_ONCE = 100;
const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(GAP),
};
/** Text may be cut down to this, titles to the other. */
const TEXT_LEAST = 8;
const TITLE_LEAST = 4;
const DATE = /^(\d{4}-\d{2}-\d{2})?$/;

/** Rows under their titles. `width` is the terminal's; undefined (a pipe) cuts nothing. */
export function renderTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[], width?: number): string {
  const cells = rows.map((row) => row.map(cleanLine));
  const widths = fitted(columns, cells, width);
  if (!widths) return cells.map((row) => renderFacts(columns.map(({ title }, index) => [title, row[index]]))).join('\n\n');
  const all = [columns.map(({ title }) => title), ...cells.map((row) => columns.map((_, index) => row[index] ?? ''))];
  const pieces: string[] = [];
  for (let from = 0; from < all.length; from += ROWS_AT_ONCE) pieces.push(laidOut(columns, widths, all.slice(from, from + ROWS_AT_ONCE)));
  return pieces.join('\n');
}

function laidOut(columns: readonly TableColumn[], colWidths: number[], rows: string[][]): string {
  const table = new Table({
    colWidths,
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  table.push(...rows);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/**
 * The widest columns give way first; undefined when not all fit. The first column, the id, is never cut, nor is a number,
 * a date or a command.
 */
function fitted(columns: readonly TableColumn[], cells: readonly (readonly string[])[], width = Infinity): number[] | undefined {
  const contents = columns.map((_, index) => cells.reduce((most, row) => Math.max(most, stringWidth(row[index] ?? '')), 1));
  const widths = columns.map(({ title }, index) => Math.max(stringWidth(title), contents[index] as number));
  const least = columns.map(({ title, align, whole: isWhole }, index) => {
    const content = contents[index] as number;
    const whole = isWhole || index === 0 || align === 'right' || cells.every((row) => DATE.test(row[index] ?? ''));
    return Math.max(whole ? content : Math.min(content, TEXT_LEAST), Math.min(stringWidth(title), TITLE_LEAST));
  });
  let over = widths.reduce((sum, one) => sum + one, 0) + GAP * (widths.length - 1) - width;
  while (over > 0) {
    const room = widths.map((one, index) => (one > (least[index] as number) ? one : 0));
    const widest = room.indexOf(Math.max(...room));
    if (room[widest] === 0) return undefined;
    widths[widest] = (widths[widest] as number) - 1;
    over -= 1;
  }
  return widths;
}

/** "Name  value" lines with the names aligned; empty values are left out. */
export function renderFacts(facts: readonly (readonly [name: string, value: string | null | undefined])[]): string {
  const shown = facts.filter(([, value]) => value !== null && value !== undefined && value !== '');
  const width = Math.max(0, ...shown.map(([name]) => stringWidth(name)));
  return shown.map(([name, value]) => `${name}${' '.repeat(width - stringWidth(name) + GAP)}${cleanLine(value as string)}`).join('\n');
}
