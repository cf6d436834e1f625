// Tables for people: no borders, fitted to the terminal with full-width characters counted right; never cut in a pipe.
// What does not fit even then is shown as a block of lines for each row: a number or an id that is cut misleads.
import stringWidth from 'string-width';
import { cleanLine } from './terminal.ts';

export type Align = 'left' | 'right';
export interface TableColumn {
  readonly title: string;
  readonly align?: Align;
}

const GAP = 2;
/** Text may be cut down to this, titles to the other. */
const TEXT_LEAST = 8;
const TITLE_LEAST = 4;
const DATE = /^(\d{4}-\d{2}-\d{2})?$/;

/** Rows under their titles. `width` is the terminal's; undefined (a pipe) cuts nothing. */
export function renderTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[], width?: number): string {
  const cells = rows.map((row) => row.map(cleanLine));
  const widths = fitted(columns, cells, width);
  if (!widths) return cells.map((row) => renderFacts(columns.map(({ title }, index) => [title, row[index]]))).join('\n\n');
  const line = (row: readonly string[]) =>
    columns
      .map(({ align }, index) => aligned(row[index] ?? '', widths[index] as number, align))
      .join(' '.repeat(GAP))
      .trimEnd();
  return [columns.map(({ title }) => title), ...cells].map(line).join('\n');
}

/** Filled up or cut to a width; what is cut ends with "…". */
function aligned(text: string, width: number, align: Align = 'left'): string {
  const shown = stringWidth(text) > width ? cut(text, width) : text;
  const space = ' '.repeat(width - stringWidth(shown));
  return align === 'right' ? space + shown : shown + space;
}

function cut(text: string, width: number): string {
  const characters = [...text.slice(0, 4 * width)];
  while (characters.length > 0 && stringWidth(characters.join('')) > width - 1) characters.pop();
  return `${characters.join('')}…`;
}

/**
 * The widest columns give way first; undefined when not all fit. The first column, the id, is never cut, nor is a number
 * or a date.
 */
function fitted(columns: readonly TableColumn[], cells: readonly (readonly string[])[], width = Infinity): number[] | undefined {
  const contents = columns.map((_, index) => cells.reduce((most, row) => Math.max(most, stringWidth(row[index] ?? '')), 1));
  const widths = columns.map(({ title }, index) => Math.max(stringWidth(title), contents[index] as number));
  const least = columns.map(({ title, align }, index) => {
    const content = contents[index] as number;
    const whole = index === 0 || align === 'right' || cells.every((row) => DATE.test(row[index] ?? ''));
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
