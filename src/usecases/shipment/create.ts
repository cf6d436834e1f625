// Making shipments from what is reserved. Nothing leaves the shelf yet.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { isExpired } from '../../domain/lot.ts';
import { dueOf, type Order } from '../../domain/order/order.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import {
  checkMayShip,
  type GoodsForPlace,
  goodsByPlace,
  planShipment,
  type Shipment,
  type ShipmentPlan,
  shipmentLineView,
} from '../../domain/shipment.ts';
import { partialRule } from '../../store/backorder.ts';
import { recordEvent } from '../../store/event.ts';
import { lotsById } from '../../store/lot.ts';
import { findOrder } from '../../store/order.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import { linePartiesOf, termsOfOrder } from '../../store/order-edit.ts';
import { insertParcels, parcelsOfShipment } from '../../store/parcel.ts';
import { productsById } from '../../store/product.ts';
import { insertShipment, kitsOfShipment, linesOfShipment, packedOfOrder, shipmentsOfOrder } from '../../store/shipment.ts';
import { type Reservation, reservationsOfOrder } from '../../store/stock.ts';
import { actOnEach } from '../each.ts';
import { refresh } from '../order/refresh.ts';
import { refuseHeld } from '../order/refuse.ts';
import type { Act, Shop, WriteOptions } from '../shop.ts';

export interface Packing {
  /** How many parcels; as many as weights are given, else one. */
  readonly parcels?: number;
  /** The weight of each parcel. */
  readonly weightsGrams: readonly number[];
}

export const PARCELS_MAX = 999;

/** A shipment for each order. Refuses as `planShipment` says; an order that is all on shipments is unchanged. */
export function createShipments(shop: Shop, orders: readonly string[], packing: Packing, options: WriteOptions): Promise<ActResult> {
  const weights = weightPerParcel(packing);
  return actOnEach(shop, orders, options, async (act, id) => {
    const order = await findOrder(act.db, id);
    const plan = await planFor(act, order);
    return plan.kind === 'ship' ? createEach(act, order, plan, weights) : unchangedOrder(act, order, plan.kind);
  });
}

/** Each parcel's weight or null. Refuses `flag-value` when there are not as many weights as parcels. */
export function weightPerParcel({ parcels, weightsGrams }: Packing): (number | null)[] {
  const count = parcels ?? Math.max(1, weightsGrams.length);
  if (count > PARCELS_MAX) throw new OmsError('flag-value', { flag: '--parcels', value: String(count), allowed: [`1 … ${PARCELS_MAX}`] });
  if (weightsGrams.length > 0 && weightsGrams.length !== count) {
    throw new OmsError('flag-value', { flag: '--weight-grams', value: weightsGrams.join(', '), allowed: [`${count} × --weight-grams`] });
  }
  return weightsGrams.length > 0 ? [...weightsGrams] : new Array<null>(count).fill(null);
}

/** What of an order may leave now. Refuses as `planShipment` says, `order-held` and `lot-expired`. */
export async function planFor(act: Act, order: Order): Promise<ShipmentPlan> {
  await refuseUnshippable(act, order);
  const lines = (await progressOfOrder(act.db, order.id)).map((line) => ({ ...line, wanted: dueOf(line) }));
  const sent = new Set(lines.filter(({ shippable }) => shippable).map(({ lineId }) => lineId));
  const reserved = await reservationsOfOrder(act.db, order.id);
  await refuseExpired(act, order, reserved);
  return planShipment({
    order,
    lines,
    // places are reserved, and nothing of them is sent
    reserved: reserved.filter(({ orderLineId }) => sent.has(orderLineId)),
    packed: await packedOfOrder(act.db, order.id),
    allowPartial: (await partialRule(act.db, order.id)) ?? act.settings['allow-partial'] === 'true',
  });
}

/** What was promised of a lot that has expired since is not packed. Refuses `lot-expired`. */
async function refuseExpired(act: Act, order: Order, reserved: readonly Reservation[]): Promise<void> {
  const lots = await lotsById(
    act.db,
    reserved.flatMap(({ lotId }) => lotId ?? []),
  );
  const lot = [...lots.values()].find((one) => isExpired(one, act.on));
  if (!lot) return;
  const sku = (await productsById(act.db, [lot.productId])).get(lot.productId)?.sku ?? '';
  throw new OmsError('lot-expired', { sku, lot: lot.code, expiresOn: lot.expiresOn, order: formatId('order', order.id) });
}

