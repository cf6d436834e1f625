// Exports: many things of one kind, written piece by piece as CSV that can be imported again, or as JSON.
import { type CsvColumn, type CsvValue, csvHeader, csvRows } from './csv.ts';
import { cleanJson } from './terminal.ts';

/** How things of one kind are written. */
export interface ExportLayout<Item> {
  /** The columns of the plain format: name, and whether it holds text from outside. */
  readonly columns: readonly CsvColumn[];
  /** One or several rows, cells in the order of the columns. */
  rows(item: Item): readonly (readonly CsvValue[])[];
  json(item: Item): unknown;
}

/** Columns of text, and of the program's own numbers and words. */
export function columnsOf(names: readonly string[], numbers: readonly string[]): CsvColumn[] {
  return names.map((name) => ({ name, text: !numbers.includes(name) }));
}

/** The text of an export, to be written in pieces in this order: the beginning, some items, again some, the end. */
export interface ExportText<Item> {
  begin(): string;
  items(items: readonly Item[]): string;
  end(): string;
}

export const BYTE_ORDER_MARK = '\uFEFF';

export function csvText<Item>({ columns, rows }: ExportLayout<Item>, withMark: boolean): ExportText<Item> {
  return {
    begin: () => (withMark ? BYTE_ORDER_MARK : '') + csvHeader(columns),
    items: (items) => csvRows(columns, items.flatMap(rows)),
    end: () => '',
  };
}

/** One array. */
export function jsonText<Item>({ json }: ExportLayout<Item>): ExportText<Item> {
  let isFirst = true;
  const piece = (item: Item) => {
    const before = isFirst ? '\n' : ',\n';
    isFirst = false;
    return before + cleanJson(json(item)).replace(/^/gm, '  ');
  };
  return {
    begin: () => '[',
    items: (items) => items.map(piece).join(''),
    end: () => (isFirst ? ']\n' : '\n]\n'),
  };
}
