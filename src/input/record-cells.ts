// The cells of a record, asked for by the fields of its kind. What cannot be read is noted, and reads as nothing.
import { type Details, isOmsError } from '../domain/error.ts';
import { parseQuantity } from '../domain/id.ts';
import { cutCardInNumber, cutCardNumbers } from '../domain/import/card.ts';
import type { Finding, FindingCode } from '../domain/import/finding.ts';
import { type CellReader, cellOf } from './cell-reader.ts';
import { NO_SLOT, type Row } from './row.ts';

const VALUE_SHOWN = 60;
/** Below zero, with the hyphen of a keyboard or a minus sign. */
const BELOW_ZERO = /^[-\u2212](\d.*)$/;

export class RecordCells<Field extends string> {
  /** ISO 4217; amounts have its decimals. */
  readonly currency: string;
  readonly #slots: Readonly<Record<Field, number>>;
  readonly #cells: CellReader;
  #row: Row;

  constructor(cells: CellReader, slots: Readonly<Record<Field, number>>, currency: string, row: Row) {
    this.#cells = cells;
    this.#slots = slots;
    this.currency = currency;
    this.#row = row;
    this.#cells.findings = [];
  }

  /** Goes on with another row. */
  at(row: Row): void {
    this.#row = row;
    this.#cells.findings = [];
  }

  get findings(): Finding[] {
    return this.#cells.findings;
  }

  /** Whether the file has this field at all. */
  has(field: Field): boolean {
    return this.#slots[field] !== NO_SLOT;
  }

  /** As it stands in the file. */
  raw(field: Field): string {
    return cellOf(this.#row, this.#slots[field]);
  }

  note(code: FindingCode, field?: Field, details: Details = {}): void {
    this.#cells.note(code, this.#row, field === undefined ? NO_SLOT : this.#slots[field], details);
  }

  /** An id; one that is not there is noted. */
  id(field: Field): string {
    const text = this.#cells.id(this.#row, this.#slots[field]);
    if (text === '') this.note('cell-missing', field);
    return text;
  }

  /** A product's code, which may be anything but rounded; one that is not there is noted. */
  code(field: Field): string {
    const text = this.#cells.sku(this.#row, this.#slots[field]);
    if (text === '') this.note('cell-missing', field);
    return text;
  }

  text(field: Field, most?: number): string | null {
    return this.#cells.text(this.#row, this.#slots[field], most);
  }

  /** A text that somebody wrote: card numbers in it are cut. */
  words(field: Field, most?: number): string | null {
    return this.#cells.words(this.#row, this.#slots[field], most);
  }

  /** A phone or a postcode. */
  number(field: Field): string | null {
    return this.#cells.code(this.#row, this.#slots[field]);
  }

  taxNumber(field: Field): string | null {
    return this.#cells.taxNumber(this.#row, this.#slots[field]);
  }

  /** Millionths of the major unit; null where there is none. */
  micros(field: Field): number | null {
    return this.#cells.micros(this.#row, this.#slots[field], this.currency);
  }

  /** A whole number from `least` on; undefined where there is none. "2.0" is 2; "1.000" is none, since Europe writes a thousand so. */
  whole(field: Field, least = 0): number | undefined {
    return this.checked(field, least === 0 ? 'number-invalid' : 'quantity-invalid', (text) => wholeIn(text, least));
  }

  /** How many are counted. Below zero, as where more was sold than was there, none are; that is told. */
  counted(field: Field): number | undefined {
    const below = BELOW_ZERO.exec(this.raw(field))?.[1];
    if (below === undefined || valueOrFault(below, (text) => wholeIn(text, 0)) === undefined) return this.whole(field);
    this.note('stock-below-zero', field, { value: this.raw(field) });
    return 0;
  }

  /** One of these words; undefined where there is none. */
  choice<Word extends string>(field: Field, allowed: readonly Word[]): Word | undefined {
    const wanted = (text: string) => allowed.find((one) => one === text.toLowerCase());
    return this.checked(field, 'value-invalid', wanted, { allowed });
  }

  /** A cell's value by a check that refuses or knows nothing of it; an empty cell has none. */
  checked<Value>(field: Field, fault: FindingCode, check: (text: string) => Value | undefined, details: Details = {}): Value | undefined {
    const text = this.raw(field);
    if (text === '') return undefined;
    const value = valueOrFault(text, check);
    if (value !== undefined) return value;
    const shown = withoutCards(text, fault).slice(0, VALUE_SHOWN);
    this.note(fault, field, { value: shown, gtin: shown, ...details });
    return undefined;
  }
}

function wholeIn(text: string, least: number): number {
  return parseQuantity(text.replace(/\.(?!000$)0+$/, ''), least);
}

/** Codes may look like the number of a card; but what is too long for an article's number is none. */
function withoutCards(text: string, fault: FindingCode): string {
  if (fault === 'id-invalid') return text;
  return fault === 'gtin-invalid' ? cutCardInNumber(text, 'gtin') : cutCardNumbers(text);
}

function valueOrFault<Value>(text: string, check: (text: string) => Value | undefined): Value | undefined {
  try {
    return check(text);
  } catch (error) {
    if (isOmsError(error)) return undefined;
    throw error;
  }
}
