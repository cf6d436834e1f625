// Shipments: which of an order's goods may leave now, and what a shipment looks like. Nothing leaves the shelf before it ships.
import { OmsError } from './error.ts';
import { formatId } from './id.ts';
import type { LineProgress, Order } from './order/order.ts';

export const shipmentStates = ['open', 'shipped', 'delivered', 'cancelled'] as const;
export type ShipmentState = (typeof shipmentStates)[number];

/** Goods of an order line at a place: promised to it (a reservation), or already on a shipment. */
export interface PlacedGoods {
  readonly orderLineId: number;
  readonly productId: number | null;
  readonly locationId: number | null;
  /** Null: of no lot. */
  readonly lotId: number | null;
  readonly quantity: number;
}

/** What planning a shipment looks at. */
export interface ShippableOrder {
  readonly order: Pick<Order, 'id' | 'state' | 'history'>;
  readonly lines: readonly (Pick<LineProgress, 'wanted' | 'reserved' | 'shipped' | 'packed'> & { readonly shippable: boolean })[];
  readonly reserved: readonly PlacedGoods[];
  /** On shipments of this order that have not left. */
  readonly packed: readonly PlacedGoods[];
  /** False: everything that is left of the order at once, or nothing. */
  readonly allowPartial: boolean;
}

/** The goods of a new shipment; none when all that is promised stands on open shipments, or all has left. */
export type ShipmentPlan =
  | { readonly kind: 'ship'; readonly goods: readonly PlacedGoods[] }
  | { readonly kind: 'packed' }
  | { readonly kind: 'done' };

/**
 * What is reserved and not yet on a shipment. Refuses `order-history`, `order-not-confirmed`,
 * `order-nothing-to-ship` (services only), `order-not-reserved`, and `order-partly-reserved` where parts may not ship.
 */
export function planShipment({ order, lines, reserved, packed, allowPartial }: ShippableOrder): ShipmentPlan {
  const id = formatId('order', order.id);
  checkMayShip(order);
  const goods = lines.filter(({ shippable, wanted }) => shippable && wanted > 0);
  if (goods.length === 0) throw new OmsError('order-nothing-to-ship', { id });
  const sum = (field: 'wanted' | 'reserved' | 'shipped' | 'packed') => goods.reduce((total, line) => total + line[field], 0);
  const left = sum('wanted') - sum('shipped') - sum('packed');
  if (left <= 0) return { kind: sum('packed') > 0 ? 'packed' : 'done' };
  const free = freeGoods(reserved, packed);
  const ready = Math.max(0, sum('reserved') - sum('packed'));
  if (ready === 0 && sum('packed') > 0) return { kind: 'packed' };
  if (ready === 0) throw new OmsError('order-not-reserved', { id, wanted: left });
  if (!allowPartial && ready < left) throw new OmsError('order-partly-reserved', { id, ready, wanted: left });
  return { kind: 'ship', goods: free };
}

/** Refuses an order whose goods may not leave: `order-history`, `order-not-confirmed`. */
export function checkMayShip(order: Pick<Order, 'id' | 'state' | 'history'>): void {
  const id = formatId('order', order.id);
  if (order.history) throw new OmsError('order-history', { id });
  if (order.state === 'new' || order.state === 'cancelled') throw new OmsError('order-not-confirmed', { id, state: order.state });
}

