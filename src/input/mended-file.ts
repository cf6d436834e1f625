// A file of rejects that was mended: read as a spreadsheet saves it, its columns found by the names they had.
import { createHash } from 'node:crypto';
import { CsvError, parse } from 'csv-parse/sync';
import { OmsError } from '../domain/error.ts';
import { unguarded } from '../domain/formula.ts';
import type { RawRow } from '../domain/import/order.ts';
import type { Bytes } from './bytes.ts';
import { refuseContainer, startOf } from './container.ts';
import { BadByte, byteOrderMark, textBlocks } from './decode.ts';
import { undecodable } from './table.ts';

const DELIMITERS = [',', ';', '\t'];
const NEWLINES = ['\r\n', '\n', '\r'];
/** The names stand within these. */
const HEAD_RECORDS = 10;

export interface MendedFile {
  /** Its columns. */
  readonly names: readonly string[];
  /** Of its text. */
  readonly sha256: string;
  readonly rows: readonly RawRow[];
}

/**
 * Reads all of it. It was written in UTF-8; where a spreadsheet has saved it in another encoding, that is believed only
 * if `encodings`, those its format comes in, leave but one. Refuses what `refuseContainer` does, `file-encoding`, `file-cut`,
 * `file-quote` and `file-no-rows`.
 */
export function readMended(bytes: Bytes, encodings: readonly string[]): MendedFile {
  const start = startOf(bytes);
  refuseContainer(bytes, start);
  const marked = byteOrderMark(start)?.encoding;
  let failure: unknown;
  const others = [...new Set(encodings)].filter((encoding) => encoding !== 'utf-8');
  for (const encoding of marked === undefined ? ['utf-8', ...(others.length === 1 ? others : [])] : [marked]) {
    try {
      return rowsOf(bytes, encoding);
    } catch (error) {
      if (!(error instanceof BadByte)) throw error;
      failure ??= undecodable(bytes, error);
    }
  }
  throw failure;
}

function rowsOf(bytes: Bytes, encoding: string): MendedFile {
  const text = [...textBlocks(bytes, encoding)].join('');
  const delimiter = delimiterOf(text);
  const [names, ...rows] = recordsWithin(text, delimiter, bytes.name).filter((record) => !isAside(record, delimiter));
  if (rows.length === 0) throw new OmsError('file-no-rows', { path: bytes.name });
  return { names: names?.cells ?? [], sha256: createHash('sha256').update(text).digest('hex'), rows };
}

/** The one that cuts the names into most columns. */
function delimiterOf(text: string): string {
  const cells = (delimiter: string) => {
    const head = parse(text, { delimiter, record_delimiter: NEWLINES, relax_column_count: true, relax_quotes: true, to: HEAD_RECORDS });
    return head.find((record) => !isAside({ row: 1, cells: record }, delimiter))?.length ?? 0;
  };
  return DELIMITERS.reduce((best, one) => (cells(one) > cells(best) ? one : best));
}

/** A blank record, or the line that tells a spreadsheet the delimiter. */
function isAside({ row, cells }: Pick<RawRow, 'row' | 'cells'>, delimiter: string): boolean {
  return cells.every((cell) => cell.trim() === '') || (row === 1 && /^sep=.$/.test(cells.join(delimiter)));
}

/** Every record, blank ones too, with the line on which it begins. */
function recordsWithin(text: string, delimiter: string, path: string): RawRow[] {
  let line = 1;
  return parsed(text, delimiter, path).map(({ raw, record }, index) => {
    const row = { row: index + 1, line, cells: record.map(unguarded) };
    line += raw.match(/\r\n|\r|\n/g)?.length ?? 0;
    return row;
  });
}

interface RawRecord {
  readonly raw: string;
  readonly record: string[];
}

function parsed(text: string, delimiter: string, path: string): RawRecord[] {
  try {
    return parse(text, { delimiter, record_delimiter: NEWLINES, relax_column_count: true, raw: true }) as unknown as RawRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const place = { path, row: Number(error.records) + 1, line: Number(error.lines), column: Number(error.column) + 1 };
    throw new OmsError(error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'file-cut' : 'file-quote', place);
  }
}

/**
 * The rows with the columns of `header`, in its order, and what stands in columns without a name behind them; undefined
 * where one of them is missing.
 */
export function underHeader({ names, rows }: MendedFile, header: readonly string[]): RawRow[] | undefined {
  const taken = new Set<number>();
  const indexes = header.map((name) => {
    const index = names.findIndex((known, at) => !taken.has(at) && known.trim() === name.trim());
    taken.add(index);
    return index;
  });
  if (indexes.includes(-1)) return undefined;
  const surplus = names.flatMap((name, at) => (name.trim() === '' && !taken.has(at) ? [at] : []));
  const cellsAt = (cells: readonly string[], all: readonly number[]) => all.map((index) => cells[index] ?? '');
  return rows.map(({ row, line, cells }) => ({
    row,
    line,
    cells: [...cellsAt(cells, indexes), ...withoutEmptyEnd(cellsAt(cells, surplus))],
  }));
}

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}
