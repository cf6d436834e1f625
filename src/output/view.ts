// A view shows one result: as text for people, as JSON for programs, lists also as CSV and as ids.
import { type CsvValue, renderCsv } from './csv.ts';
import type { DocumentWords } from './document-words.ts';
import { type Align, renderTable } from './table.ts';
import type { Words } from './words.ts';

/** What a view writes on: words, how the shop's documents write, and the terminal's width (undefined in a pipe). */
export interface Paper {
  readonly words: Words;
  /** What tax is called in the shop's country, and numbers in the form of the language. */
  readonly document: DocumentWords;
  readonly width: number | undefined;
}

export interface View<T> {
  text(value: T, paper: Paper): string;
  /** What --json prints; the value itself where this is left out. */
  json?(value: T, paper: Paper): unknown;
  csv?(value: T): string;
  ids?(value: T): readonly string[];
}

export interface ListColumn<Row> {
  /** Key of the title's words: `column.<title>`. */
  readonly title: string;
  readonly align?: Align;
  /** Left out where no row has anything in it. */
  readonly optional?: boolean;
  show(row: Row, paper: Paper): string;
}

/** A column of numbers; an `optional` one shows no zeros, so that it is left out where there is nothing else. */
export function numberColumn<Row>(title: string, numberOf: (row: Row) => number | null, optional = false): ListColumn<Row> {
  const show = (row: Row) => {
    const number = numberOf(row);
    return number === null || (optional && number === 0) ? '' : String(number);
  };
  return { title, align: 'right', optional, show };
}

export interface ListSpec<Row> {
  readonly columns: readonly ListColumn<Row>[];
  /** Name and raw value of each CSV column; text columns are guarded against formulas. */
  readonly csv: Readonly<Record<string, (row: Row) => CsvValue>>;
  readonly csvNumbers?: readonly string[];
  id(row: Row): string;
  json?(row: Row): unknown;
  /** Shown under the table, such as a sum. */
  foot?(rows: readonly Row[], paper: Paper): string;
}

/** A view of a list: table, JSON array, CSV, ids. An empty list is an empty table: nothing. */
export function listView<Row>(spec: ListSpec<Row>): View<readonly Row[]> {
  const names = Object.keys(spec.csv);
  return {
    text(rows, paper) {
      if (rows.length === 0) return '';
      const shown = spec.columns.filter(({ optional, show }) => !optional || rows.some((row) => show(row, paper) !== ''));
      const columns = shown.map(({ title, align = 'left' }) => ({ title: paper.words.say(`column.${title}`), align }));
      const table = renderTable(
        columns,
        rows.map((row) => shown.map((column) => column.show(row, paper))),
        paper.width,
      );
      const foot = spec.foot?.(rows, paper);
      return foot ? `${table}\n${foot}` : table;
    },
    json: (rows) => rows.map((row) => (spec.json ? spec.json(row) : row)),
    csv: (rows) =>
      renderCsv(
        names.map((name) => ({ name, text: !spec.csvNumbers?.includes(name) })),
        rows.map((row) => names.map((name) => spec.csv[name]?.(row))),
      ),
    ids: (rows) => rows.map((row) => spec.id(row)),
  };
}
