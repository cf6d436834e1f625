// A row as a profile reads it: the cells it uses, cleaned, in slots with fixed numbers, so that reading a field is one
// look into an array.
import { type Clean, cleaningOf } from './cleaning.ts';
import type { Columns } from './columns.ts';
import { allHold, anyHolds, type Holds } from './conditions.ts';
import { Fingerprint } from './fingerprint.ts';
import type { Conditions, FieldSource, FieldSources, FileProfile } from './profile.ts';
import { type Dialect, Records } from './records.ts';
import { type Compute, columnsNamed, computeOf, isPlain, type SlotFinder } from './sources.ts';

export interface Row {
  /** As a spreadsheet numbers it; the header is above it. */
  readonly row: number;
  /** Physical line of the file. */
  readonly line: number;
  /** By slot. */
  readonly cells: readonly string[];
  /** Fingerprint of the cells that are used, as they stand in the file. */
  readonly left: number;
  readonly right: number;
  /** The second file of its format says nothing of its order. */
  readonly isAlone: boolean;
  /** How many cells it has, where that is not as many as there are columns; else 0. */
  readonly ragged: number;
  /** The row stands in this text, from here to there. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A slot that is computed from slots before it. */
interface Computed {
  readonly compute: Compute;
  /** The column of the file it begins with, for messages; -1 where there is none. */
  readonly index: number;
  readonly name: string;
  /** All columns of the file it may be made of. */
  readonly madeOf: readonly number[];
}

/** What a second file says of the order of a row. */
export interface JoinedRow {
  readonly cells: readonly string[];
  readonly left: number;
  readonly right: number;
}
/** A second file: its columns are called "as.Column". */
export interface JoinedFile {
  readonly as: string;
  column(name: string): number;
  /** By the order's number. */
  find(key: string): JoinedRow | undefined;
}

/** Neither the profile nor the file has it. */
export const NO_SLOT = -1;
/** Fields of lines packed into a cell are called "packed.field". */
const PACKED = 'packed.';

export class RowReader implements SlotFinder {
  readonly columns: Columns;
  readonly #profile: FileProfile;
  readonly #clean: Clean;
  /** What fills each slot: the index of a column, or other slots. */
  readonly #slots: (number | Computed)[] = [];
  /** What stands for an empty cell, by slot. */
  readonly #constants: (readonly [slot: number, value: string])[] = [];
  readonly #fingerprint = new Fingerprint();
  readonly #slotOfColumn = new Map<number, number>();
  readonly #slotOfName = new Map<string, number>();
  readonly #joined: JoinedFile | undefined;
  #joinedRow: JoinedRow | undefined;
  #joinKey = NO_SLOT;
  /** A row with fewer cells is not whole. */
  readonly #leastCells: number;
  #packedItem: Readonly<Record<string, string>> | undefined;

  constructor(profile: FileProfile, columns: Columns, joined?: JoinedFile) {
    this.#profile = profile;
    this.columns = columns;
    this.#clean = cleaningOf(profile);
    this.#joined = joined;
    this.#leastCells = profile.allowsShortRows ? 0 : columns.header.findLastIndex((name) => name.trim() !== '') + 1;
  }

  /** The slot of a column. */
  column(name: string): number {
    if (name.startsWith(PACKED)) return this.#packed(name);
    if (this.#joined && name.startsWith(`${this.#joined.as}.`)) return this.#ofJoined(this.#joined, name);
    const index = this.columns.index(name);
    return index < 0 ? NO_SLOT : this.columnAt(index);
  }

  starred(name: string): readonly { readonly slot: number; readonly star: string }[] {
    return this.columns.starred(name).map(({ index, star }) => ({ slot: this.columnAt(index), star }));
  }

  /** The slot of a column by its place. */
  columnAt(index: number): number {
    const known = this.#slotOfColumn.get(index);
    if (known !== undefined) return known;
    const slot = this.#slots.push(index) - 1;
    this.#slotOfColumn.set(index, slot);
    return slot;
  }

  #packed(name: string): number {
    const field = name.slice(PACKED.length);
    return this.#computed(name, () => this.#packedItem?.[field] ?? '');
  }

