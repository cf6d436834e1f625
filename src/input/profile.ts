// What a profile says: how one export format is recognised and read. Profiles are data; `profile-check.ts` reads them.
import { addressFields } from '../domain/order/order.ts';
import type { RecordProfile } from './record-profile.ts';

/** How a value comes about: picked from columns, then worked on in the order of these keys. */
export interface FieldSource {
  readonly columns: readonly string[];
  /** Joins every filled column with this; undefined: the first filled one. */
  readonly join?: string;
  /** "{City}-{Zip}": empty where all of its columns are. */
  readonly template?: string;
  /** "Product Form: *": every filled column whose name fits, as what the star stands for and its value; joined as `parts` are. */
  readonly every?: string;
  /** Values of their own, of which all that are filled are joined: by `join`, else each on a line. */
  readonly parts?: readonly FieldSource[];
  /** The first whose conditions hold is used instead. */
  readonly cases?: readonly { readonly when: Conditions; readonly source: FieldSource }[];
  /** Values that say nothing, in lower case. */
  readonly empty?: readonly string[];
  /** Texts taken off the beginning and the end. */
  readonly strip?: readonly string[];
  /** What it finds: the group `value`, else the first group, else all of it; nothing where it finds nothing. */
  readonly regex?: RegExp;
  /** All that `regex` finds, with this between them, rather than the first. */
  readonly each?: string;
  /** One part of a list, from 1; from -1 backwards. */
  readonly split?: { readonly by: string; readonly part: number };
  /** Other words for values, by the value in lower case. */
  readonly map?: ReadonlyMap<string, string>;
  /** Digits that a spreadsheet may have cut off at the beginning: put back (`pad`), or told (`width`). */
  readonly pad?: number;
  readonly width?: number;
  /** What stands for an empty cell: a constant, `today` for a date, `shop` for the shop's currency or country. */
  readonly value?: string;
  /** Of a currency: the column whose name has it where this pattern has its `*`. */
  readonly header?: string;
  /** Of a yes-or-no field: the values that mean no, in lower case. */
  readonly no?: readonly string[];
  /** Of an amount: further ones added to it, and taken off it. */
  readonly add?: readonly FieldSource[];
  readonly subtract?: readonly FieldSource[];
  /** Of the order's discount: where these hold and nothing else says it, what the total lacks of what it is the sum of. */
  readonly rest?: Conditions;
  /** Of a field of the order: which of the order's rows say it. */
  readonly rows?: RowsWord;
  /** Of an amount over several rows: a column; rows that agree in it count once. */
  readonly per?: string;
  /** Of an amount: whether a minus sign means anything. */
  readonly sign?: 'keep' | 'drop';
  /** Of a line's quantity: what was ordered, or what of that is still to be sent. */
  readonly means?: QuantityMeaning;
}
export const quantityMeanings = ['ordered', 'open'] as const;
export type QuantityMeaning = (typeof quantityMeanings)[number];
/** same: every row says the same, or nothing. */
export const rowsWords = ['same', 'first', 'last', 'sum', 'max', 'join'] as const;
export type RowsWord = (typeof rowsWords)[number];
export type FieldSources<Field extends string> = Readonly<Partial<Record<Field, FieldSource>>>;

export const orderFields = [
  'date',
  'currency',
  'email',
  'phone',
  'customer',
  'note',
  'discount',
  'shipping',
  'shipping_tax',
  'subtotal',
  'tax',
  'total',
  'code',
  'prices_include_tax',
  'shipping_tax_rate',
  'shipping_tax_code',
  'words',
] as const;
export const partyFields = ['name', 'company', 'email', 'phone', ...addressFields, 'tax_id'] as const;
export const lineFields = [
  'id',
  'sku',
  'variant',
  'name',
  'quantity',
  'unit_price',
  'amount',
  'discount',
  'tax',
  'tax_rate',
  'tax_code',
  'shippable',
  'taxable',
] as const;
export const paymentFields = ['method', 'date', 'paid', 'owed', 'refunded', 'refund_id'] as const;
/** Amounts: several columns and rows may make one. */
export const amountFields = ['discount', 'shipping', 'shipping_tax', 'subtotal', 'tax', 'total', 'paid', 'owed', 'refunded'] as const;
export type AmountField = (typeof amountFields)[number];

