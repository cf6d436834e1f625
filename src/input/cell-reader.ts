// Cells → values of an order. What cannot be read is noted as a finding with its row, line and column, never guessed.
import { isCurrency } from '../domain/currency.ts';
import type { Details } from '../domain/error.ts';
import { cutCardInNumber, cutCardNumbers, cutCardsInCode, type NumberKind } from '../domain/import/card.ts';
import type { Finding, FindingCode } from '../domain/import/finding.ts';
import { BY_RATE, type TaxTreatment, taxCodes } from '../domain/tax.ts';
import { DateReader } from './dates.ts';
import { AmountReader, type NumberFault, readQuantity, readRatePpm } from './numbers.ts';
import type { MoneyForm } from './profile.ts';
import { NO_SLOT, type Row, type RowReader } from './row.ts';

export const TEXT_MOST = 1_000;
export const NOTE_MOST = 10_000;
const ID_MOST = 100;
const VALUE_SHOWN = 60;
/**
 * A number that a spreadsheet has rounded: the digits that are gone cannot be had back. One digit stands before the point;
 * "12345678E1234567" is an id in hexadecimal digits.
 */
const SCIENTIFIC = /^[+-]?\d([.,]\d+)?E[+-]?\d{1,3}$/i;
/** The same of a SKU, which may well be "1E3". */
const SURELY_SCIENTIFIC = /^\d([.,]\d+)?E\+\d{2,3}$/i;
/** A number that a spreadsheet has made of an id: nothing is lost. */
const WITH_ZERO_DECIMAL = /^(\d{6,})\.0$/;
/** No order is from a time before or after these: somebody or some program has mistyped the year. */
const EARLIEST = '1990';
const LATEST = '2100';
const CONTROL = /\p{Cc}/u;
/** What a spreadsheet shows where a formula has failed. */
const FAILED: ReadonlySet<string> = new Set(['#N/A', '#REF!', '#VALUE!', '#NAME?', '#DIV/0!', '#NUM!', '#NULL!', '#SPILL!', '#CALC!']);
const NUMBER_SIGN = 35;
/** Told of codes, which may look like the number of a card and are none. */
const OF_CODES: ReadonlySet<FindingCode> = new Set(['gtin-invalid', 'id-invalid', 'id-scientific', 'zeros-lost']);

const BEYOND_ASCII = /[^\0-\x7F]/;
/** What stands for a hyphen between digits, where the keyboard is a Japanese, Korean or Chinese one. */
const HYPHENS = /(?<=\d)[\u2010-\u2015\u2212\u30FC\uFF70](?=\d)/g;

/** 〒０６０−０００１ → 060-0001. */
function inHalfWidth(text: string): string {
  return text
    .normalize('NFKC')
    .replace(HYPHENS, '-')
    .replace(/^〒\s*/, '')
    .trim();
}

/** "１００１", as a Japanese, Korean or Chinese keyboard writes 1001. */
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const FROM_ASCII = 0xfee0;

function inAscii(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) - FROM_ASCII);
}

export class CellReader {
  /** Of the order being read. */
  findings: Finding[] = [];
  readonly #reader: RowReader;
  readonly #amounts: AmountReader;
  readonly #dates: DateReader;
  /** The last one, since a file has few. */
  #currency = '';
  #treatment: TaxTreatment | undefined;

  /** How many digits the codes of a slot have, where that is known. */
  widths: ReadonlyMap<number, number> = new Map();

  constructor(reader: RowReader, money: MoneyForm, formats: readonly string[], zone: string) {
    this.#reader = reader;
    this.#amounts = new AmountReader(money);
    this.#dates = new DateReader(formats, zone);
  }

  /** Notes what is wrong with a cell, once though several fields be read from it, or with the row (NO_SLOT). */
  note(code: FindingCode, row: Row, slot: number, details: Details = {}): void {
    const column = this.#reader.name(slot);
    const isOnce = column !== '' || code === 'card-cut';
    const isTold = isOnce && this.findings.some((told) => told.code === code && told.row === row.row && told.column === column);
    if (isTold) return;
    const kept = OF_CODES.has(code) ? details : withoutCards(details);
    this.findings.push({ code, row: row.row, line: row.line, column, details: kept });
  }

