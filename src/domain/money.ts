// Money: integers in the currency's minor unit, one rounding function, one way to share out. No floats anywhere.
import { exponentOf } from './currency.ts';
import { type Details, type ErrorCode, OmsError } from './error.ts';

/** How a fraction of a minor unit is rounded; all modes are symmetric, so that a credit mirrors its invoice. */
export const roundings = ['half-up', 'half-even', 'down', 'up'] as const;
export type Rounding = (typeof roundings)[number];

/** Unit prices are integers in millionths of the major unit, in every currency. */
export const MICROS_PER_MAJOR = 1_000_000;
const MICRO_DIGITS = 6;
/** Largest amount kept: every integer up to here is exact in JavaScript and in SQLite. */
export const AMOUNT_MAX = Number.MAX_SAFE_INTEGER;

/** numerator / denominator as a whole number; the sign is taken off first, so round(-x) = -round(x). */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding = 'half-up'): bigint {
  if (denominator <= 0n) throw new RangeError('denominator must be positive');
  const negative = numerator < 0n;
  const absolute = negative ? -numerator : numerator;
  const quotient = absolute / denominator;
  const rest = absolute % denominator;
  const rounded = roundsAway(quotient, rest, denominator, rounding) ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

function roundsAway(quotient: bigint, rest: bigint, denominator: bigint, rounding: Rounding): boolean {
  if (rest === 0n || rounding === 'down') return false;
  if (rounding === 'up') return true;
  const twice = rest * 2n;
  if (twice !== denominator) return twice > denominator;
  return rounding === 'half-up' || quotient % 2n === 1n;
}

/** A bigint as a safe number of minor units. Refuses with `amount-too-large`. */
export function toSafe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new OmsError('amount-too-large', { value: String(value) });
  return number;
}

/**
 * left × right / denominator, rounded; the denominator is positive. In plain numbers while the product is exact in
 * them, which it nearly always is and which is many times faster; else in bigints, with the same result.
 */
export function multiplyDivide(left: number, right: number, denominator: number, rounding: Rounding = 'half-up'): number {
  if (denominator <= 0) throw new RangeError('denominator must be positive');
  const product = left * right;
  if (Math.abs(product) > Number.MAX_SAFE_INTEGER) {
    return toSafe(divideRounded(BigInt(left) * BigInt(right), BigInt(denominator), rounding));
  }
  const absolute = Math.abs(product);
  const rest = absolute % denominator;
  const quotient = (absolute - rest) / denominator;
  const rounded = rest !== 0 && restRoundsAway(quotient, rest, denominator, rounding) ? quotient + 1 : quotient;
  return product < 0 ? -rounded || 0 : rounded;
}

function restRoundsAway(quotient: number, rest: number, denominator: number, rounding: Rounding): boolean {
  if (rounding === 'down') return false;
  if (rounding === 'up') return true;
  const other = denominator - rest;
  if (rest !== other) return rest > other;
  return rounding === 'half-up' || quotient % 2 === 1;
}

/** total × part / whole in minor units, rounded. */
export function proportion(totalMinor: number, part: number, whole: number, rounding: Rounding = 'half-up'): number {
  if (whole === 0) return 0;
  return whole < 0 ? multiplyDivide(-totalMinor, part, -whole, rounding) : multiplyDivide(totalMinor, part, whole, rounding);
}

/**
 * Shares a total by weights, to the unit: the parts always sum to the total (largest remainder; ties go to the
 * earlier part). All weights zero: everything to the first part. Weights are not negative.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  if (weights.length <= 1 || total === 0) return weights.map(() => total || 0);
  const absolute = Math.abs(total);
  let sum = 0;
  for (const weight of weights) sum += weight;
  if (sum === 0) return weights.map((_, index) => (index === 0 ? total : 0));
  const parts = absolute * sum <= Number.MAX_SAFE_INTEGER ? partsOf(absolute, weights, sum) : largePartsOf(absolute, weights);
  return total < 0 ? parts.map((part) => -part || 0) : parts;
}

function partsOf(total: number, weights: readonly number[], sum: number): number[] {
  const rests: number[] = [];
  const parts = weights.map((weight) => {
    const rest = (total * weight) % sum;
    rests.push(rest);
    return (total * weight - rest) / sum;
  });
  return withRest(total, parts, rests);
}

function largePartsOf(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((left, right) => left + BigInt(right), 0n);
  const rests: bigint[] = [];
  const parts = weights.map((weight) => {
    const product = BigInt(total) * BigInt(weight);
    rests.push(product % sum);
    return Number(product / sum);
  });
  return withRest(total, parts, rests);
}

/** One more for each of the parts with the largest remainders, until they sum to the total; ties go to the earlier part. */
function withRest(total: number, parts: number[], rests: (number | bigint)[]): number[] {
  let left = total;
  for (const part of parts) left -= part;
  if (left > FEW) return withLargeRest(left, parts, rests);
  for (; left > 0; left -= 1) {
    let largest = 0;
    for (let index = 1; index < rests.length; index += 1) {
      if ((rests[index] as number) > (rests[largest] as number)) largest = index;
    }
    parts[largest] = (parts[largest] as number) + 1;
    rests[largest] = -1;
  }
  return parts;
}

