// Tables for people: no borders, fitted to the terminal with full-width characters counted right; never cut in a pipe.
import Table from 'cli-table3';
import stringWidth from 'string-width';
import { cleanLine } from './terminal.ts';

export type Align = 'left' | 'right';
export interface TableColumn {
  readonly title: string;
  readonly align?: Align;
}

const GAP = 2;
const LEAST_WIDTH = 6;
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

/** Rows under their titles. `width` is the terminal's; undefined (a pipe) cuts nothing. */
export function renderTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[], width?: number): string {
  const cells = rows.map((row) => row.map(cleanLine));
  const natural = columns.map(({ title }, index) => Math.max(stringWidth(title), ...cells.map((row) => stringWidth(row[index] ?? '')), 1));
  const widths = width === undefined ? natural : fitted(natural, width);
  const table = new Table({
    head: columns.map(({ title }) => title),
    colWidths: widths,
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    wordWrap: false,
  });
  for (const row of cells) table.push([...row]);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** The widest columns give way first, none below what can still be read. */
function fitted(natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const room = width - GAP * (widths.length - 1);
  for (let over = widths.reduce((a, b) => a + b, 0) - room; over > 0; over -= 1) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] as number) <= LEAST_WIDTH) break;
    widths[widest] = (widths[widest] as number) - 1;
  }
  return widths;
}

/** "Name  value" lines with the names aligned; empty values are left out. */
export function renderFacts(facts: readonly (readonly [name: string, value: string | null | undefined])[]): string {
  const shown = facts.filter(([, value]) => value !== null && value !== undefined && value !== '');
  const width = Math.max(0, ...shown.map(([name]) => stringWidth(name)));
  return shown.map(([name, value]) => `${name}${' '.repeat(width - stringWidth(name) + GAP)}${cleanLine(value as string)}`).join('\n');
}