  #fault(code: FindingCode, row: Row, slot: number): void {
    const text = cellOf(row, slot);
    this.note(code, row, slot, { value: shown(OF_CODES.has(code) ? text : cutCardNumbers(text)) });
  }

  /** An id: text as it came, and nothing that has lost its digits or could not be shown. */
  id(row: Row, slot: number): string {
    const said = cellOf(row, slot);
    if (said === '') return said;
    const text = BEYOND_ASCII.test(said) ? said.replace(FULL_WIDTH, inAscii) : said;
    if (SCIENTIFIC.test(text)) this.#fault('id-scientific', row, slot);
    else if (text.length > ID_MOST || CONTROL.test(text)) this.#fault('id-invalid', row, slot);
    else this.#tellFailed(text, row, slot);
    this.#tellWidth(text, row, slot);
    return withoutZeroDecimal(text);
  }

  /** A product's code as the channel writes it, which may be anything but rounded. */
  sku(row: Row, slot: number): string {
    const said = this.text(row, slot) ?? '';
    const text = CONTROL.test(said) ? said.replace(/\p{Cc}+/gu, ' ') : said;
    if (text.includes('+') && SURELY_SCIENTIFIC.test(text)) this.#fault('id-scientific', row, slot);
    const code = withoutZeroDecimal(text);
    return this.#told(code, cutCardsInCode(code), row, slot);
  }

  #tellFailed(cell: string, row: Row, slot: number): void {
    if (cell.charCodeAt(0) === NUMBER_SIGN && FAILED.has(cell)) this.#fault('formula-failed', row, slot);
  }

  #tellWidth(text: string, row: Row, slot: number): void {
    const width = this.widths.size === 0 ? undefined : this.widths.get(slot);
    if (width !== undefined && text.length < width && /^\d+$/.test(text)) this.note('zeros-lost', row, slot, { value: text, width });
  }

  /** A text; null where there is none. Whoever saves a file again may write its line breaks otherwise. */
  text(row: Row, slot: number, most = TEXT_MOST): string | null {
    const cell = cellOf(row, slot);
    if (cell === '') return null;
    this.#tellFailed(cell, row, slot);
    const text = cell.includes('\r') ? cell.replace(/\r\n?/g, '\n') : cell;
    if (text.length > most) this.note('text-too-long', row, slot, { length: text.length, most });
    return text;
  }

  /** A postcode or a phone: text in half width, without any apostrophe that keeps spreadsheets from calculating. */
  code(row: Row, slot: number): string | null {
    const said = this.text(row, slot);
    if (said === null) return null;
    const text = BEYOND_ASCII.test(said) ? inHalfWidth(said) : said;
    this.#tellWidth(text, row, slot);
    return this.#cutNumber(text.startsWith("'") ? text.replace(/^['\s]+/, '') || null : text, 'phone', row, slot);
  }

  /** A number by which somebody pays taxes. */
  taxNumber(row: Row, slot: number): string | null {
    return this.#cutNumber(this.text(row, slot), 'tax-id', row, slot);
  }

  #cutNumber(text: string | null, kind: NumberKind, row: Row, slot: number): string | null {
    return text && this.#told(text, cutCardInNumber(text, kind), row, slot);
  }

  /** What is left of a text, told where that is not all. */
  #told(text: string, cut: string, row: Row, slot: number): string {
    if (cut !== text) this.note('card-cut', row, slot);
    return cut;
  }

  /** A text that somebody wrote: card numbers in it are cut. */
  words(row: Row, slot: number, most = TEXT_MOST): string | null {
    const text = this.text(row, slot, most);
    return text && this.#told(text, cutCardNumbers(text), row, slot);
  }

  /** Minor units; null where there is none. Below zero it is a fault. */
  minor(row: Row, slot: number, currency: string): number | null {
    const text = cellOf(row, slot);
    return text === '' ? null : this.#notNegative(this.#amounts.minor(text, currency), row, slot);
  }

  /** As {@link minor}; it may be below zero. */
  signedMinor(row: Row, slot: number, currency: string): number | null {
    const text = cellOf(row, slot);
    if (text === '') return null;
    const value = this.#amounts.minor(text, currency);
    if (typeof value === 'number') return value;
    this.#fault(value, row, slot);
    return null;
  }

  /** Millionths of the major unit; null where there is none. */
  micros(row: Row, slot: number, currency: string): number | null {
    const text = cellOf(row, slot);
    return text === '' ? null : this.#notNegative(this.#amounts.micros(text, currency), row, slot);
  }

  /** As {@link micros}; it may be below zero. */
  signedMicros(row: Row, slot: number, currency: string): number | null {
    const text = cellOf(row, slot);
    return text === '' ? null : this.#number(this.#amounts.micros(text, currency), row, slot);
  }

  #notNegative(value: number | NumberFault, row: Row, slot: number): number | null {
    if (typeof value === 'number' && value >= 0) return value;
    this.#fault(typeof value === 'number' ? 'amount-negative' : value, row, slot);
    return null;
  }

  quantity(row: Row, slot: number): number {
    return this.#number(readQuantity(cellOf(row, slot)), row, slot) ?? 0;
  }

  /** Parts per million; null where there is none. */
  rate(row: Row, slot: number): number | null {
    const text = cellOf(row, slot);
    return text === '' ? null : this.#number(readRatePpm(text), row, slot);
  }

  /** How something is taxed, by its rate and the code of UNCL5305, which may be left out (`BY_RATE`); null where no rate is said. */
  treatment(row: Row, rate: number, code: number): TaxTreatment | null {
    const ratePpm = this.rate(row, rate);
    if (ratePpm === null) return null;
    const said = cellOf(row, code).toUpperCase();
    if (said !== '' && !taxCodes.includes(said)) this.note('value-invalid', row, code, { value: shown(said), allowed: taxCodes });
    const category = said || (ratePpm === 0 ? 'Z' : BY_RATE);
    const known = this.#treatment;
    if (known?.ratePpm === ratePpm && known.category === category) return known;
    return (this.#treatment = { category, ratePpm });
  }

  #number(value: number | NumberFault, row: Row, slot: number): number | null {
    if (typeof value === 'number') return value;
    this.#fault(value, row, slot);
    return null;
  }

  /** An instant; null where there is none. */
  date(row: Row, slot: number): string | null {
    const text = cellOf(row, slot);
    if (text === '') return null;
    const instant = this.#dates.read(text);
    if (instant === undefined) this.#fault('date-invalid', row, slot);
    else if (instant < EARLIEST || instant > LATEST) this.#fault('date-unusual', row, slot);
    return instant ?? null;
  }

  /** An ISO 4217 code; `otherwise` where there is none. */
  currency(row: Row, slot: number, otherwise: string): string {
    const text = cellOf(row, slot);
    if (text !== '' && text === this.#currency) return text;
    const code = text.toUpperCase();
    if (code === '' || code === 'SHOP') return otherwise;
    if (isCurrency(code)) return (this.#currency = code);
    this.#fault('currency-unknown', row, slot);
    return otherwise;
  }
}

/** What is told of a cell is kept with its row: no number of a card goes there. */
function withoutCards(details: Details): Details {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, typeof value === 'string' ? cutCardNumbers(value) : value]),
  );
}

function withoutZeroDecimal(text: string): string {
  return text.endsWith('.0') ? (WITH_ZERO_DECIMAL.exec(text)?.[1] ?? text) : text;
}

/** As much of a cell as is told, what cannot be seen of it made visible. */
export function shown(text: string): string {
  return text.slice(0, VALUE_SHOWN).replace(/\p{Cc}/gu, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
}

export function cellOf(row: Row, slot: number): string {
  return slot === NO_SLOT ? '' : (row.cells[slot] as string);
}
