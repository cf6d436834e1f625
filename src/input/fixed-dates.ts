// Dates of digits in fixed places, as most programs write them: read without a regular expression, of which one for every
// order is a good part of the time that a large file takes.
import { isRealDate } from '../domain/time.ts';

/** Digits of a date, in the order in which they are asked for. */
const DIGITS = ['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss'] as const;
const OFFSET = 'Z';
const ZERO = 48;
const NINE = 57;

/** A date as a clock on the wall shows it, and what stands behind it for the offset. */
export interface FixedDate {
  /** As if it were UTC, in milliseconds. */
  readonly asUtc: number;
  readonly offset: string;
}

/** A format such as "yyyy-MM-dd HH:mm:ss Z". */
export class FixedForm {
  /** A zero for each digit, everything else as it is. */
  readonly #shape: string;
  /** Where each of the digits begins; -1: the format does not have it. */
  readonly #places: readonly [number, number, number, number, number, number];
  readonly #hasOffset: boolean;

  private constructor(digits: string, hasOffset: boolean) {
    this.#shape = digits.replace(/[A-Za-z]+/g, (word) => '0'.repeat(word.length));
    this.#places = DIGITS.map((name) => digits.indexOf(name)) as [number, number, number, number, number, number];
    this.#hasOffset = hasOffset;
  }

  /** Undefined where the format has anything else in it. */
  static of(format: string): FixedForm | undefined {
    const hasOffset = format.endsWith(OFFSET);
    const digits = hasOffset ? format.slice(0, -OFFSET.length) : format;
    const words = digits.match(/[A-Za-z]+/g) ?? [];
    const isFixed = words.every((word) => DIGITS.some((name) => name === word)) && !/['\d]/.test(digits);
    return isFixed ? new FixedForm(digits, hasOffset) : undefined;
  }

  /** Undefined where the text is not just as the format has it, or there is no such time: it is to be looked at closer. */
  read(text: string): FixedDate | undefined {
    const shape = this.#shape;
    if (this.#hasOffset ? text.length <= shape.length : text.length !== shape.length) return undefined;
    for (let at = 0; at < shape.length; at += 1) {
      const wanted = shape.charCodeAt(at);
      const code = text.charCodeAt(at);
      if (wanted === ZERO ? code < ZERO || code > NINE : code !== wanted) return undefined;
    }
    const [atYear, atMonth, atDay, atHour, atMinute, atSecond] = this.#places;
    const [year, month, day] = [numberAt(text, atYear, 4), numberAt(text, atMonth, 2), numberAt(text, atDay, 2)];
    const [hour, minute, second] = [numberAt(text, atHour, 2), numberAt(text, atMinute, 2), numberAt(text, atSecond, 2)];
    if (!isRealDate(year, month, day) || hour > 23 || minute > 59 || second > 59) return undefined;
    return { asUtc: Date.UTC(year, month - 1, day, hour, minute, second), offset: text.slice(shape.length) };
  }
}

function numberAt(text: string, place: number, digits: number): number {
  let value = 0;
  for (let at = place; place >= 0 && at < place + digits; at += 1) value = value * 10 + text.charCodeAt(at) - ZERO;
  return value;
}
