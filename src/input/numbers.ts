// Numbers as exports and spreadsheets write them → whole numbers of their unit, exactly or not at all.
import { exponentOf } from '../domain/currency.ts';
import { QUANTITY_MAX } from '../domain/id.ts';
import type { FindingCode } from '../domain/import/finding.ts';
import { AMOUNT_MAX, MICROS_PER_MAJOR } from '../domain/money.ts';
import type { MoneyForm } from './profile.ts';

/** Why a cell is no number. */
export type NumberFault = Extract<
  FindingCode,
  'amount-invalid' | 'amount-ambiguous' | 'amount-too-fine' | 'amount-too-large' | 'quantity-invalid' | 'rate-invalid'
>;

const MICRO_DIGITS = 6;
const ZERO = 48;
const NINE = 57;
const DOT = 46;
const MINUS = 45;
/** More digits than this may not be exact in a number. */
const DIGITS_EXACT = 15;

/** Reads amounts of money in one format's form. */
export class AmountReader {
  readonly #form: MoneyForm;
  readonly #symbols: RegExp | undefined;
  #currency = '';
  #knownExponent = 0;

  constructor(form: MoneyForm) {
    this.#form = form;
    // compared as the amount is: without spaces, the longest first ("US$" before "$")
    const named = form.symbols.map((symbol) => symbol.normalize('NFKC').replace(/\s/g, ''));
    // in CP932 and CP949 the yen and the won sign are written as the backslash
    const symbols = [...named, ...(named.some((symbol) => /[¥₩]/.test(symbol)) ? ['\\'] : [])].sort((a, b) => b.length - a.length);
    const escaped = symbols.map((symbol) => symbol.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    this.#symbols = escaped.length > 0 ? new RegExp(escaped.join('|'), 'gi') : undefined;
  }

  /** Minor units of the currency. */
  minor(text: string, currency: string): number | NumberFault {
    const exponent = this.#exponent(currency);
    return this.#read(text, exponent, exponent);
  }

  /** Millionths of the major unit, of a price that is said: a currency without decimals has none in its prices either. */
  micros(text: string, currency: string): number | NumberFault {
    const exponent = this.#exponent(currency);
    if (exponent > 0) return this.#read(text, MICRO_DIGITS, exponent);
    const major = this.#read(text, 0, 0);
    if (typeof major !== 'number') return major;
    return Math.abs(major) * MICROS_PER_MAJOR > AMOUNT_MAX ? 'amount-too-large' : major * MICROS_PER_MAJOR;
  }

  /** Looked up when it is another currency than before. */
  #exponent(currency: string): number {
    if (currency !== this.#currency) {
      this.#knownExponent = exponentOf(currency);
      this.#currency = currency;
    }
    return this.#knownExponent;
  }

  #read(text: string, digits: number, exponent: number): number | NumberFault {
    const { decimal } = this.#form;
    const plain = decimal === '.' || decimal === '.,' ? plainNumber(text, digits) : undefined;
    const isRead = decimal === '.' ? plain !== undefined : typeof plain === 'number';
    return isRead ? (plain as number | NumberFault) : this.#readSpelt(text, digits, exponent);
  }

  /** With symbols, groups of thousands, brackets for a negative amount, and full-width digits. */
  #readSpelt(text: string, digits: number, exponent: number): number | NumberFault {
    let value = text.normalize('NFKC').replace(/[\s\u2212]/g, (sign) => (sign === '\u2212' ? '-' : ''));
    if (this.#symbols) value = value.replace(this.#symbols, '');
    const bracketed = /^\((.+)\)$/.exec(value);
    const isNegative = bracketed !== null || /^-|-$/.test(value);
    value = bracketed?.[1] ?? value.replace(/^[-+]|[-+]$/, '');
    const said = this.#form.decimal;
    const decimal = said === '.' || said === ',' ? said : decimalSignOf(value, exponent);
    if (decimal === undefined) return 'amount-ambiguous';
    const [whole = '', fraction = '', ...rest] = value.split(decimal);
    const group = decimal === '.' ? ',' : '.';
    const isGrouped = whole.includes(group) || whole.includes("'");
    const isWhole = isGrouped ? /^\d{1,3}([.,']\d{3})+$/.test(whole) : /^\d+$/.test(whole) || (whole === '' && fraction !== '');
    if (rest.length > 0 || !isWhole) return 'amount-invalid';
    if (value.includes(decimal) && !/^\d+$/.test(fraction)) return 'amount-invalid';
    const number = plainNumber(`${whole.replace(/\D/g, '') || '0'}.${fraction || '0'}`, digits) ?? 'amount-invalid';
    return isNegative && typeof number === 'number' ? -number || 0 : number;
  }
}

/** Digits, a point and a minus sign only, read without detours; undefined for anything else. */
function plainNumber(text: string, digits: number): number | NumberFault | undefined {
  let value = 0;
  let decimals = -1;
  let kept = 0;
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      if (decimals < 0) kept += value > 0 || code > ZERO ? 1 : 0;
      else if (decimals >= digits) {
        if (code !== ZERO) return 'amount-too-fine';
        continue;
      } else decimals += 1;
      value = value * 10 + code - ZERO;
    } else if (code === DOT && decimals < 0 && at > start) decimals = 0;
    else return undefined;
  }
  if (text.length === start || text.charCodeAt(text.length - 1) === DOT) return undefined;
  const places = Math.max(decimals, 0);
  if (kept + digits > DIGITS_EXACT) return largeNumber(text, digits);
  const scaled = value * (POWERS[digits - places] as number);
  return start === 1 ? -scaled || 0 : scaled;
}