export type OrderField = (typeof orderFields)[number];
export type PartyField = (typeof partyFields)[number];
export type LineField = (typeof lineFields)[number];
export type PaymentField = (typeof paymentFields)[number];

/** What a cell has to be. Words are in lower case; "" is empty. */
export interface Condition {
  readonly column: string;
  readonly is?: 'filled' | 'empty' | readonly string[];
  readonly not?: readonly string[];
  readonly matches?: RegExp;
  /** As numbers; a cell that is none fits neither. */
  readonly below?: number;
  readonly above?: number;
  readonly equals?: number;
  /** Another column: below what that says. */
  readonly belowColumn?: string;
}
/** All of them hold. */
export type Conditions = readonly Condition[];

export interface Rule<Result extends string> {
  readonly when: Conditions;
  /** Of a payment: what the rules of the order's own state have decided. */
  readonly state?: OrderStatus;
  readonly is: Result;
}

export const rowModels = ['repeated', 'first-row-only'] as const;
export const orderStatuses = ['open', 'shipped', 'cancelled', 'hold'] as const;
export const paymentStatuses = ['paid', 'partly-paid', 'unpaid'] as const;
export const taxModes = ['shop', 'included', 'excluded', 'from-totals'] as const;
export const identicalWords = ['keep', 'merge', 'once', 'error'] as const;
export const lackWords = ['lines', 'address'] as const;
export const givenBackWords = ['never', 'cancelled'] as const;
export type GivenBackWord = (typeof givenBackWords)[number];
export const decimalSigns = ['.', ',', '.,', 'any'] as const;
/** What tells which of two exports is newer: a column, else the name of the file. */
export interface Exported {
  readonly column?: string;
  /** What of a file's name is the time: its group `value`, else its first group, else all of it. */
  readonly file?: RegExp;
  readonly formats: readonly string[];
}
export type RowModel = (typeof rowModels)[number];
export type OrderStatus = (typeof orderStatuses)[number];
export type PaymentStatus = (typeof paymentStatuses)[number];
export type TaxMode = (typeof taxModes)[number];
export type IdenticalWord = (typeof identicalWords)[number];
export type LackWord = (typeof lackWords)[number];
export type DecimalSign = (typeof decimalSigns)[number];

export interface MoneyForm {
  readonly decimal: DecimalSign;
  readonly symbols: readonly string[];
  /** Whether prices contain tax: as the shop's do, always, never, or as the order's own totals tell. */
  readonly tax: TaxMode;
}

/** How a file of this format is told from others. */
export interface Match {
  /** Columns that it has … */
  readonly columns: readonly string[];
  /** … of these one at least, where there are any … */
  readonly any: readonly string[];
  /** … and columns that it does not have. */
  readonly without: readonly string[];
  /** What its first row under the names has to be: one of these; none: anything. */
  readonly first: readonly Conditions[];
  /** Any other profile that fits is right rather than this one. */
  readonly givesWay: boolean;
  /** Patterns of file names such as "DeliveryList*": they decide between several profiles whose columns fit. */
  readonly files: readonly string[];
}

/** Lines written into one cell. */
export interface Packed {
  /** Every filled one of them is read. */
  readonly columns: readonly string[];
  readonly split: RegExp | undefined;
  /** What each item has to be; its named groups are the fields … */
  readonly item: RegExp | undefined;
  /** … or each field has a pattern of its own. */
  readonly fields: readonly { readonly name: string; readonly regex: RegExp }[];
}

/** A second file that says more of the same orders. */
export interface Join {
  /** Its columns are called "name.Column". */
  readonly as: string;
  readonly match: Match;
  /** The order's number there. */
  readonly on: FieldSource;
  /** Whether an order may come without it. */
  readonly isNeeded: boolean;
}