/** Up to here looking for the largest again and again is cheaper than sorting. */
const FEW = 16;

function withLargeRest(left: number, parts: number[], rests: readonly (number | bigint)[]): number[] {
  const order = rests.map((rest, index) => ({ rest, index }));
  order.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of order.slice(0, left)) parts[index] = (parts[index] as number) + 1;
  return parts;
}

const POWERS_OF_TEN = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000] as const;

/** What a unit price is divided by to be in the currency's minor unit. */
export function microsPerMinor(currency: string): number {
  return POWERS_OF_TEN[MICRO_DIGITS - exponentOf(currency)] as number;
}

/** quantity × unit price, in minor units of the currency. */
export function lineAmountMinor(quantity: number, unitPriceMicros: number, currency: string, rounding: Rounding = 'half-up'): number {
  return multiplyDivide(quantity, unitPriceMicros, microsPerMinor(currency), rounding);
}

const DECIMAL = /^(-?)(\d{1,16})(?:\.(\d+))?$/;

/** "1234.50" → minor units of the currency. Refuses `amount-invalid`, `amount-too-fine`, `amount-too-large`. */
export function parseAmount(text: string, currency: string): number {
  return parseScaled(text, exponentOf(currency), { amount: text, currency });
}

/** As {@link parseAmount}, of more than nothing. Refuses `amount-not-positive` besides. */
export function parsePositiveAmount(amount: string, currency: string): number {
  return positive(parseAmount(amount, currency), amount);
}

/** An amount of more than nothing; `amount`: as it was typed. Refuses `amount-not-positive`. */
export function positive(amountMinor: number, amount: string): number {
  if (amountMinor <= 0) throw new OmsError('amount-not-positive', { amount });
  return amountMinor;
}

/**
 * "0.1234" → millionths of the major unit. A currency without decimals has none in its unit prices either; only a price
 * that is computed may be finer. Refuses `amount-invalid`, `amount-too-fine`, `price-too-fine`, `amount-too-large`.
 */
export function parseUnitPrice(text: string, currency: string): number {
  if (exponentOf(currency) > 0) return parseScaled(text, MICRO_DIGITS, { amount: text }, 'price-too-fine');
  const micros = parseAmount(text, currency) * MICROS_PER_MAJOR;
  if (!Number.isSafeInteger(micros)) throw new OmsError('amount-too-large', { value: text });
  return micros;
}

function parseScaled(text: string, digits: number, details: Details, tooFine: ErrorCode = 'amount-too-fine'): number {
  const match = DECIMAL.exec(text.trim());
  if (!match) throw new OmsError('amount-invalid', details);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) throw new OmsError(tooFine, { ...details, decimals: digits, rounded: roundedTo(digits, match) });
  const value = Number(BigInt(`${match[2]}${fraction.padEnd(digits, '0')}`));
  if (!Number.isSafeInteger(value)) throw new OmsError('amount-too-large', { value: text });
  return match[1] ? -value || 0 : value;
}

/** A decimal as it would be with so many digits, the least amount rather than nothing. */
function roundedTo(digits: number, [, sign = '', whole = '0', fraction = '']: RegExpExecArray): string {
  const rounded = divideRounded(BigInt(whole + fraction), 10n ** BigInt(fraction.length - digits));
  return sign + formatScaled(rounded || 1n, digits);
}

/** Minor units → "1234.50", without grouping or symbol, for CSV, flags and JSON of unit prices. */
export function formatAmount(minor: number, currency: string): string {
  return formatScaled(minor, exponentOf(currency));
}

/** Unit price → decimal string with at least the currency's decimals: "12.50", "0.125". */
export function formatUnitPrice(micros: number, currency: string): string {
  const least = exponentOf(currency);
  const [whole = '0', fraction = ''] = formatScaled(micros, MICRO_DIGITS).split('.');
  const shown = fraction.replace(/0+$/, '').padEnd(least, '0');
  return shown ? `${whole}.${shown}` : whole;
}

function formatScaled(value: number | bigint, digits: number): string {
  const text = String(value < 0 ? -value : value).padStart(digits + 1, '0');
  const sign = value < 0 ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** A unit price that yields this line amount for this quantity; exact when it divides. */
export function unitPriceOf(amountMinor: number, quantity: number, currency: string): number {
  return multiplyDivide(amountMinor, microsPerMinor(currency), quantity);
}
