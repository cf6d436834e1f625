// Own ids show their kind: O1042, S88, R7. Any case, full-width digits too.
import { OmsError } from './error.ts';

export const idLetters = {
  order: 'O',
  shipment: 'S',
  return: 'R',
  batch: 'B',
  customer: 'C',
  payment: 'P',
  movement: 'M',
  purchase: 'U',
  case: 'K',
  print: 'J',
} as const;
export type IdKind = keyof typeof idLetters;

/** 1042 → "O1042". */
export function formatId(kind: IdKind, number: number): string {
  return `${idLetters[kind]}${number}`;
}

const OWN = /^([A-Z])(\d{1,15})$/;

/** "o1042", "Ｏ１０４２" → 1042; anything that is not an own id of this kind → undefined. */
export function ownId(kind: IdKind, text: string): number | undefined {
  const match = OWN.exec(text) ?? OWN.exec(text.normalize('NFKC').trim().toUpperCase());
  return match && match[1] === idLetters[kind] ? Number(match[2]) : undefined;
}

/** As {@link ownId}, but refuses `id-invalid` when it is none. */
export function parseId(kind: IdKind, text: string): number {
  const number = ownId(kind, text);
  if (number === undefined) throw new OmsError('id-invalid', { id: text, example: formatId(kind, 12) });
  return number;
}

/** A whole quantity of the stock unit, 1 to 1,000,000,000 (or from `least`). Refuses `quantity-invalid`. */
export function parseQuantity(text: string, least = 1, most = QUANTITY_MAX): number {
  const value = text.normalize('NFKC').trim();
  const number = /^[+-]?\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isNaN(number) || number < least || number > most) {
    throw new OmsError('quantity-invalid', { quantity: text, least, most });
  }
  return number;
}

export const QUANTITY_MAX = 1_000_000_000;
