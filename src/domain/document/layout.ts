// How a kind of document looks: data that a merchant may copy and change. Lengths are millimetres, sizes points.
import type { PageKind } from './kind.ts';
import type { DocumentLanguage } from './language.ts';
import type { ColumnName } from './printable.ts';

export const papers = ['A4', 'A5', 'letter', 'roll-80'] as const;
export type Paper = (typeof papers)[number];

/** Where an envelope's window shows the address: DIN 5008 form B, JIS S 5502 long no. 3, a US no. 10. */
export const windows = ['din', 'jis', 'us', 'none'] as const;
export type EnvelopeWindow = (typeof windows)[number];

/** Parts of a page that may be left out. */
export const partNames = ['facts', 'strip', 'caption', 'sku', 'rates', 'notes', 'signatures', 'foot'] as const;
export type PartName = (typeof partNames)[number];

export const paymentCodes = ['none', 'epc', 'swiss', 'url'] as const;
export type PaymentCodeForm = (typeof paymentCodes)[number];

export const copyNumbers = ['1', '2', 'country'] as const;

/** Text by language; "any" where no own is given. */
export type LocalText = Readonly<Partial<Record<DocumentLanguage | 'any', string>>>;

export interface Colours {
  readonly text: string;
  readonly soft: string;
  readonly rule: string;
  readonly accent: string;
  readonly band: string;
}
export const colourNames = ['text', 'soft', 'rule', 'accent', 'band'] as const satisfies readonly (keyof Colours)[];

export interface Layout {
  readonly kind: PageKind;
  /** "country": what the shop's country uses. */
  readonly paper: Paper | 'country';
  readonly window: EnvelopeWindow | 'country';
  /** "2": both on one sheet where they fit. */
  readonly copies: (typeof copyNumbers)[number];
  /** A PNG or JPEG file; bytes are put in where it is read. */
  readonly logo: { readonly file: string; readonly height: number; readonly data?: string } | null;
  readonly colours: Colours;
  /** Size of the table's text; it gives way where columns do not fit. */
  readonly size: number;
  /** Null: all that have something in them. */
  readonly columns: readonly ColumnName[] | null;
  readonly without: readonly PartName[];
  readonly title: LocalText;
  /** Before the table, after the sums, and at the foot of every page. */
  readonly before: LocalText;
  readonly after: LocalText;
  readonly footer: LocalText;
  /** Words are said in this language too, behind or under the first. */
  readonly second: DocumentLanguage | null;
  /** A code to pay by: of the European bank transfer (EPC), of Swiss form, or an address on the web with {number}, {amount}, {currency}. */
  readonly payment: { readonly code: PaymentCodeForm; readonly iban: string; readonly bic: string; readonly url: string };
}

export const plainColours: Colours = { text: '#1b1b1f', soft: '#60646c', rule: '#c9ccd1', accent: '#1f3a5f', band: '#f1f3f6' };

/** A layout that changes nothing. */
export function plainLayout(kind: PageKind): Layout {
  return {
    kind,
    paper: 'country',
    window: 'country',
    copies: '1',
    logo: null,
    colours: plainColours,
    size: 9,
    columns: null,
    without: [],
    title: {},
    before: {},
    after: {},
    footer: {},
    second: null,
    payment: { code: 'none', iban: '', bic: '', url: '' },
  };
}

const LETTER_COUNTRIES = new Set(['US', 'CA', 'MX', 'PH']);

export function paperOf({ paper }: Pick<Layout, 'paper'>, country: string): Paper {
  if (paper !== 'country') return paper;
  return LETTER_COUNTRIES.has(country) ? 'letter' : 'A4';
}

/** Small sheets and rolls are not put into envelopes with windows. */
export function windowOf(layout: Pick<Layout, 'paper' | 'window'>, country: string): EnvelopeWindow {
  const paper = paperOf(layout, country);
  if (paper === 'A5' || paper === 'roll-80') return 'none';
  if (layout.window !== 'country') return layout.window;
  if (LETTER_COUNTRIES.has(country)) return 'us';
  return country === 'JP' ? 'jis' : 'din';
}

/** Korean delivery statements go out in two copies: the buyer's and the seller's. */
export function copiesOf({ copies, kind }: Pick<Layout, 'copies' | 'kind'>, country: string): 1 | 2 {
  if (copies !== 'country') return copies === '2' ? 2 : 1;
  return kind === 'delivery-note' && country === 'KR' ? 2 : 1;
}
