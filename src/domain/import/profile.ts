// Profiles as people see them: which formats can be read, whose they are, and what a new one is made of.
import type { ImportResult } from './result.ts';

export interface ProfileView {
  readonly name: string;
  /** orders, products, stock, …; empty where it cannot be read. */
  readonly kind: string;
  /** Of a format of orders: whose they are where nobody says otherwise. */
  readonly channel: string;
  /** The shop's own win over the built-in ones of the same name. */
  readonly origin: 'built-in' | 'shop';
  readonly file: string;
  readonly mistakes: number;
}

/** What a new profile of orders can name a column for, in the order in which it is asked. */
export const draftFields = [
  'order',
  'date',
  'sku',
  'item',
  'quantity',
  'unit_price',
  'line_amount',
  'name',
  'phone',
  'email',
  'address1',
  'address2',
  'city',
  'region',
  'postcode',
  'country',
  'shipping',
  'order_total',
  'currency',
  'payment',
  'status',
  'note',
] as const;
export type DraftField = (typeof draftFields)[number];

/** Fields without which no order can be read. */
export const draftNeeds: readonly DraftField[] = ['order', 'quantity'];

export const draftModels = ['repeated', 'first-row-only'] as const;
export const draftDecimals = ['.', ',', 'any'] as const;
export const draftTaxes = ['shop', 'included', 'excluded'] as const;

/** What was understood of a file nobody knows: enough to write a profile. */
export interface ProfileDraft {
  /** The column of each field, named as in the file. */
  readonly columns: Readonly<Partial<Record<DraftField, string>>>;
  /** Whether the order's fields stand in every row, or in its first. */
  readonly model: (typeof draftModels)[number];
  /** Empty: the file has no dates. */
  readonly dateFormat: string;
  readonly decimal: (typeof draftDecimals)[number];
  /** Whether prices contain tax; `shop`: as the shop's own. */
  readonly tax: (typeof draftTaxes)[number];
}

/** A profile that was made from a file. */
export interface NewProfile {
  readonly name: string;
  /** Where it was written. */
  readonly file: string;
  readonly columns: ProfileDraft['columns'];
  /** What no column was found for. */
  readonly missing: readonly DraftField[];
  /** The formats that read every date; where there are several, the first was taken. */
  readonly dateFormats: readonly string[];
  /** What the file would bring: a dry run. */
  readonly brings: ImportResult;
}
