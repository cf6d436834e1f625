// What a profile says: how one export format is recognised and read. Profiles are data; `profile-check.ts` reads them.

/** Where a value comes from: the first filled of these columns (or all, joined), else a constant. */
export interface FieldSource {
  readonly columns: readonly string[];
  /** Joins every filled column with this; undefined: the first filled one. */
  readonly join?: string;
  /** What stands for an empty cell: a constant, `today` for a date, `shop` for the shop's currency. */
  readonly value?: string;
  /** Values that say nothing, in lower case. */
  readonly empty?: readonly string[];
  /** Of a yes-or-no field: the values that mean no, in lower case. */
  readonly no?: readonly string[];
}
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
  'subtotal',
  'tax',
  'total',
] as const;
export const partyFields = [
  'name',
  'company',
  'email',
  'phone',
  'address1',
  'address2',
  'city',
  'region',
  'postcode',
  'country',
  'tax_id',
] as const;
export const lineFields = [
  'id',
  'sku',
  'name',
  'quantity',
  'unit_price',
  'amount',
  'discount',
  'tax_rate',
  'shippable',
  'taxable',
] as const;
export const paymentFields = ['method', 'date', 'paid', 'owed', 'refunded'] as const;
export const productFields = [
  'sku',
  'name',
  'price',
  'gtin',
  'tax_category',
  'weight_grams',
  'unit',
  'bin',
  'reorder_point',
  'kind',
] as const;

export type OrderField = (typeof orderFields)[number];
export type PartyField = (typeof partyFields)[number];
export type LineField = (typeof lineFields)[number];
export type PaymentField = (typeof paymentFields)[number];
export type ProductField = (typeof productFields)[number];

/** All conditions hold: a column is filled, is empty, or has one of these values (in lower case; "" is empty). */
export interface Rule<Result extends string> {
  readonly when: readonly { readonly column: string; readonly is: 'filled' | 'empty' | readonly string[] }[];
  readonly is: Result;
}

export const rowModels = ['repeated', 'first-row-only'] as const;
export const orderStatuses = ['open', 'shipped', 'cancelled', 'hold'] as const;
export const paymentStatuses = ['paid', 'partly-paid', 'unpaid'] as const;
export const taxModes = ['shop', 'included', 'excluded', 'from-totals'] as const;
export const decimalSigns = ['.', ',', 'any'] as const;
export type RowModel = (typeof rowModels)[number];
export type OrderStatus = (typeof orderStatuses)[number];
export type PaymentStatus = (typeof paymentStatuses)[number];
export type TaxMode = (typeof taxModes)[number];
export type DecimalSign = (typeof decimalSigns)[number];

export interface MoneyForm {
  readonly decimal: DecimalSign;
  readonly symbols: readonly string[];
  /** Whether prices contain tax: as the shop's do, always, never, or as the order's own totals tell. */
  readonly tax: TaxMode;
}

/** What every profile has. */
export interface FileProfile {
  readonly name: string;
  /** Of the profile's text: another text reads another way. */
  readonly hash: string;
  readonly path: string;
  readonly match: { readonly columns: readonly string[] };
  readonly encodings: readonly string[];
  readonly delimiters: readonly string[];
  readonly quoted: boolean;
  /** A leading apostrophe is a spreadsheet's, not part of the value. */
  readonly stripApostrophe: boolean;
  readonly emptyValues: readonly string[];
  /** Further names of columns, by the name the profile uses. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  readonly tellUnknownColumns: boolean;
  readonly money: MoneyForm;
}

export interface OrderProfile extends FileProfile {
  readonly kind: 'orders';
  /** The channel these orders belong to where nobody says otherwise. */
  readonly channel: string;
  readonly rows: {
    readonly model: RowModel;
    /** The column with the order's number. */
    readonly order: string;
    readonly channel?: string;
    /** A column that an order's first row always fills: an order without it has lost its first row. */
    readonly head?: string;
  };
  readonly dates: { readonly formats: readonly string[]; readonly zone: string };
  readonly order: FieldSources<OrderField>;
  readonly shipTo: FieldSources<PartyField>;
  readonly billTo: FieldSources<PartyField>;
  readonly line: FieldSources<LineField>;
  readonly taxes: readonly { readonly name: string; readonly amount: string }[];
  readonly payment: FieldSources<PaymentField> & { readonly rules: readonly Rule<PaymentStatus>[] };
  readonly status: readonly Rule<OrderStatus>[];
}

export interface ProductProfile extends FileProfile {
  readonly kind: 'products';
  readonly product: FieldSources<ProductField>;
}

export type Profile = OrderProfile | ProductProfile;
