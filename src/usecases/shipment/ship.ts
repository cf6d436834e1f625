// Dispatch: the goods leave the shelf, their reservations are used up, carrier and tracking numbers are noted.
import { OmsError } from '../../domain/error.ts';
import { formatId, ownId } from '../../domain/id.ts';
import { isExpired } from '../../domain/lot.ts';
import type { Order } from '../../domain/order/order.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { checkOpen, type GoodsForPlace, type Shipment, trackingPerParcel } from '../../domain/shipment.ts';
import { wallTimeToInstant } from '../../domain/time.ts';
import { parseTracking, plainTracking, trackingProblem } from '../../domain/tracking.ts';
import { carriageOf, isSameCarrier } from '../../domain/unserved.ts';
import { findOrder, orderById } from '../../store/order.ts';
import { parcelsOfShipment, setTracking, shipmentWithTracking } from '../../store/parcel.ts';
import { dropProblems } from '../../store/problem.ts';
import {
  companionsOf,
  type Dispatch,
  findShipment,
  linesOfShipment,
  markShipped,
  type ShipmentLine,
  shipmentById,
  shipmentsOfOrder,
} from '../../store/shipment.ts';
import { move, releaseReservation, reservationsOfOrder } from '../../store/stock.ts';
import { actOnEach } from '../each.ts';
import { refresh } from '../order/refresh.ts';
import { reserveOrder } from '../order/reserve.ts';
import type { Act, Shop, WriteOptions } from '../shop.ts';
import { describeShipment, makeShipment, placesOf, planFor, recordShipment, refuseUnshippable } from './create.ts';
import { notReached } from './reach.ts';

export interface DispatchRequest {
  /** Left out: whoever it is to go with, by what its order says or else the shop's setting. */
  readonly carrier?: string;
  readonly service?: string;
  /** One number for each parcel, or one for all, or none. */
  readonly tracking: readonly string[];
  /** The day it left; today where left out. */
  readonly date?: string;
}

/** What is asked of one shipment. */
type Asked = DispatchRequest & { readonly carrier: string };

/**
 * Ships shipments, or orders: what is missing is reserved, the shipment made and shipped in one transaction. Shipped
 * before with the same numbers: unchanged. Refuses `shipment-shipped`, `shipment-cancelled`, `tracking-count`,
 * `date-future`, `lot-expired`, `carrier-missing`, `carrier-not-there`, and for an order as `planShipment` says.
 */
export function shipAll(shop: Shop, ids: readonly string[], request: DispatchRequest, options: WriteOptions): Promise<ActResult> {
  const clean = {
    ...request,
    carrier: request.carrier?.trim(),
    service: request.service?.trim(),
    tracking: request.tracking.map(parseTracking),
  };
  if (ids.length > 1 && clean.tracking.length > 0) throw new OmsError('flags-conflict', { flags: ['--tracking', ids.join(' ')] });
  return actOnEach(shop, ids, options, (act, id) =>
    ownId('shipment', id) === undefined ? shipOrder(act, id, clean) : shipNamed(act, id, clean),
  );
}

async function shipNamed(act: Act, id: string, request: DispatchRequest): Promise<Outcome> {
  return shipOne(act, id, await findShipment(act.db, id), request);
}

async function shipOrder(act: Act, id: string, request: DispatchRequest): Promise<Outcome> {
  const order = await findOrder(act.db, id);
  const shipments = await shipmentsOfOrder(act.db, order.id);
  for (const shipment of request.tracking.length > 0 ? shipments.filter(({ shippedOn }) => shippedOn !== null) : []) {
    if ((await standing(act, shipment, askedOf(act, id, shipment, request))) === 'same')
      return describeShipment(act, shipment, 'unchanged');
  }
  const open = shipments.filter(({ state }) => state === 'open');
  if (open.length > 1) throw several(order, open);
  const shipment = open[0] ?? (await shipmentForAll(act, order, request.tracking.length)) ?? shipments.at(-1);
  if (!shipment) throw new OmsError('order-nothing-to-ship', { id: formatId('order', order.id) });
  return shipOne(act, id, shipment, request);
}

