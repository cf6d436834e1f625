// CSV out: RFC 4180 with LF, text columns safe against spreadsheet formulas and escape sequences; numbers stay numbers.

import { cleanText } from './terminal.ts';

export type CsvValue = string | number | null | undefined;
export interface CsvColumn {
  readonly name: string;
  /**
   * Text from outside is cleaned of escape sequences and gets an apostrophe before a formula sign; the program's own
   * numbers and dates do not.
   */
  readonly text?: boolean;
}

/** A formula's first sign, also in full width. */
const FORMULA = /^[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Column names and rows as CSV text. */
export function renderCsv(columns: readonly CsvColumn[], rows: readonly (readonly CsvValue[])[]): string {
  const lines = [columns.map(({ name }) => quoted(name)).join(',')];
  for (const row of rows) lines.push(columns.map(({ text }, index) => cell(row[index], text === true)).join(','));
  return `${lines.join('\n')}\n`;
}

function cell(value: CsvValue, isText: boolean): string {
  if (value === null || value === undefined) return '';
  const text = isText ? cleanText(String(value)) : String(value);
  return quoted(isText && FORMULA.test(text) ? `'${text}` : text);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
