// The tiny model: what a shop should look like, in plain Maps and arrays, told by nothing but the commands given to it.
import type { Case } from './acts/case.ts';
import type { Counts, SaidOrder } from './acts/import.ts';
import type { Sheet } from './acts/stock-sheet.ts';
import type { ApprovalRule, Weighed } from './approval.ts';
import type { Customer } from './customer.ts';
import type { Piece, Shelf } from './goods.ts';
import type { Promotion } from './promotion.ts';
import type { Offer, Purchase, Supplier } from './supply.ts';

export interface Product {
  readonly sku: string;
  readonly name: string;
  isGoods: boolean;
  readonly isKit: boolean;
  /** It is kept by lot: the last day of each, as far as somebody has said. */
  readonly lots: Map<string, string | null> | undefined;
  /** Millionths of a pound. */
  priceMicros: number | null;
  readonly taxPpm: number;
  active: boolean;
  buffer: number;
  /** Where what is available falls to this, it is low; null: never. */
  reorderPoint: number | null;
  /** What stands where, by the code of the location. */
  readonly shelves: Map<string, Shelf>;
}

export interface Location {
  readonly code: string;
  readonly priority: number;
}

export interface Line {
  readonly sku: string;
  known: boolean;
  shippable: boolean;
  quantity: number;
  cancelled: number;
  /** Of these, those cancelled by themselves, and what of its own and of the order's discount went along; below zero: taken up again. */
  readonly cancellations: { readonly quantity: number; readonly ownMinor: number; readonly discountMinor: number }[];
  priceMicros: number;
  priceAssumed: boolean;
  discountMinor: number;
  taxPpm: number;
  taxAssumed: boolean;
  /** What is promised, from where, in the order in which it was. */
  reserved: Piece[];
  /** Of a kit: what one of it was made of when goods were first promised to it. */
  parts?: ReadonlyMap<string, number>;
}

export interface Order extends Weighed {
  readonly id: string;
  /** The channel's own number, where it has one. */
  readonly externalId: string | null;
  readonly orderedAt: string;
  readonly priority: number;
  state: 'new' | 'confirmed' | 'completed' | 'cancelled';
  holds: string[];
  /** The day on which a person's own hold ends by itself. */
  heldUntil?: string;
  /** Whether part of it may be promised and sent, where that is not as the shop has it. */
  partial?: boolean;
  /** It is promised goods as they come. */
  waiting?: boolean;
  /** It waited for its money, and went on because that came. */
  wasPrepaid?: boolean;
  readonly lines: Line[];
  discountMinor: number;
  shippingMinor: number;
  /** Where the shop prices it: the codes that were named, and whether it takes those that need none. */
  pricing?: { readonly codes: readonly string[]; readonly automatic: boolean };
  /** The promotions that give it something. */
  given: string[];
  /** Freight as somebody said it, where a promotion has taken it off. */
  saidShippingMinor?: number;
  /** The id of who ordered; null: nobody is named. */
  customer: string | null;
  /** The order it was split from at first, or itself. */
  readonly family: string;
  note: string | null;
  readonly tags: Set<string>;
  pricesIncludeTax: boolean;
  /** What validation says of who and where it goes to. */
  addressProblem: string | null;
  /** Of fields that were not taken: what the channel said last. */
  readonly channelSays: Map<string, string | null>;
  /** Those of them that nobody has settled. */
  readonly unsettled: Set<string>;
  /** Codes of what was found when it was last looked over. */
  errors: string[];
  warnings: string[];
  /** Errors that somebody took upon themselves, with what each was found in. */
  readonly waived: Set<string>;
  paidMinor: number;
  refundedMinor: number;
  /** A person has allowed a refund beyond what was paid. */
  overRefunded: boolean;
}

export interface Quantity {
  /** The place of the line in its order, from 0. */
  readonly line: number;
  quantity: number;
}

/** Pieces for a line that stand somewhere. */
export interface PlacedQuantity extends Quantity, Piece {}

export interface Shipment {
  readonly id: string;
  readonly order: string;
  state: 'open' | 'shipped' | 'delivered' | 'cancelled';
  carrier: string | null;
  tracking: string | null;
  readonly lines: readonly PlacedQuantity[];
}