/** Of ten; looked up, since raising takes longer than reading the number. */
const POWERS = Array.from({ length: MICRO_DIGITS + 1 }, (_, power) => 10 ** power);

function largeNumber(text: string, digits: number): number | NumberFault {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  if (value > BigInt(AMOUNT_MAX)) return 'amount-too-large';
  return text.startsWith('-') ? -Number(value) : Number(value);
}

/**
 * Which sign is the decimal one where both are known: the last of two different ones; one that comes once, unless what
 * follows could as well be a group of thousands ("1,234"): then it depends on how many decimals the currency has.
 */
function decimalSignOf(value: string, exponent: number): '.' | ',' | undefined {
  const lastDot = value.lastIndexOf('.');
  const lastComma = value.lastIndexOf(',');
  if (lastDot >= 0 && lastComma >= 0) return lastDot > lastComma ? '.' : ',';
  if (lastDot < 0 && lastComma < 0) return '.';
  const sign = lastDot >= 0 ? '.' : ',';
  const other = sign === '.' ? ',' : '.';
  if (value.indexOf(sign) !== value.lastIndexOf(sign)) return other;
  if (!/^[1-9]\d{0,2}[.,]\d{3}$/.test(value)) return sign;
  if (exponent === 0) return other;
  return exponent === 3 ? sign : undefined;
}

/** A whole quantity from 1 on; "2.0" is 2. "1.000" is none: a spreadsheet of Europe writes a thousand so. */
export function readQuantity(text: string): number | NumberFault {
  const plain = /^\d{1,10}$/.test(text) ? text : /^(\d{1,10})(?:\.(?!000$)0+)?$/.exec(text.normalize('NFKC').trim())?.[1];
  const number = Number(plain ?? Number.NaN);
  return number >= 1 && number <= QUANTITY_MAX ? number : 'quantity-invalid';
}

/** A percentage such as "21", "21%" or "8,875" in parts per million. */
export function readRatePpm(text: string): number | NumberFault {
  const match = /^(\d{1,3})(?:[.,](\d{1,4})0*)?\s*%?$/.exec(text.normalize('NFKC').trim());
  if (!match) return 'rate-invalid';
  const ppm = Number(`${match[1]}${(match[2] ?? '').padEnd(4, '0')}`);
  return ppm <= 1_000_000 ? ppm : 'rate-invalid';
}

/** A weight such as "1.2" or "1,2" in whole grams; `unitGrams` is what one of its unit weighs. Undefined: it is none. */
export function readGrams(text: string, unitGrams: number): number | undefined {
  const match = /^(\d{0,7})(?:[.,](\d{1,6}))?$/.exec(text.normalize('NFKC').trim());
  if (!match || `${match[1]}${match[2] ?? ''}` === '') return undefined;
  return Math.round(Number(`${match[1] || '0'}.${match[2] ?? '0'}`) * unitGrams);
}