function freeGoods(reserved: readonly PlacedGoods[], packed: readonly PlacedGoods[]): PlacedGoods[] {
  const key = ({ orderLineId, productId, locationId, lotId }: PlacedGoods) => `${orderLineId}/${productId}/${locationId}/${lotId}`;
  const taken = new Map<string, number>();
  for (const goods of packed) taken.set(key(goods), (taken.get(key(goods)) ?? 0) + goods.quantity);
  return reserved
    .map((goods) => ({ ...goods, quantity: goods.quantity - (taken.get(key(goods)) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
}

/** Goods for one place; null: where their order goes. */
export interface GoodsForPlace {
  readonly partyId: number | null;
  readonly goods: readonly PlacedGoods[];
}

/** Goods by where their lines go, first what goes where the order does. */
export function goodsByPlace(goods: readonly PlacedGoods[], partyOfLine: ReadonlyMap<number, number>): GoodsForPlace[] {
  const places = new Map<number | null, PlacedGoods[]>([[null, []]]);
  for (const one of goods) {
    const place = partyOfLine.get(one.orderLineId) ?? null;
    places.set(place, [...(places.get(place) ?? []), one]);
  }
  return [...places].map(([partyId, own]) => ({ partyId, goods: own })).filter(({ goods: own }) => own.length > 0);
}

/** A shipment as it is kept. */
export interface Shipment {
  readonly id: number;
  readonly orderId: number;
  readonly state: ShipmentState;
  readonly partyId: number | null;
  /** It goes in the parcels of this one, of another order. */
  readonly withId: number | null;
  readonly carrier: string | null;
  readonly service: string | null;
  readonly shippedAt: string | null;
  readonly shippedOn: string | null;
  readonly createdAt: string;
}

/** What a shipment that has not left may still become: shipped or cancelled. Refuses `shipment-shipped`, `shipment-cancelled`. */
export function checkOpen({ id, orderId, state, carrier }: Shipment, tracking: readonly string[]): void {
  const shipment = formatId('shipment', id);
  if (state === 'cancelled') throw new OmsError('shipment-cancelled', { shipment, order: formatId('order', orderId) });
  if (state !== 'open') {
    const by = [carrier, ...new Set(tracking)].filter(Boolean).join(' ');
    throw new OmsError('shipment-shipped', { shipment, order: formatId('order', orderId), carrier, tracking: [...tracking], by });
  }
}

/**
 * The tracking number of each parcel: one for each, or one for all of them, or none. Refuses `tracking-count`.
 */
export function trackingPerParcel(shipment: string, parcels: number, tracking: readonly string[]): (string | null)[] {
  if (tracking.length <= 1) return new Array<string | null>(parcels).fill(tracking[0] ?? null);
  if (tracking.length !== parcels) throw new OmsError('tracking-count', { shipment, parcels, given: tracking.length });
  return [...tracking];
}

export interface ParcelView {
  readonly number: number;
  readonly weightGrams: number | null;
  readonly tracking: string | null;
  readonly labelledAt: string | null;
  /** 18 digits, where the shop has a GS1 prefix and the label is made. */
  readonly sscc: string | null;
}

export interface ShipmentLineView {
  readonly line: number;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly location: string | null;
  readonly lot: string | null;
  /** The last day on which the lot may be sold. */
  readonly expiresOn: string | null;
}

/** So many kits of an order's line, which leave as what they are made of. */
export interface ShipmentKit {
  readonly line: number;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
}

/** A line for the outside. */
export function shipmentLineView({ line, sku, name, quantity, location, lot, expiresOn }: ShipmentLineView): ShipmentLineView {
  return { line, sku, name, quantity, location, lot, expiresOn };
}

/** One shipment in a list. `date` is the day it left, or was made while it is open. */
export interface ShipmentSummary {
  readonly id: string;
  readonly date: string;
  readonly order: string;
  readonly number: string;
  readonly channel: string;
  readonly state: ShipmentState;
  readonly carrier: string | null;
  readonly service: string | null;
  readonly tracking: readonly string[];
  readonly recipient: string;
  readonly parcelCount: number;
  /** It goes in the parcels of this shipment, and has none of its own. */
  readonly with: string | null;
  readonly units: number;
}

/** Everything about one shipment. */
export interface ShipmentView extends ShipmentSummary {
  readonly createdAt: string;
  readonly createdOn: string;
  readonly shippedAt: string | null;
  readonly shippedOn: string | null;
  readonly country: string | null;
  readonly parcels: readonly (ParcelView & { readonly labelledOn: string | null })[];
  readonly lines: readonly ShipmentLineView[];
  /** Kits among these lines, counted whole. */
  readonly kits: readonly ShipmentKit[];
}

export interface ShipmentFilter {
  readonly state?: ShipmentState;
  /** Dates of the shop, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly order?: string;
  readonly carrier?: string;
  readonly limit?: number;
}
