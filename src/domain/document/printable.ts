// What is printed, before it has words: the values of a page with the keys of what is said of them. Every kind of
// document is one of these, and one drawing serves them all.

import type { Seller } from '../invoice/document.ts';
import type { Party } from '../order/order.ts';
import type { TaxSummary, TaxTreatment } from '../tax.ts';
import type { PageKind } from './kind.ts';
import type { DocumentLanguage } from './language.ts';

/** A value that its language writes: text as it is, a date, an amount, a whole number, or words by key with details. */
export type Value =
  | string
  | { readonly date: string }
  | { readonly minor: number }
  /** An amount without its currency, which stands over the table. */
  | { readonly bare: number }
  /** A unit price, in millionths. */
  | { readonly micros: number }
  | { readonly count: number }
  /** A number with a fraction, "1.25", as its language points it. */
  | { readonly decimal: string }
  | { readonly tax: TaxTreatment }
  | { readonly country: string }
  /** "Phone: 02-312": words `label.<label>`, and what they are of. */
  | { readonly label: string; readonly value: Value }
  | { readonly key: string; readonly details?: Readonly<Record<string, Value>> }
  | { readonly all: readonly Value[]; readonly between?: string };

/** The days from one to another, both of them included. */
export function periodOf({ from, to }: { readonly from: string; readonly to: string }): Value {
  return { key: 'period', details: { from: { date: from }, to: { date: to } } };
}

/** Columns a table may have, and how each is set. "blank" is a box to be written into by hand. */
export const columnForms = {
  position: 'number',
  bin: 'text',
  date: 'text',
  document: 'text',
  entry: 'main',
  sku: 'text',
  description: 'main',
  order: 'text',
  lot: 'text',
  ordered: 'number',
  quantity: 'number',
  backordered: 'number',
  unit: 'text',
  'unit-price': 'number',
  discount: 'number',
  rate: 'number',
  net: 'number',
  tax: 'number',
  amount: 'number',
  total: 'number',
  due: 'text',
  charge: 'number',
  payment: 'number',
  balance: 'number',
  'hs-code': 'text',
  origin: 'text',
  weight: 'number',
  counted: 'blank',
  returned: 'blank',
  picked: 'blank',
  remark: 'blank',
} as const;
export type ColumnName = keyof typeof columnForms;
export type ColumnForm = (typeof columnForms)[ColumnName];

export interface PrintableRow {
  readonly cells: Readonly<Partial<Record<ColumnName, Value>>>;
  /** Under the description, small. */
  readonly small?: readonly Value[];
  /** What this row adds to the sum that is carried over pages. */
  readonly carryMinor?: number;
  /** A heading over this row where it is another than that of the row before. */
  readonly group?: Value;
}

export interface PrintableParty {
  /** Words over the address: `label.<label>`. */
  readonly label: string;
  readonly party: Party;
}

export interface PrintableSum {
  readonly label: Value;
  readonly amount: Value;
  readonly isStrong?: boolean;
}

export interface PrintableNote {
  readonly heading?: Value;
  readonly text: Value;
}

/** A code to be scanned; what is in it is made where it is drawn. */
export interface PaymentCode {
  readonly amountMinor: number;
  readonly currency: string;
  readonly reference: string;
}

export interface Printable {
  readonly kind: PageKind;
  readonly title: Value;
  /** The document's own number, or that of what it is about. */
  readonly number: string;
  /** The business date the page bears. */
  readonly date: string;
  readonly language: DocumentLanguage;
  /** A language in which the words are said too, unless the layout names another. */
  readonly second?: DocumentLanguage;
  readonly seller: Seller;
  readonly currency: string;
  /** The first is addressed; others stand under it. */
  readonly parties: readonly PrintableParty[];
  readonly facts: readonly (readonly [label: string, value: Value])[];
  readonly strip: { readonly label: Value; readonly aside: Value; readonly amount: Value } | null;
  /** Before the table: a letter's text. */
  readonly before: readonly Value[];
  /** Over the table, at the right. */
  readonly caption: Value;
  /** Every column that has something in it, in their order; a layout may choose among them. */
  readonly columns: readonly ColumnName[];
  readonly rows: readonly PrintableRow[];
  readonly sums: readonly PrintableSum[];
  /** The table of rates; none where tax is not told. */
  readonly taxes: readonly (TaxSummary & { readonly isMarked?: boolean; readonly surchargeMinor?: number })[];
  readonly notes: readonly PrintableNote[];
  /** Lines to be signed: `label.<label>` under each. */
  readonly signatures: readonly string[];
  readonly payment: PaymentCode | null;
  /** The two copies of a page that has them are told apart: words of each. */
  readonly copies?: readonly Value[];
}

/** Every text from outside that a page shows: what the fonts must be able to set. */
export function textsIn(printable: Printable): string[] {
  const { seller, parties, facts, before, rows, sums, notes, number } = printable;
  const values: Value[] = [
    ...facts.map(([, value]) => value),
    ...before,
    ...rows.flatMap(({ cells, small = [], group = '' }) => [...Object.values(cells), ...small, group]),
    ...sums.flatMap(({ label, amount }) => [label, amount]),
    ...notes.flatMap(({ heading = '', text }) => [heading, text]),
  ];
  return [
    number,
    seller.name,
    ...seller.address,
    seller.phone,
    seller.email,
    seller.taxId,
    ...(seller.details ?? []).map(({ value }) => value),
    ...parties.flatMap(({ party }) => Object.values(party).map((value) => value ?? '')),
    ...values.flatMap(textsOfValue),
  ].filter((text) => text !== '');
}

function textsOfValue(value: Value): string[] {
  if (typeof value === 'string') return [value];
  if ('label' in value) return textsOfValue(value.value);
  if ('all' in value) return value.all.flatMap(textsOfValue);
  if ('details' in value) return Object.values(value.details ?? {}).flatMap(textsOfValue);
  return [];
}
