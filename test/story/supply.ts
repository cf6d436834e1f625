// Who offers what, what is low and what ought to be bought, as the model has it.
import { availableOf, expiredOf, missing, partsOf, reservedOf, stockOf } from './goods.ts';
import { type Product, type Shop, sum } from './model.ts';

export interface Supplier {
  leadDays: number | null;
  phone: string | null;
  active: boolean;
}

export interface Offer {
  readonly supplier: string;
  readonly sku: string;
  /** In pounds, with two decimals. */
  price: string;
  minimum: number;
  pack: number;
  /** Null: the supplier's. */
  leadDays: number | null;
}

/** What is bought of a supplier; it comes to one place. */
export interface Purchase {
  readonly id: string;
  readonly supplier: string;
  readonly location: string;
  state: 'draft' | 'sent' | 'received' | 'cancelled';
  readonly lines: readonly { readonly sku: string; readonly quantity: number; received: number }[];
}

/** What is still to come of a product, at one place or at all of them. */
export function incomingOf({ purchases }: Shop, sku: string, location?: string): number {
  const sent = purchases.filter((one) => one.state === 'sent' && (location === undefined || one.location === location));
  const lines = sent.flatMap((one) => one.lines.filter((line) => line.sku === sku));
  return sum(lines.map(({ quantity, received }) => Math.max(0, quantity - received)));
}

/** What confirmed orders lack of a product, alone or in kits. */
export function waitingFor(shop: Shop, sku: string): number {
  const confirmed = shop.orders.filter(({ state }) => state === 'confirmed');
  return sum(
    confirmed.flatMap((order) =>
      order.lines.map((line, index) => missing(shop, order, index) * ((line.known && partsOf(shop, line).get(sku)) || 0)),
    ),
  );
}

/** By SKU: what is sold and has fallen to its reorder point. */
export function lowProducts(shop: Shop): Product[] {
  const low = [...shop.products.values()].filter(
    (product) => product.isGoods && product.active && product.reorderPoint !== null && availableOf(shop, product) <= product.reorderPoint,
  );
  return low.sort(bySku);
}

export function bySku(left: { readonly sku: string }, right: { readonly sku: string }): number {
  return left.sku < right.sku ? -1 : 1;
}

/** What stands on purchases that are not sent yet. */
function draftedOf({ purchases }: Shop, sku: string): number {
  const drafts = purchases.filter(({ state }) => state === 'draft').flatMap(({ lines }) => lines);
  return sum(drafts.filter((line) => line.sku === sku).map(({ quantity }) => quantity));
}

/** How many ought to be bought: to meet what waits, and to be above the reorder point. */
function missingOf(shop: Shop, product: Product): number {
  const { onHand, unavailable } = stockOf(product);
  const expired = sum([...product.shelves.keys()].map((location) => expiredOf(shop, product, location)));
  const free = onHand - reservedOf(shop, product.sku) - unavailable - expired - product.buffer;
  const waiting = waitingFor(shop, product.sku);
  const left = free + incomingOf(shop, product.sku) + draftedOf(shop, product.sku) - waiting;
  if (product.reorderPoint !== null) return Math.max(0, product.reorderPoint + 1 - left);
  return waiting > 0 ? Math.max(0, -left) : 0;
}

/** The cheapest offer of those still bought from, then the soonest, then by name. */
function bestOffer({ offers, suppliers }: Shop, sku: string): Offer | undefined {
  const days = ({ supplier, leadDays }: Offer) => leadDays ?? suppliers.get(supplier)?.leadDays ?? Number.MAX_SAFE_INTEGER;
  const open = offers.filter((offer) => offer.sku === sku && suppliers.get(offer.supplier)?.active);
  return open.sort(
    (left, right) => Number(left.price) - Number(right.price) || days(left) - days(right) || (left.supplier < right.supplier ? -1 : 1),
  )[0];
}

export interface Suggestion {
  readonly sku: string;
  readonly missing: number;
  readonly quantity: number;
  readonly drafted: number;
  readonly offer: Offer | undefined;
}

/** By supplier, then SKU; what nobody offers comes last. */
export function suggestions(shop: Shop): Suggestion[] {
  const all = [...shop.products.values()].filter(({ isGoods, active }) => isGoods && active).sort(bySku);
  const needed = all.flatMap((product): Suggestion[] => {
    const { sku } = product;
    const short = missingOf(shop, product);
    const offer = bestOffer(shop, sku);
    const quantity = offer ? Math.ceil(Math.max(short, offer.minimum) / offer.pack) * offer.pack : short;
    return short === 0 ? [] : [{ sku, missing: short, quantity, drafted: draftedOf(shop, sku), offer }];
  });
  const name = ({ offer }: Suggestion) => offer?.supplier ?? '~';
  return needed.sort((left, right) => (name(left) === name(right) ? 0 : name(left) < name(right) ? -1 : 1));
}