/** Refuses `order-history`, `order-not-confirmed`, `order-held`. */
export async function refuseUnshippable(act: Act, order: Order): Promise<void> {
  checkMayShip(order);
  await refuseHeld(act, order);
}

/** Writes an open shipment with its parcels; without weights it has none of its own. */
export async function makeShipment(
  act: Act,
  order: Order,
  { partyId, goods }: GoodsForPlace,
  weights: readonly (number | null)[],
): Promise<Shipment> {
  const { carrier, service } = await termsOfOrder(act.db, order.id);
  const shipment = await insertShipment(act.db, act, { id: order.id, shipPartyId: partyId ?? order.shipPartyId, carrier, service }, goods);
  if (weights.length > 0) await insertParcels(act.db, shipment.id, weights);
  await recordShipment(act, shipment, 'created', 'packed');
  return shipment;
}

/** What happened to a shipment stands in its own history and in its order's. */
export async function recordShipment(act: Act, { id, orderId }: Shipment, action: string, orderAction: string): Promise<void> {
  await recordEvent(act.db, act, 'shipment', id, action, { order: formatId('order', orderId) });
  await recordEvent(act.db, act, 'order', orderId, orderAction, { shipment: formatId('shipment', id) });
}

/** What of a plan goes where. */
export async function placesOf(act: Act, order: Order, { goods }: Extract<ShipmentPlan, { kind: 'ship' }>): Promise<GoodsForPlace[]> {
  const parties = await linePartiesOf(act.db, order.id);
  return goodsByPlace(goods, new Map(parties.map(({ lineId, partyId }) => [lineId, partyId])));
}

/** A shipment for each place; told as one, with the ids of all. */
async function createEach(
  act: Act,
  order: Order,
  plan: Extract<ShipmentPlan, { kind: 'ship' }>,
  weights: readonly (number | null)[],
): Promise<Outcome> {
  const made: Shipment[] = [];
  for (const place of await placesOf(act, order, plan)) made.push(await makeShipment(act, order, place, weights));
  await refresh(act, order);
  const described = await Promise.all(made.map((shipment) => describeShipment(act, shipment, 'created')));
  const [first] = described as [Outcome];
  if (made.length === 1) return first;
  const sum = (field: 'units' | 'parcelCount') => described.reduce((total, one) => total + Number(one[field]), 0);
  const lines = described.flatMap((one) => one.lines as readonly unknown[]);
  const shipments = made.map(({ id }) => formatId('shipment', id));
  return { ...first, shipments, units: sum('units'), parcelCount: sum('parcelCount'), lines };
}

async function unchangedOrder(act: Act, order: Order, kind: 'packed' | 'done'): Promise<Outcome> {
  const all = await shipmentsOfOrder(act.db, order.id);
  const named = kind === 'packed' ? all.filter(({ state }) => state === 'open') : all;
  const described = await describeShipment(act, named.at(-1) as Shipment, 'unchanged');
  return { ...described, shipments: named.map(({ id }) => formatId('shipment', id)) };
}

/** A shipment as an outcome: its order, its lines, its parcels' numbers. */
export async function describeShipment(act: Act, shipment: Shipment, outcome: string): Promise<Outcome> {
  const lines = await linesOfShipment(act.db, shipment.id);
  const parcels = await parcelsOfShipment(act.db, shipment.id);
  return {
    id: formatId('shipment', shipment.id),
    outcome,
    order: formatId('order', shipment.orderId),
    shipments: [formatId('shipment', shipment.id)],
    carrier: shipment.carrier,
    service: shipment.service,
    tracking: parcels.flatMap(({ tracking }) => tracking ?? []),
    shippedOn: shipment.shippedOn,
    parcelCount: parcels.length,
    with: shipment.withId === null ? null : formatId('shipment', shipment.withId),
    units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    lines: lines.map(shipmentLineView),
    kits: await kitsOfShipment(act.db, shipment.id),
  };
}