async function shipOne(act: Act, id: string, named: Shipment, request: DispatchRequest): Promise<Outcome> {
  // what goes in the parcels of another leaves with it
  const shipment = named.withId === null ? named : await shipmentById(act.db, named.withId);
  const asked = askedOf(act, id, shipment, request);
  const stands = await standing(act, shipment, asked);
  if (stands === 'same') return describeShipment(act, shipment, 'unchanged');
  return stands === 'untracked' ? noteTracking(act, shipment, asked) : dispatch(act, shipment, asked);
}

/** With whom it goes: another carrier has no service of this one. Refuses `carrier-missing` where nobody has said. */
function askedOf({ settings }: Act, id: string, shipment: Shipment, request: DispatchRequest): Asked {
  const isOther = shipment.carrier !== null && request.carrier !== undefined && !isSameCarrier(request.carrier, shipment.carrier);
  const own = { carrier: request.carrier || shipment.carrier, service: request.service || (isOther ? null : shipment.service) };
  const { carrier, service } = carriageOf(own, settings.carrier);
  if (carrier) return { ...request, carrier, service };
  throw new OmsError('carrier-missing', { id });
}

function several(order: Order, open: readonly Shipment[]): OmsError {
  const shipments = open.map(({ id }) => formatId('shipment', id));
  return new OmsError('order-shipments-several', { id: formatId('order', order.id), shipments });
}

/** Reserves what is missing and makes the shipment; undefined when everything has left. */
async function shipmentForAll(act: Act, order: Order, numbers: number): Promise<Shipment | undefined> {
  await refuseUnshippable(act, order);
  if (order.state === 'confirmed') await reserveOrder(act, order);
  const plan = await planFor(act, order);
  if (plan.kind !== 'ship') return undefined;
  const [place, ...others] = (await placesOf(act, order, plan)) as [GoodsForPlace, ...GoodsForPlace[]];
  if (others.length > 0) throw new OmsError('order-places-several', { id: formatId('order', order.id), places: others.length + 1 });
  return makeShipment(act, order, place, new Array<null>(Math.max(1, numbers)).fill(null));
}

/** How a shipment that has left stands to what is asked: the same, the same but for numbers it has none of, or other. */
async function standing(act: Act, shipment: Shipment, { carrier, tracking }: Asked): Promise<'same' | 'untracked' | 'other'> {
  if (shipment.state === 'open' || shipment.state === 'cancelled' || shipment.carrier !== carrier) return 'other';
  if (tracking.length === 0) return 'same';
  const parcels = await parcelsOfShipment(act.db, shipment.id);
  if (parcels.every((parcel) => parcel.tracking === null)) return 'untracked';
  const all = tracking.length === 1 ? parcels.map(() => tracking[0] as string) : tracking;
  const isSame = all.length === parcels.length && all.every((number, index) => same(number, parcels[index]?.tracking));
  return isSame ? 'same' : 'other';
}

/** Numbers that were not known on the day. Refuses `tracking-count`. */
async function noteTracking(act: Act, shipment: Shipment, { carrier, tracking }: Asked): Promise<Outcome> {
  const parcels = await parcelsOfShipment(act.db, shipment.id);
  await setTracking(act.db, shipment.id, trackingPerParcel(formatId('shipment', shipment.id), parcels.length, tracking));
  await recordShipment(act, shipment, 'tracked', 'tracked');
  return withDoubts(act, await describeShipment(act, shipment, 'tracked'), shipment, carrier, tracking);
}

function same(left: string, right: string | null | undefined): boolean {
  return plainTracking(left) === plainTracking(right ?? '');
}

