// A page in words: what a document says, made ready in its language; drawing adds nothing but where it stands.
import type { Value } from '../../domain/document/printable.ts';
import type { DocumentWords } from '../document-words.ts';

export interface PartyContent {
  readonly label: string;
  /** Firm, then person. */
  readonly names: readonly string[];
  readonly lines: readonly string[];
}

export interface ColumnContent {
  readonly title: string;
  /** The main column has the room that is left; a blank one is a box to be written into. */
  readonly form: 'main' | 'text' | 'number' | 'blank';
}

export interface RowContent {
  readonly cells: readonly string[];
  /** Under the main column. */
  readonly small: readonly string[];
  readonly group: string;
  /** What all rows up to this one sum to, as it is carried to the next page; empty where nothing is carried. */
  readonly carried: string;
}

export interface TableContent {
  readonly caption: string;
  readonly columns: readonly ColumnContent[];
  readonly rows: readonly RowContent[];
  /** Words of the sum at the end of a page, and at the head of the next. */
  readonly carry: readonly [forward: string, brought: string];
  /** The column that it is a sum of. */
  readonly carryColumn: number;
}

export interface SumContent {
  readonly label: string;
  readonly amount: string;
  readonly isStrong: boolean;
}

export interface NoteContent {
  readonly heading: string;
  readonly text: string;
}

export interface Content {
  readonly title: string;
  /** The number and the seller, for the head of later pages and the foot. */
  readonly running: string;
  readonly foot: string;
  readonly footer: string;
  readonly seller: { readonly name: string; readonly lines: readonly string[]; readonly oneLine: string };
  readonly parties: readonly PartyContent[];
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly strip: { readonly label: string; readonly aside: string; readonly amount: string } | null;
  readonly before: readonly string[];
  readonly table: TableContent | null;
  readonly sums: readonly SumContent[];
  /** Head, rows and, of several rates, their sum; none where tax is not told. */
  readonly rates: readonly (readonly string[])[];
  readonly notes: readonly NoteContent[];
  readonly signatures: readonly string[];
  /** What is to be scanned, and what is said beside it. */
  readonly code: { readonly text: string; readonly label: string; readonly isSwiss: boolean } | null;
  /** Words that tell the copies of a page apart; none where there is one. */
  readonly copies: readonly string[];
  page(page: number, pages: number): string;
}

/** A value in words. */
export function said(value: Value, words: DocumentWords, currency: string): string {
  if (typeof value === 'string') return value;
  if ('date' in value) return words.date(value.date);
  if ('minor' in value) return words.money(value.minor, currency);
  if ('bare' in value) return words.amount(value.bare, currency);
  if ('micros' in value) return words.unitPrice(value.micros, currency);
  if ('count' in value) return words.number(String(value.count));
  if ('decimal' in value) return words.number(value.decimal);
  if ('tax' in value) return words.rate(value.tax);
  if ('country' in value) return words.countryName(value.country);
  if ('label' in value) return words.labelled(value.label, said(value.value, words, currency));
  if ('all' in value)
    return value.all
      .map((one) => said(one, words, currency))
      .filter(Boolean)
      .join(value.between ?? '');
  if (!words.says(value.key)) return '';
  const details = Object.entries(value.details ?? {});
  return words.inEach(value.key, (own) => Object.fromEntries(details.map(([name, detail]) => [name, said(detail, own, currency)])));
}
