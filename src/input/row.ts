// A row as a profile reads it: the cells it uses, cleaned, in slots with fixed numbers, so that reading a field is one
// look into an array.
import type { Columns } from './columns.ts';
import { Fingerprint } from './fingerprint.ts';
import type { FieldSource, FieldSources, FileProfile } from './profile.ts';
import { type Dialect, Records } from './records.ts';

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
  /** How many cells it has, where that is not as many as there are columns; else 0. */
  readonly ragged: number;
  /** The row stands in this text, from here to there. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A slot that is computed from slots before it. */
interface Derived {
  readonly slots: readonly number[];
  readonly source: FieldSource;
  readonly empty: ReadonlySet<string> | undefined;
}

/** Neither the profile nor the file has it. */
export const NO_SLOT = -1;

const APOSTROPHE = 39;
const EQUALS = 61;
const SPACE = 32;
const LAST_ASCII = 126;

export class RowReader {
  readonly columns: Columns;
  readonly #profile: FileProfile;
  readonly #emptyValues: ReadonlySet<string>;
  /** What fills each slot: the index of a column, or other slots. */
  readonly #slots: (number | Derived)[] = [];
  /** What stands for an empty cell, by slot. */
  readonly #constants: (readonly [slot: number, value: string])[] = [];
  readonly #fingerprint = new Fingerprint();
  readonly #slotOfColumn = new Map<number, number>();

  constructor(profile: FileProfile, columns: Columns) {
    this.#profile = profile;
    this.columns = columns;
    this.#emptyValues = new Set(profile.emptyValues);
  }

  /** The slot of a column. */
  column(name: string): number {
    const index = this.columns.index(name);
    if (index < 0) return NO_SLOT;
    const known = this.#slotOfColumn.get(index);
    if (known !== undefined) return known;
    const slot = this.#slots.push(index) - 1;
    this.#slotOfColumn.set(index, slot);
    return slot;
  }

  /** Whether a column fills any slot. */
  uses(index: number): boolean {
    return this.#slotOfColumn.has(index);
  }

  /** The slots of fields, by their names. */
  fields<Field extends string>(fields: readonly Field[], sources: FieldSources<Field>): Record<Field, number> {
    const slots = {} as Record<Field, number>;
    for (const field of fields) {
      const source = sources[field];
      slots[field] = source ? this.#field(source) : NO_SLOT;
    }
    return slots;
  }

  #field(source: FieldSource): number {
    const slots = source.columns.map((name) => this.column(name)).filter((slot) => slot !== NO_SLOT);
    if (slots.length === 1 && source.value === undefined && source.empty === undefined) return slots[0] as number;
    if (slots.length === 0 && source.value === undefined) return NO_SLOT;
    const slot = this.#slots.push({ slots, source, empty: source.empty && new Set(source.empty) }) - 1;
    if (source.value !== undefined) this.#constants.push([slot, source.value]);
    return slot;
  }

  /** The row with what stands for its empty cells. Not done while reading, since another row of the order may fill them. */
  filled(row: Row): Row {
    if (this.#constants.every(([slot]) => row.cells[slot] !== '')) return row;
    const cells = [...row.cells];
    for (const [slot, value] of this.#constants) if (cells[slot] === '') cells[slot] = value;
    return { ...row, cells };
  }

  /** The column a slot is filled from, the first where there are several; -1 where there is none. */
  index(slot: number): number {
    const from = this.#slots[slot];
    return from === undefined || typeof from === 'number' ? (from ?? -1) : this.index(from.slots[0] ?? NO_SLOT);
  }

  /** The column's name in the file, for messages. */
  name(slot: number): string {
    return this.columns.header[this.index(slot)] ?? '';
  }

  /** The current record's cells. */
  read(rows: Records): Row {
    const cells: string[] = [];
    const fingerprint = this.#fingerprint.reset();
    for (const from of this.#slots) {
      if (typeof from === 'number') {
        cells.push(this.#clean(rows.cell(from)));
        rows.fingerprint(from, fingerprint);
      } else cells.push(derive(from, cells));
    }
    return {
      row: rows.row,
      line: rows.line,
      cells,
      left: fingerprint.left,
      right: fingerprint.right,
      ragged: this.#raggedness(rows),
      text: rows.text,
      from: rows.from,
      to: rows.to,
    };
  }

  /** One cell of the current record, cleaned. */
  cell(rows: Records, slot: number): string {
    const from = this.#slots[slot];
    return typeof from === 'number' ? this.#clean(rows.cell(from)) : '';
  }

  /** More cells than columns are no fault when nothing is in them. */
  #raggedness(rows: Records): number {
    const wanted = this.columns.header.length;
    if (rows.count === wanted) return 0;
    for (let index = wanted; index < rows.count; index += 1) if (rows.cell(index).trim() !== '') return rows.count;
    return rows.count > wanted ? 0 : rows.count;
  }

  /** Without spaces around, and without what a spreadsheet puts in front to keep a value as it is. */
  #clean(cell: string): string {
    if (cell === '') return cell;
    const first = cell.charCodeAt(0);
    const last = cell.charCodeAt(cell.length - 1);
    const isPlain = first > SPACE && first <= LAST_ASCII && first !== APOSTROPHE && first !== EQUALS && last > SPACE && last <= LAST_ASCII;
    const text = isPlain ? cell : this.#unwrapped(cell.trim());
    return this.#emptyValues.size > 0 && this.#emptyValues.has(text.toLowerCase()) ? '' : text;
  }

  #unwrapped(text: string): string {
    const formula = /^="([^"]*)"$/.exec(text);
    if (formula) return (formula[1] as string).trim();
    return this.#profile.stripApostrophe && /^'[\d+=@-]/.test(text) ? text.slice(1).trim() : text;
  }
}

function derive({ slots, source, empty }: Derived, cells: readonly string[]): string {
  let joined = '';
  for (const slot of slots) {
    const cell = cells[slot] as string;
    if (cell === '' || empty?.has(cell.toLowerCase())) continue;
    if (source.join === undefined) return cell;
    joined += joined === '' ? cell : source.join + cell;
  }
  return joined;
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
