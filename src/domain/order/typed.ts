// Orders typed in: what a person says of a line, and what no field of a person's may be.
import { isCountry } from '../country.ts';
import { OmsError } from '../error.ts';
import { parseQuantity } from '../id.ts';
import { cutCardInNumber, cutCardNumbers } from '../import/card.ts';
import { parseAmount, parseUnitPrice } from '../money.ts';
import { checkSku } from '../product.ts';
import type { LineDraft, Party } from './order.ts';

/**
 * "SKU", "SKU=QTY" or "SKU=QTY@PRICE"; the last "=" divides, so that a SKU may contain one. Without a price the
 * product's own counts. Refuses `sku-invalid`, `quantity-invalid`, and what is no unit price of the currency.
 */
export function parseLine(text: string, currency: string): LineDraft {
  const at = text.lastIndexOf('=');
  if (at < 0) return { sku: checkSku(text), quantity: 1, unitPriceMicros: null };
  const [quantity = '', price] = splitOnce(text.slice(at + 1), '@');
  const unitPriceMicros = price === undefined ? null : parsePrice(price, currency);
  return { sku: checkSku(text.slice(0, at)), quantity: parseQuantity(quantity), unitPriceMicros };
}

/** An amount that is not below zero. Refuses `amount-invalid`, `amount-too-fine`, `amount-too-large`, `amount-negative`. */
export function parseMoney(text: string, currency: string): number {
  const minor = parseAmount(text, currency);
  if (minor < 0) throw new OmsError('amount-negative', { amount: text });
  return minor;
}

/** A unit price that is not below zero. Refuses `amount-negative`, and what `parseUnitPrice` refuses. */
export function parsePrice(text: string, currency: string): number {
  const micros = parseUnitPrice(text, currency);
  if (micros < 0) throw new OmsError('amount-negative', { amount: text });
  return micros;
}

function splitOnce(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}

const FIELD_LENGTH_MAX = 300;
export const NOTE_LENGTH_MAX = 5000;

/** A text as it is kept: trimmed, empty is none, the number of a payment card cut to its last four digits. Refuses `text-too-long`. */
export function checkText(name: string, text: string | undefined, most = FIELD_LENGTH_MAX): string | null {
  const kept = checkLength(name, text, most);
  return kept && cutCardNumbers(kept);
}

/** As {@link checkText}, for what is a number itself, a tenth of which look like a card's. */
function checkNumber(name: keyof Party, text: string | undefined): string | null {
  const kept = checkLength(name, text, FIELD_LENGTH_MAX);
  return kept && cutCardInNumber(kept, name === 'taxId' ? 'tax-id' : 'phone');
}

function checkLength(name: string, text: string | undefined, most: number): string | null {
  const kept = text?.trim() ?? '';
  if (kept.length > most) throw new OmsError('text-too-long', { name, length: kept.length, most });
  return kept === '' ? null : kept;
}

/** A country as its ISO 3166-1 code. Refuses `country-invalid`. */
export function checkCountry(text: string): string {
  const country = text.trim().toUpperCase();
  if (!isCountry(country)) throw new OmsError('country-invalid', { country: text });
  return country;
}

const partyFields = ['company', 'email', 'phone', 'address1', 'address2', 'city', 'region', 'postcode', 'taxId'] as const;
const numberFields: ReadonlySet<string> = new Set(['phone', 'postcode', 'taxId']);

/** The person of a typed order; `country` where none is given. Refuses `text-too-long`, `country-invalid`. */
export function checkParty(typed: Partial<Record<keyof Party, string | undefined>>, country: string): Party {
  const check = (field: keyof Party) => (numberFields.has(field) ? checkNumber : checkText)(field, typed[field]);
  const party = Object.fromEntries(partyFields.map((field) => [field, check(field)]));
  return { ...party, name: checkText('name', typed.name) ?? '', country: checkCountry(typed.country || country) };
}

/** "LINE=VALUE", the last "=" dividing: a value for a line, named by its number or SKU. Refuses `line-value-invalid`. */
export function parseOfLine<T>(text: string, example: string, parse: (value: string) => T): { line: string; value: T } {
  const at = text.lastIndexOf('=');
  const line = text.slice(0, Math.max(0, at)).trim();
  if (line === '') throw new OmsError('line-value-invalid', { text, example });
  return { line, value: parse(text.slice(at + 1).trim()) };
}

/** "LINE" or "LINE=QUANTITY", the line by number or SKU. Refuses `quantity-invalid`. */
export function parseLineCount(text: string): { line: string; quantity: number | null } {
  const at = text.lastIndexOf('=');
  return at < 0 ? { line: text, quantity: null } : { line: text.slice(0, at), quantity: parseQuantity(text.slice(at + 1)) };
}