/** What every profile has. */
export interface FileProfile {
  readonly name: string;
  /** Of the profile's text: another text reads another way. */
  readonly hash: string;
  readonly path: string;
  readonly match: Match;
  /** The names of the columns stand within this many rows. */
  readonly headerWithin: number;
  /** They do not stand in the file: the profile names them, or nobody does and they go by their places. */
  readonly header: readonly string[] | 'none' | undefined;
  readonly encodings: readonly string[];
  readonly delimiters: readonly string[];
  readonly quoted: boolean;
  /** Rows with fewer cells than there are columns are whole. */
  readonly allowsShortRows: boolean;
  /** A leading apostrophe is a spreadsheet's, not part of the value. */
  readonly stripApostrophe: boolean;
  /** Cells are written in HTML: "&amp;" is "&". */
  readonly unescapesHtml: boolean;
  readonly emptyValues: readonly string[];
  /** Further names of columns, by the name the profile uses. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  /** Columns behind whose names a remark may stand in brackets; where there are any, dots, "#" and colons are nothing in any name. */
  readonly remarks: readonly string[];
  readonly tellUnknownColumns: boolean;
  readonly money: MoneyForm;
}

export interface OrderProfile extends FileProfile {
  readonly kind: 'orders';
  /** The channel these orders belong to where nobody says otherwise. */
  readonly channel: string;
  readonly rows: {
    readonly model: RowModel;
    /** The order's number. */
    readonly order: FieldSource;
    /** Another number of the order's, which it keeps where the channel gives it a new one. */
    readonly lasting?: FieldSource;
    readonly channel?: string;
    /** What tells the parcels of an order apart: each may go to somebody else. */
    readonly shipment?: FieldSource;
    /** A column that an order's first row always fills: an order without it has lost its first row. */
    readonly head?: string;
    /** Rows that are nothing of an order: instructions, totals, footers. Of each list of conditions one has to hold. */
    readonly skip: readonly Conditions[];
    /** Rows that belong to the order of the row above them. */
    readonly above: readonly Conditions[];
    /** Columns that such rows take from there where they have nothing in them. */
    readonly carry: readonly string[];
    /** Rows that are lines; none: every row with a field of a line. */
    readonly lines: readonly Conditions[];
    /** Rows that add to the line above them. */
    readonly options: readonly Conditions[];
    /** Rows that give money back. */
    readonly refunds: readonly Conditions[];
    readonly identical: IdenticalWord;
  };
  readonly packed: Packed | undefined;
  readonly join: Join | undefined;
  /** What files of this format never say. */
  readonly lacks: readonly LackWord[];
  /** Texts that stand for what was hidden of a person. */
  readonly masked: readonly string[];
  readonly dates: { readonly formats: readonly string[]; readonly zone: string };
  readonly exported: Exported | undefined;
  readonly order: FieldSources<OrderField>;
  readonly shipTo: FieldSources<PartyField>;
  readonly billTo: FieldSources<PartyField>;
  readonly line: FieldSources<LineField>;
  readonly taxes: readonly { readonly name: string; readonly amount: string }[];
  readonly payment: FieldSources<PaymentField> & {
    readonly rules: readonly Rule<PaymentStatus>[];
    /** Orders for which the channel gives back by itself what was paid. */
    readonly givenBack: GivenBackWord;
    /** Rows that say that something was given back, and not how much. */
    readonly refundUnsaid: readonly Conditions[];
  };
  readonly status: readonly Rule<OrderStatus>[];
  /** The same of each line, where lines have states of their own. */
  readonly lineStatus: readonly Rule<OrderStatus>[];
}

export type Profile = OrderProfile | RecordProfile;
/** The profiles of files of this kind. */
export type ProfileOf<Kind extends Profile['kind']> = Kind extends 'orders' ? OrderProfile : RecordProfile;
