// Rows of hot loops without what most of them have in common: a column that holds its table's default is left out, where
// rows are made, where they cross from thread to thread, and where they are written.
import type BetterSqlite3 from 'better-sqlite3';
import type { LeanRow, RowValue } from '../domain/import/prepared.ts';
import type { Database } from './database.ts';
import { preparedInsert } from './insert.ts';
import type { Schema } from './schema.ts';

/** Columns in their order, each with its table's default; undefined: it has none and is always there. At most 52. */
export type LeanColumns<Table extends keyof Schema> = Readonly<Partial<Record<keyof Schema[Table] & string, RowValue | undefined>>>;

/** Such rows of one table: `own` columns are given at writing, the `lean` ones are what a {@link LeanRow} holds. */
export class LeanTable<Table extends keyof Schema & string> {
  readonly #table: Table;
  readonly #own: readonly string[];
  readonly #columns: readonly string[];
  readonly #defaults: readonly (RowValue | undefined)[];
  readonly #places = new Map<number, readonly number[]>();
  readonly #statements = new WeakMap<Database, Map<number, BetterSqlite3.Statement<unknown[]>>>();

  constructor(table: Table, own: readonly (keyof Schema[Table] & string)[], lean: LeanColumns<Table>) {
    this.#table = table;
    this.#own = own;
    this.#columns = Object.keys(lean);
    this.#defaults = Object.values(lean);
  }

  /** The table's defaults, as far as they are known here: by column. */
  get defaults(): ReadonlyMap<string, RowValue> {
    return new Map(
      this.#columns.flatMap((column, index) => (this.#defaults[index] === undefined ? [] : [[column, this.#defaults[index]]])),
    );
  }

  /** All values, in the order of the columns, as a row. */
  row(values: readonly RowValue[]): LeanRow {
    const row: [number, ...RowValue[]] = [0];
    let given = 0;
    for (let index = 0, bit = 1; index < values.length; index += 1, bit *= 2) {
      const value = values[index] as RowValue;
      if (value === this.#defaults[index]) continue;
      given += bit;
      row.push(value);
    }
    row[0] = given;
    return row;
  }

  /** All values of a row, in the order of the columns. */
  values(row: LeanRow): RowValue[] {
    const places = this.#placesOf(row[0]);
    return this.#defaults.map((value, index) => (places[index] === 0 ? value : row[places[index] as number]) as RowValue);
  }

  /** One value of a row. */
  value(row: LeanRow, column: keyof Schema[Table] & string): RowValue {
    const index = this.#columns.indexOf(column);
    const place = this.#placesOf(row[0])[index] as number;
    return (place === 0 ? this.#defaults[index] : row[place]) as RowValue;
  }

  /** Inserts a row. Returns its id. */
  insert(database: Database, own: readonly RowValue[], row: LeanRow): number {
    const values = own.slice();
    for (let index = 1; index < row.length; index += 1) values.push(row[index] as RowValue);
    return Number(this.#statement(database, row[0]).run(...values).lastInsertRowid);
  }

  /** Where in a row each column stands; 0: it has its default. */
  #placesOf(given: number): readonly number[] {
    let places = this.#places.get(given);
    if (!places) {
      if (this.#places.size === CHOICES_MOST) this.#places.clear();
      let next = 1;
      places = this.#columns.map((_, index) => (isGiven(given, index) ? next++ : 0));
      this.#places.set(given, places);
    }
    return places;
  }

  /** A statement for each choice of columns: rows of one file make few. */
  #statement(database: Database, given: number): BetterSqlite3.Statement<unknown[]> {
    let statements = this.#statements.get(database);
    if (!statements) this.#statements.set(database, (statements = new Map()));
    let statement = statements.get(given);
    if (!statement) {
      if (statements.size === CHOICES_MOST) statements.clear();
      statement = preparedInsert(database, this.#table, [
        ...this.#own,
        ...this.#columns.filter((_, index) => this.#placesOf(given)[index] !== 0),
      ]);
      statements.set(given, statement);
    }
    return statement;
  }
}

/** Choices of columns that are remembered. */
const CHOICES_MOST = 200;

/** Bit by bit, beyond the 32 that JavaScript's operators know. */
function isGiven(given: number, index: number): boolean {
  return Math.floor(given / 2 ** index) % 2 === 1;
}
