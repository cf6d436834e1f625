// CSV out: RFC 4180 with LF, text columns safe against spreadsheet formulas and escape sequences; numbers stay numbers.

import { guarded } from '../domain/formula.ts';
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

/** Column names and rows as CSV text. */
export function renderCsv(columns: readonly CsvColumn[], rows: readonly (readonly CsvValue[])[]): string {
  return csvHeader(columns) + csvRows(columns, rows);
}

export function csvHeader(columns: readonly CsvColumn[]): string {
  return `${columns.map(({ name }) => quoted(name)).join(',')}\n`;
}

/** Rows without their header: for files that are written piece by piece. */
export function csvRows(columns: readonly CsvColumn[], rows: readonly (readonly CsvValue[])[]): string {
  let text = '';
  for (const row of rows) text += `${columns.map(({ text: isText }, index) => cell(row[index], isText === true)).join(',')}\n`;
  return text;
}

function cell(value: CsvValue, isText: boolean): string {
  if (value === null || value === undefined) return '';
  return quoted(isText ? safeText(String(value)) : String(value));
}

/** Text from outside for a cell: without escape sequences, and nothing that a spreadsheet would calculate. */
export function safeText(text: string): string {
  return guarded(cleaned(text));
}

/** Without escape sequences; a newline stays the one that it is. */
function cleaned(text: string): string {
  return text.includes('\r') ? text.split('\r').map(cleanText).join('\r') : cleanText(text);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