export interface ReturnLine {
  readonly line: number;
  readonly asked: number;
  received: number;
  /** Of these: no invoice had named them, and none will. */
  uninvoiced: number;
  /** The lots that pieces of it went back into. */
  readonly lots: Piece[];
}

export interface GoodsReturn {
  readonly id: string;
  readonly order: string;
  state: 'asked' | 'received' | 'cancelled';
  readonly lines: readonly ReturnLine[];
  /** Told by the program, and held against what the goods are worth. */
  valueMinor: number;
  worth: Worth;
  /** Of the value: what no invoice had named. */
  uninvoicedMinor: number;
  /** How far the program's own sum of that may be from this one, before it is told. */
  uninvoicedTolerance: number;
  refundMinor: number;
}

/** Amounts whose roundings a model does not follow. */
export interface Worth {
  readonly minor: number;
  readonly tolerance: number;
}

/** On a document, freight stands as this line. */
export const FREIGHT = -1;

export interface DocumentLine extends Quantity {
  /** Of a credit note: the invoice that is given back. */
  readonly original?: string;
}

export interface Document {
  readonly number: string;
  readonly kind: 'invoice' | 'credit-note';
  readonly order: string;
  readonly shipment?: string;
  readonly returned?: string;
  /** Of a credit note: what it gives back is invoiced anew. */
  readonly reissue?: boolean;
  /** Told by the program, and held against its order's total. */
  totalMinor: number;
  readonly lines: readonly DocumentLine[];
}

export interface Shop {
  /** As they were set; what was not has its default. */
  readonly settings: Map<string, string>;
  now: string;
  /** In the order in which they are used. */
  readonly locations: Location[];
  readonly products: Map<string, Product>;
  readonly orders: Order[];
  readonly shipments: Shipment[];
  readonly returns: GoodsReturn[];
  readonly documents: Document[];
  /** What sets and kits are made of, by SKU. */
  readonly parts: Map<string, Map<string, number>>;
  readonly promotions: Promotion[];
  /** Rules of approval, by name. */
  readonly rules: Map<string, ApprovalRule>;
  /** How much has happened that rules of approval look at. */
  happened: number;
  readonly customers: Customer[];
  readonly cases: Case[];
  readonly suppliers: Map<string, Supplier>;
  readonly offers: Offer[];
  /** Products that were told to be low, and have not been seen to recover. */
  readonly toldLow: Set<string>;
  /** What counting has found to be more or less, in turn. */
  readonly counts: Piece[];
  readonly sheets: Sheet[];
  readonly purchases: Purchase[];
  payments: number;
  /** What each --key was used for, and the id it answered with. */
  readonly keys: Map<string, { readonly asked: string; readonly id: string }>;
  /** Names that steps give to the orders they make. */
  readonly names: Map<string, string>;
  /** What files said last of each order, by its number. */
  readonly said: Map<string, SaidOrder>;
  /** What reading a file came to, by its text. */
  readonly filesRead: Map<string, Counts>;
  /** Orders that could not be read, by number, and the file that said so. */
  readonly quarantine: Map<string, string>;
}

export function newShop(now: string): Shop {
  return {
    settings: new Map([['prices-include-tax', 'true']]),
    now,
    locations: [{ code: 'main', priority: 0 }],
    products: new Map(),
    orders: [],
    shipments: [],
    returns: [],
    documents: [],
    parts: new Map(),
    promotions: [],
    rules: new Map(),
    happened: 0,
    customers: [],
    cases: [],
    suppliers: new Map(),
    offers: [],
    toldLow: new Set(),
    counts: [],
    sheets: [],
    purchases: [],
    payments: 0,
    keys: new Map(),
    names: new Map(),
    said: new Map(),
    filesRead: new Map(),
    quarantine: new Map(),
  };
}

export function setting(shop: Shop, key: keyof typeof defaults): string {
  return shop.settings.get(key) ?? defaults[key];
}

const defaults = { 'reserve-on': 'confirm', 'allow-partial': 'true', 'prices-include-tax': 'false' } as const;

/** Something the program should say no to. */
export class Refusal extends Error {
  readonly codes: readonly string[];
  constructor(...codes: readonly string[]) {
    super(codes.join(' or '));
    this.codes = codes;
  }
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
export const wanted = (line: Line): number => line.quantity - line.cancelled;

export function orderById(shop: Shop, id: string): Order {
  return shop.orders.find((order) => order.id === id) as Order;
}
