// What labels say: of parcels that leave, of goods that come back, of products and of places on the shelf.
import type { Party } from './order/order.ts';

export const labelFormats = ['pdf', 'png', 'zpl'] as const;
export type LabelFormat = (typeof labelFormats)[number];

/** What a merchant chooses from; the others follow from what is encoded. */
export const chosenSymbols = ['code128', 'qr', 'datamatrix'] as const;
export type ChosenSymbol = (typeof chosenSymbols)[number];
export const symbolKinds = [...chosenSymbols, 'gs1-128', 'ean13', 'ean8', 'upca'] as const;
export type SymbolKind = (typeof symbolKinds)[number];

/** Money to be collected at the door. */
export interface Collected {
  readonly amountMinor: number;
  readonly currency: string;
}

export interface ParcelLabel {
  /** "S7", "R3": what the barcode holds. */
  readonly document: string;
  /** A return goes the other way; its goods come back from the customer. */
  readonly kind: 'shipment' | 'return';
  /** The day the shipment was made, or the return asked for; the page bears it. */
  readonly date: string;
  readonly order: string;
  /** The channel's own number; the order's where it has none. */
  readonly number: string;
  readonly parcel: number;
  readonly parcels: number;
  readonly weightGrams: number | null;
  readonly carrier: string | null;
  readonly service: string | null;
  readonly tracking: string | null;
  /** 18 digits, where the shop has a GS1 prefix. */
  readonly sscc: string | null;
  readonly collected: Collected | null;
  /** When it may be delivered, as it was agreed: "14:00–16:00". */
  readonly window: string | null;
  readonly note: string | null;
  readonly to: Party | Sender;
  readonly from: Party | Sender;
  /** Where it goes when it cannot be delivered; null: to the sender. */
  readonly returnTo: readonly string[] | null;
  /** The country it leaves from; mail within it carries no country's name. */
  readonly fromCountry: string;
}

/** The shop, as it stands on a label: its address is lines as they were typed. */
export interface Sender {
  readonly name: string;
  readonly lines: readonly string[];
  readonly phone: string;
  readonly country: string;
}

/** A sticker: a product's, or a bin's. */
export interface StickerLabel {
  readonly kind: 'product' | 'bin';
  /** The SKU, or the bin: large, and what the barcode holds unless `code` says otherwise. */
  readonly title: string;
  readonly name: string | null;
  /** Of one piece; null: none is printed. */
  readonly priceMicros: number | null;
  readonly currency: string;
  readonly bin: string | null;
  readonly symbol: SymbolKind;
  readonly code: string;
}

/** Ways of paying at the door, as exports and people call them. */
const CASH_ON_DELIVERY =
  /(^|[^a-z])(cod|c\.o\.d\.?|cash[ _-]?on[ _-]?delivery|contra[ -]?reembolso|contra[ -]?entrega|nachnahme|contrassegno|contre[ -]remboursement)([^a-z]|$)|代金引[換き]|代引|货到付款|貨到付款|대금\s*(상환|인환)|착불\s*결제/i;

/** Whether this way of paying is paid to whoever brings the goods. */
export function isCashOnDelivery(method: string | null): boolean {
  return method !== null && CASH_ON_DELIVERY.test(method.normalize('NFKC'));
}