  #ofJoined(joined: JoinedFile, name: string): number {
    const index = joined.column(name.slice(joined.as.length + 1));
    return index < 0 ? NO_SLOT : this.#computed(name, () => this.#joinedRow?.cells[index] ?? '');
  }

  #computed(name: string, compute: Compute): number {
    let slot = this.#slotOfName.get(name);
    if (slot === undefined) this.#slotOfName.set(name, (slot = this.#slots.push({ compute, index: -1, name, madeOf: [] }) - 1));
    return slot;
  }

  /** Whether a column fills any slot. */
  uses(index: number): boolean {
    return this.#slotOfColumn.has(index);
  }

  /** Whether the cells of a row, by slot, are what conditions ask for. */
  holds(conditions: Conditions): Holds {
    return allHold(conditions, (name) => this.column(name), this.#profile.money);
  }

  anyHolds(all: readonly Conditions[]): Holds | undefined {
    return anyHolds(all, (name) => this.column(name), this.#profile.money);
  }

  /** The slots of fields, by their names. */
  fields<Field extends string>(fields: readonly Field[], sources: FieldSources<Field>): Record<Field, number> {
    const slots = {} as Record<Field, number>;
    for (const field of fields) {
      const source = sources[field];
      slots[field] = source ? this.field(source) : NO_SLOT;
    }
    return slots;
  }

  /** The slot of a field; NO_SLOT where the file has none of its columns and nothing stands for them. */
  field(source: FieldSource): number {
    const slots = source.columns.map((name) => this.column(name)).filter((slot) => slot !== NO_SLOT);
    const said = source.header === undefined ? source.value : (this.columns.wildcard(source.header)?.toUpperCase() ?? source.value);
    if (slots.length === 1 && said === undefined && isPlain(source)) return slots[0] as number;
    const compute = computeOf(source, this);
    if (!compute && said === undefined) return NO_SLOT;
    const index = this.index(slots[0] ?? NO_SLOT);
    const madeOf = columnsNamed(source)
      .map((name) => this.columns.index(name))
      .filter((one) => one >= 0);
    const slot = this.#slots.push({ compute: compute ?? nothing, index, name: this.columns.header[index] ?? '', madeOf }) - 1;
    if (said !== undefined) this.#constants.push([slot, said]);
    return slot;
  }

  /** The row with what stands for its empty cells. Not done while reading, since another row of the order may fill them. */
  filled(row: Row): Row {
    if (this.#constants.length === 0 || this.#constants.every(([slot]) => row.cells[slot] !== '')) return row;
    const cells = [...row.cells];
    for (const [slot, value] of this.#constants) if (cells[slot] === '') cells[slot] = value;
    return { ...row, cells };
  }

  /** The column a slot is filled from, the first where there are several; -1 where there is none. */
  index(slot: number): number {
    const from = this.#slots[slot];
    return typeof from === 'number' ? from : (from?.index ?? -1);
  }

  /** All columns a slot may be filled from. */
  indexes(slot: number): readonly number[] {
    const from = this.#slots[slot];
    return typeof from === 'number' ? [from] : (from?.madeOf ?? []);
  }

  /** The column's name in the file, for messages. */
  name(slot: number): string {
    const from = this.#slots[slot];
    return typeof from === 'number' ? (this.columns.header[from] ?? '') : (from?.name ?? '');
  }

  /** The current record's cells. */
  read(rows: Records): Row {
    const slots = this.#slots;
    // with its size from the beginning: an array that grows is copied again and again
    const cells = new Array<string>(slots.length);
    const fingerprint = this.#fingerprint.reset();
    const clean = this.#clean;
    if (this.#joined) this.#join(this.#joined, rows);
    for (let slot = 0; slot < slots.length; slot += 1) {
      const from = slots[slot] as number | Computed;
      if (typeof from === 'number') {
        cells[slot] = clean(rows.cell(from));
        rows.fingerprint(from, fingerprint);
      } else cells[slot] = from.compute(cells);
    }
    if (this.#joinedRow) fingerprint.addLanes(this.#joinedRow.left, this.#joinedRow.right);
    return {
      row: rows.row,
      line: rows.line,
      cells,
      left: fingerprint.left,
      right: fingerprint.right,
      isAlone: this.#joined !== undefined && this.#joinedRow === undefined,
      ragged: this.#raggedness(rows),
      text: rows.text,
      from: rows.from,
      to: rows.to,
    };
  }

  /** The second file is searched by what stands in this slot. */
  joinBy(slot: number): void {
    this.#joinKey = slot;
  }

  /** A row of the second file by itself, whose order has none in the first. */
  alone({ key, row, line }: { readonly key: string; readonly row: number; readonly line: number }): Row {
    this.#joinedRow = this.#joined?.find(key);
    const cells: string[] = [];
    for (const from of this.#slots) cells.push(typeof from === 'number' ? '' : from.compute(cells));
    cells[this.#joinKey] = key;
    const { left = 0, right = 0 } = this.#joinedRow ?? {};
    return { row, line, cells, left, right, isAlone: false, ragged: 0, text: '', from: 0, to: 0 };
  }

  /** What the second file says of this row's order, for the slots that are filled from there. */
  #join(joined: JoinedFile, rows: Records): void {
    this.#joinedRow = undefined;
    const cells: string[] = [];
    for (const from of this.#slots) cells.push(typeof from === 'number' ? this.#clean(rows.cell(from)) : from.compute(cells));
    this.#joinedRow = joined.find(cells[this.#joinKey] ?? '');
  }

  /** The row with what is computed of its cells computed anew, since some of these have been changed. */
  derived(row: Row): Row {
    const cells = [...row.cells];
    for (const [slot, from] of this.#slots.entries()) {
      // what the second file says is in the cells already
      if (typeof from !== 'number' && !this.#isJoined(from.name)) cells[slot] = from.compute(cells);
    }
    return { ...row, cells };
  }

  /** The row once for each of the items that were packed into it. */
  unpacked(row: Row, items: readonly Readonly<Record<string, string>>[]): Row[] {
    return items.map((item) => {
      this.#packedItem = item;
      const own = this.derived(row);
      this.#packedItem = undefined;
      return own;
    });
  }

  #isJoined(name: string): boolean {
    return this.#joined !== undefined && name.startsWith(`${this.#joined.as}.`);
  }

  /** One cell of the current record, cleaned; of a slot that is one column. */
  cell(rows: Records, slot: number): string {
    const from = this.#slots[slot];
    return typeof from === 'number' ? this.#clean(rows.cell(from)) : '';
  }

  /** Whether a slot is one column of the file as it is. */
  isColumn(slot: number): boolean {
    return typeof this.#slots[slot] === 'number';
  }

  /** More cells than columns are no fault when nothing is in them; nor are fewer where only columns without a name lack them. */
  #raggedness(rows: Records): number {
    const wanted = this.columns.header.length;
    if (rows.count === wanted || (rows.count < wanted && rows.count >= this.#leastCells)) return 0;
    for (let index = wanted; index < rows.count; index += 1) if (rows.cell(index).trim() !== '') return rows.count;
    return rows.count > wanted ? 0 : rows.count;
  }
}

function nothing(): string {
  return '';
}

/** Every cell of a row, as it came. */
export function rawCells(row: Row, dialect: Dialect): string[] {
  const rows = new Records([row.text.slice(row.from, row.to)].values(), dialect, '');
  return rows.next() ? rows.cells() : [];
}

/** The row by itself, without the block of text it was read from, so that it may wait for the rest of its order. */
export function detached(row: Row): Row {
  const text = copied(row.text.slice(row.from, row.to));
  return { ...row, cells: row.cells.map(copied), text, from: 0, to: text.length };
}

/** A part of a string keeps the whole alive; a copy does not. */
function copied(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
