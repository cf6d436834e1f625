// Sheets (xlsx) → text with commas, so that the rest of reading knows one kind of file only; a bundle of its own.
import readSheets, { type Sheet } from 'read-excel-file/node';
import { mendedSheets } from './mended.ts';

export interface SheetText {
  readonly text: string;
  /** The names of all sheets that have anything in them; the text is that of the first. */
  readonly sheets: readonly string[];
}

/**
 * The first sheet that has anything in it, every cell as text: numbers as the file has them (a long one that the
 * spreadsheet has rounded is visibly so), dates as yyyy-MM-dd HH:mm:ss, failed formulas as what they show. Rows keep their numbers. Undefined: nothing
 * is in it. Throws what the reader throws when it is no sheet, or damaged.
 */
export async function sheetText(bytes: Buffer): Promise<SheetText | undefined> {
  const sheets: Sheet<WrittenNumber>[] = await readSheets(mendedSheets(bytes), {
    parseNumber: (written: string) => ({ written }),
    trim: false,
  });
  const filled = sheets.filter(({ data }) => data.some((row) => row.some((cell) => cell !== null)));
  const rows = filled[0]?.data;
  if (!rows) return undefined;
  const width = Math.max(...rows.map((row) => row.length));
  const text = rows.map((row) => `${Array.from({ length: width }, (_, index) => quoted(textOf(row[index]))).join(',')}\n`).join('');
  return { text, sheets: filled.map(({ sheet }) => sheet) };
}

/** A number as the file writes it; a cell of text is its text, whatever it looks like ("1.10" is no 1.1). */
interface WrittenNumber {
  readonly written: string;
}

function textOf(cell: unknown): string {
  if (cell instanceof Date) return dateText(cell);
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? plainNumber((cell as WrittenNumber).written) : String(cell);
}

/** A wall-clock time; the reader gives it as if it were UTC, and a day's fraction is some microseconds off the second. */
function dateText(date: Date): string {
  return new Date(Math.round(date.getTime() / 1_000) * 1_000).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * Within what a spreadsheet keeps exactly, "1.2E3" and "15.299999999999999" are only how it writes 1200 and 15.3. Of a longer
 * number nobody knows the last digits any more, so that it is written as one that was rounded: "2.02603011234567E+15".
 */
function plainNumber(text: string): string {
  if (!/[.E]/i.test(text)) return text.length > SPREADSHEET_DIGITS && LONG.test(text) ? rounded(text) : text;
  if (!/^-?\d+(\.\d+)?(E[+-]?\d+)?$/i.test(text)) return text;
  const number = Number(text);
  const plain = String(Number(number.toPrecision(SPREADSHEET_DIGITS)));
  return Math.abs(number) < 10 ** SPREADSHEET_DIGITS && !plain.includes('e') ? plain : text;
}

const SPREADSHEET_DIGITS = 15;
const LONG = /^-?[1-9]\d{15,}$/;

function rounded(text: string): string {
  return Number(text)
    .toExponential(SPREADSHEET_DIGITS - 1)
    .toUpperCase();
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
