// Suppliers, and what they offer: a product at a price, in packs of so many, in so many days.
import { exponentOf, isCurrency } from './currency.ts';
import { OmsError } from './error.ts';
import { formatUnitPrice } from './money.ts';
import { checkText } from './order/typed.ts';

/** A supplier as it may come in. Left out: unchanged on an edit, the default on an addition. */
export interface SupplierDraft {
  readonly name: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly currency?: string;
  readonly leadDays?: number | null;
  readonly active?: boolean;
}

export interface Supplier {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** Of purchases and offers that name no other. */
  readonly currency: string;
  /** From sending a purchase to having the goods, in days, for offers that say nothing else. */
  readonly leadDays: number | null;
  readonly active: boolean;
}

/** A supplier for the outside: the name is the id. */
export interface SupplierView extends Omit<Supplier, 'id'> {
  readonly offers: readonly OfferView[];
  /** Purchases that are sent and have not all come. */
  readonly open: readonly string[];
}

const NAME_LENGTH_MAX = 200;

/** A name as it is kept: one line, 1 to 200 characters. Refuses `argument-missing`, `text-too-long`. */
export function checkSupplierName(text: string): string {
  const name = checkText('name', text.normalize('NFC').replace(/[\p{Cc}\s]+/gu, ' '), NAME_LENGTH_MAX);
  if (name === null) throw new OmsError('argument-missing', { name: 'name' });
  return name;
}

/** The draft with its texts trimmed. Refuses `text-too-long`, `currency-unknown`. */
export function checkSupplierDraft(draft: SupplierDraft): SupplierDraft {
  const { email, phone, currency } = draft;
  return {
    ...draft,
    name: checkSupplierName(draft.name),
    ...(typeof email === 'string' && { email: checkText('email', email) }),
    ...(typeof phone === 'string' && { phone: checkText('phone', phone) }),
    ...(currency !== undefined && { currency: checkCurrency(currency) }),
  };
}

/** An ISO 4217 code. Refuses `currency-unknown`. */
export function checkCurrency(text: string): string {
  const currency = text.trim().toUpperCase();
  if (!isCurrency(currency)) throw new OmsError('currency-unknown', { currency: text });
  return currency;
}

/** The fields in which what is wanted differs from what is. */
export function changesOf<T extends object>(current: T, wanted: Partial<T>): Partial<T> {
  const entries = Object.entries(wanted).filter(([field, value]) => value !== undefined && value !== current[field as keyof T]);
  return Object.fromEntries(entries) as Partial<T>;
}

/** What a supplier asks for a product, as it may come in. The price is a text, read in the offer's currency. */
export interface OfferDraft {
  readonly supplier: string;
  readonly sku: string;
  readonly price?: string;
  readonly currency?: string;
  readonly minimum?: number;
  readonly pack?: number;
  readonly leadDays?: number | null;
}

/** The terms of an offer: what one costs, the least that is sold, how many are in a pack. */
export interface OfferTerms {
  readonly currency: string;
  readonly unitCostMicros: number;
  readonly minimum: number;
  readonly pack: number;
  readonly leadDays: number | null;
}

export interface Offer extends OfferTerms {
  readonly id: number;
  readonly supplierId: number;
  readonly supplier: string;
  readonly productId: number;
  readonly sku: string;
  readonly name: string;
}

/** An offer for the outside. */
export interface OfferView {
  readonly id: string;
  readonly supplier: string;
  readonly sku: string;
  readonly name: string;
  readonly unitCost: string;
  readonly currency: string;
  readonly exponent: number;
  readonly minimum: number;
  readonly pack: number;
  readonly leadDays: number | null;
}

/** How an offer is named: "Kim Ceramics:MUG-01". */
export function offerId({ supplier, sku }: Pick<Offer, 'supplier' | 'sku'>): string {
  return `${supplier}:${sku}`;
}

export function offerView(offer: Offer): OfferView {
  const { supplier, sku, name, currency, minimum, pack, leadDays } = offer;
  const unitCost = formatUnitPrice(offer.unitCostMicros, currency);
  return { id: offerId(offer), supplier, sku, name, unitCost, currency, exponent: exponentOf(currency), minimum, pack, leadDays };
}

/** What is bought when so many are missing: at least the minimum, in whole packs. */
export function quantityToBuy(missing: number, { minimum, pack }: Pick<OfferTerms, 'minimum' | 'pack'>): number {
  if (missing <= 0) return 0;
  return Math.ceil(Math.max(missing, minimum) / pack) * pack;
}

/**
 * The offer a product is bought by: one in the shop's currency before others, since only there prices compare; then the
 * cheapest for one, the soonest, and by the supplier's name.
 */
export function bestOffer(offers: readonly Offer[], currency: string): Offer | undefined {
  const rank = (offer: Offer) => (offer.currency === currency ? 0 : 1);
  const days = (offer: Offer) => offer.leadDays ?? Number.MAX_SAFE_INTEGER;
  return [...offers].sort(
    (left, right) =>
      rank(left) - rank(right) ||
      (left.currency === right.currency ? left.unitCostMicros - right.unitCostMicros : 0) ||
      days(left) - days(right) ||
      (left.supplier < right.supplier ? -1 : 1),
  )[0];
}
