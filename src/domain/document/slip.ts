// What all slips have in common: they are made of the shop as it is, whenever they are wanted, and freeze nothing.
import type { Seller } from '../invoice/document.ts';
import type { Party } from '../order/order.ts';
import type { SlipKind } from './kind.ts';
import type { DocumentLanguage } from './language.ts';
import type { Printable, Value } from './printable.ts';

/** Of every slip: what it is about, the day, the words and who makes it. */
export interface SlipBase {
  readonly number: string;
  readonly date: string;
  readonly language: DocumentLanguage;
  readonly seller: Seller;
  readonly currency: string;
}

/** A page on which nothing stands yet but its title and its head. */
export function emptySlip(kind: SlipKind, base: SlipBase, title: string = `title.${kind}`): Printable {
  return {
    kind,
    title: { key: title },
    ...base,
    parties: [],
    facts: [],
    strip: null,
    before: [],
    caption: '',
    columns: [],
    rows: [],
    sums: [],
    taxes: [],
    notes: [],
    signatures: [],
    payment: null,
  };
}

/** Facts, those without a value left out. */
export function factsWith(facts: readonly (readonly [label: string, value: Value | null | undefined])[]): Printable['facts'] {
  return facts.flatMap(([label, value]) => (value === null || value === undefined || value === '' ? [] : [[label, value] as const]));
}

/** East Asian addresses are written on without a comma. */
const WITHOUT_COMMA: ReadonlySet<string> = new Set(['JP', 'KR', 'CN', 'TW', 'HK']);

/** Who sends, or is sent to, where that is the shop: its address on one line. */
export function partyOf({ name, address, country, phone }: Seller): Party {
  return { name, address1: address.join(WITHOUT_COMMA.has(country) ? ' ' : ', '), country, phone };
}

/** An order as it is named: the channel's own number, and the shop's. */
export function orderName({ id, number }: { readonly id: string; readonly number: string }): string {
  return number === id ? id : `${number} (${id})`;
}

/** "1.25" kilograms, without trailing zeros. */
export function kilograms(grams: number): Value {
  return { decimal: String(grams / 1000) };
}