async function dispatch(act: Act, shipment: Shipment, request: Asked): Promise<Outcome> {
  const parcels = await parcelsOfShipment(act.db, shipment.id);
  checkOpen(
    shipment,
    parcels.flatMap(({ tracking }) => tracking ?? []),
  );
  const companions = await companionsOf(act.db, shipment.id);
  for (const { orderId } of [shipment, ...companions]) await refuseUnshippable(act, await orderById(act.db, orderId));
  const left = leavingOn(act, request.date);
  await setTracking(act.db, shipment.id, trackingPerParcel(formatId('shipment', shipment.id), parcels.length, request.tracking));
  const carrying = { carrier: request.carrier, service: request.service || null };
  const notServed = await notReached(act, shipment, carrying);
  for (const one of [shipment, ...companions]) await leave(act, one, { ...carrying, ...left });
  const described = await describeShipment(act, { ...shipment, ...carrying, ...left }, 'shipped');
  return withDoubts(act, notServed ? { ...described, notServed } : described, shipment, request.carrier, request.tracking);
}

/** The goods of one shipment leave the shelf. */
async function leave(act: Act, shipment: Shipment, leaving: Dispatch): Promise<void> {
  const lines = await linesOfShipment(act.db, shipment.id);
  refuseExpired(lines, leaving.shippedOn, shipment);
  for (const line of lines) await takeOffShelf({ ...act, on: leaving.shippedOn }, shipment, line);
  await markShipped(act.db, shipment.id, leaving, act.at);
  await recordShipment(act, shipment, 'shipped', 'shipped');
  await refreshShipped(act, await orderById(act.db, shipment.orderId));
}

/** Once everything has left, nothing is short any more. */
async function refreshShipped(act: Act, order: Order): Promise<void> {
  const { fulfilmentState, warningCount } = await refresh(act, order);
  if (fulfilmentState !== 'shipped' || warningCount === 0) return;
  await dropProblems(act.db, [order.id], 'stock-short');
  await refresh(act, order);
}

/** What stood packed until it expired does not leave. Refuses `lot-expired`. */
function refuseExpired(lines: readonly ShipmentLine[], on: string, { id, orderId }: Shipment): void {
  const line = lines.find((one) => isExpired(one, on));
  if (!line) return;
  const { sku, lot, expiresOn } = line;
  throw new OmsError('lot-expired', { sku, lot, expiresOn, shipment: formatId('shipment', id), order: formatId('order', orderId) });
}

function leavingOn(act: Act, date: string | undefined): { shippedAt: string; shippedOn: string } {
  if (date === undefined || date === act.on) return { shippedAt: act.at, shippedOn: act.on };
  if (date > act.on) throw new OmsError('date-future', { date, today: act.on });
  return { shippedAt: wallTimeToInstant(`${date}T12:00:00`, act.settings['time-zone']), shippedOn: date };
}

/** The reservation is used up first: what is promised may never be more than what is there. */
async function takeOffShelf(act: Act, shipment: Shipment, line: ShipmentLine): Promise<void> {
  if (line.productId === null || line.locationId === null) return;
  const reserved = (await reservationsOfOrder(act.db, shipment.orderId)).find(
    ({ orderLineId, productId, locationId, lotId }) =>
      orderLineId === line.orderLineId && productId === line.productId && locationId === line.locationId && lotId === line.lotId,
  );
  if (reserved) await releaseReservation(act.db, reserved, Math.min(reserved.quantity, line.quantity));
  const { productId, locationId, lotId, sku, lot } = line;
  const draft = { kind: 'ship', productId, locationId, lotId, quantity: -line.quantity } as const;
  const place = { sku, location: line.location ?? '', lot: lot ?? undefined };
  await move(act.db, act, { ...draft, causeKind: 'shipment', causeId: shipment.id }, place);
}

/** What is odd about the numbers: told after the act, never a reason to refuse. */
async function withDoubts(act: Act, outcome: Outcome, shipment: Shipment, carrier: string, tracking: readonly string[]): Promise<Outcome> {
  const doubts: { tracking: string; problem: string; other?: string }[] = [];
  for (const number of new Set(tracking)) {
    const problem = trackingProblem(carrier, number);
    if (problem) doubts.push({ tracking: number, problem });
    const other = await shipmentWithTracking(act.db, number, shipment.id);
    if (other !== undefined) doubts.push({ tracking: number, problem: 'used', other: formatId('shipment', other) });
  }
  return doubts.length > 0 ? { ...outcome, doubts } : outcome;
}
