// Promising goods to orders, and taking the promise back. One immediate transaction: nobody else can promise the same.
import { OmsError } from '../../domain/error.ts';
import { formatId, ownId } from '../../domain/id.ts';
import type { Order } from '../../domain/order/order.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import { businessDate } from '../../domain/time.ts';
import { setPartialRule, writeBackorders } from '../../store/backorder.ts';
import { type Demand, demandOfOrders, unitsReserved } from '../../store/demand.ts';
import { recordEvent } from '../../store/event.ts';
import { findOrder } from '../../store/order.ts';
import { setReservedUntil, thawParts } from '../../store/promise.ts';
import { releaseReservation, reservationsOfOrder } from '../../store/stock.ts';
import { actOnEach, refusedOutcome } from '../each.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';
import { type Promised, promiseGoods } from './promise.ts';
import { refresh, refreshAll } from './refresh.ts';
import { refuseClosed, refuseHeld, refuseShipments } from './refuse.ts';
import { nothingToReserve, type ReserveOutcome, reserveOutcomes } from './reserve-outcome.ts';
import { servedBefore, type Turn } from './select.ts';
import { serveFromExpired, serveWaiting } from './serve.ts';

export interface ReserveOptions extends WriteOptions {
  /** The instant at which the promise ends, what was promised before included; left out: as the shop's setting has it. */
  readonly until?: string;
  /** Gives the orders a rule of their own: whether part of them may be promised and sent. */
  readonly partial?: boolean;
  /** Tells line by line what was decided, and why. */
  readonly explained?: boolean;
  /** Leaves out orders that got nothing: neither told nor ruled. */
  readonly servedOnly?: boolean;
}

/**
 * Reserves what an order still needs and what is available: all of it, or part where the order or the shop allows. A
 * shortage is told, never refused: the order waits then. Its axes are brought up to date.
 */
export async function reserveOrder(act: Act, { id }: Pick<Order, 'id'>): Promise<ReserveOutcome> {
  return (await reserveAll(act, [id])).get(id) as ReserveOutcome;
}

/** As {@link reserveOrder} for many orders, as they are served: by priority, then age. By order. */
export async function reserveAll(act: Act, orderIds: readonly number[]): Promise<Map<number, ReserveOutcome>> {
  await serveFromExpired(act);
  const planned = await promiseGoods(act, await demandOfOrders(act.db, orderIds));
  await refreshAll(act, orderIds);
  const tell = await reserveOutcomes(act, planned, true);
  const outcomes = new Map(orderIds.map((id) => [id, nothingToReserve]));
  for (const one of planned.promised) outcomes.set(one.demand.orderId, tell(one));
  return outcomes;
}

/**
 * Reserves confirmed orders by priority, then age, all in one transaction. Refuses one by one `order-not-confirmed`,
 * `order-cancelled`, `order-history`, `order-held`, `order-unknown`; refuses a promise that would be over: `time-past`.
 */
export function reserveOrders(shop: Shop, ids: readonly string[], options: ReserveOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    if (options.until !== undefined && options.until <= act.at) throw new OmsError('time-past', { time: options.until, now: act.at });
    await serveFromExpired(act);
    const { demands, others } = await lookUp(act, ids);
    const { partial, until } = options;
    const asked = partial === undefined ? demands : demands.map((demand) => ({ ...demand, allowPartial: partial }));
    const planned = await promiseGoods(act, asked, until ?? null);
    const tell = await reserveOutcomes(act, planned, options.explained === true);
    const meant = options.servedOnly ? planned.promised.filter(({ added }) => added > 0) : planned.promised;
    const moved = until === undefined ? new Set<number>() : await moveEnds(act, meant, until);
    const ruled = partial === undefined ? new Set<number>() : await ruleBy(act, demands, new Set(meant.map(orderOf)), partial);
    const promised = planned.promised.map((one) => {
      const orderId = orderOf(one);
      const outcome = reservedOutcome(orderId, tell(one));
      const isOnlyRuled = outcome.outcome === 'unchanged' && ruled.has(orderId);
      const ofRule = isOnlyRuled ? { outcome: partial ? 'sends-part' : 'sends-whole' } : {};
      const ofEnd = moved.has(orderId) ? { outcome: 'reserved-until', ...promiseEnd(act, until) } : {};
      return { turn: turnOf(one.demand), outcome: { ...outcome, ...ofRule, ...ofEnd } };
    });
    const outcomes = [...promised, ...others].sort(byTurn).map(({ outcome }) => outcome);
    return actResult(options.servedOnly ? outcomes.filter(({ outcome }) => outcome === 'reserved') : outcomes);
  });
}

/** What was promised before ends with what is promised now. Returns the orders that got nothing but another end. */
async function moveEnds(act: Act, promised: readonly Promised[], until: string): Promise<Set<number>> {
  const moved = new Set<number>();
  for (const { demand, added } of promised) {
    const { orderId } = demand;
    if (!(await setReservedUntil(act.db, orderId, until)) || added > 0) continue;
    await recordEvent(act.db, act, 'order', orderId, 'reserved', { until });
    moved.add(orderId);
  }
  return moved;
}

/** The instant, and the shop's date of it. */
function promiseEnd({ settings }: Act, until: string | undefined): Partial<Outcome> {
  return until === undefined ? {} : { until, untilOn: businessDate(until, settings['time-zone']) };
}

/** Gives those of the orders that are meant a rule of their own: whether part of them may be promised and sent. Returns whose is new. */
async function ruleBy(act: Act, demands: readonly Demand[], meant: ReadonlySet<number>, allowPartial: boolean): Promise<Set<number>> {
  const changed = demands.filter((demand) => meant.has(demand.orderId) && demand.allowPartial !== allowPartial);
  for (const { orderId } of changed) {
    await setPartialRule(act.db, orderId, allowPartial);
    await recordEvent(act.db, act, 'order', orderId, 'edited', { fields: ['sending'] });
  }
  return new Set(changed.map(({ orderId }) => orderId));
}

function orderOf({ demand }: Promised): number {
  return demand.orderId;
}

/** Orders that were asked for, each once however often it was named. */
interface Asked {
  /** What those need that may be promised goods, as they are served. */
  readonly demands: readonly Demand[];
  /** What is to be said of the others. */
  readonly others: readonly Told[];
}

interface Told {
  /** Undefined: it names no order. */
  readonly turn?: Turn;
  readonly outcome: Outcome;
}

async function lookUp(act: Act, ids: readonly string[]): Promise<Asked> {
  const numbers = ids.map((id) => ownId('order', id) ?? 0);
  const found = await demandOfOrders(act.db, numbers);
  const demands = new Map(found.filter(mayBeServed).map((demand) => [demand.orderId, demand]));
  const others = new Map<number | string, Told>();
  for (const [index, id] of ids.entries()) {
    if (demands.has(numbers[index] as number)) continue;
    const one = await lookUpOne(act, id);
    if ('orderId' in one) demands.set(one.orderId, one);
    else others.set(one.turn?.id ?? id, one);
  }
  const inTurn = [...demands.values()].sort((left, right) => servedBefore(turnOf(left), turnOf(right)));
  return { demands: inTurn, others: [...others.values()] };
}

function mayBeServed({ state, isHistory, isHeld }: Demand): boolean {
  return state === 'confirmed' && !isHistory && !isHeld;
}

/** An order however it was named, or why it gets nothing. */
async function lookUpOne(act: Act, id: string): Promise<Demand | Told> {
  let turn: Turn | undefined;
  try {
    const order = await findOrder(act.db, id);
    turn = order;
    if (order.state === 'new' && !order.history) throw new OmsError('order-not-confirmed', { id, state: order.state });
    if (order.state !== 'completed') refuseClosed(order, 'reserve');
    await refuseHeld(act, order);
    const [demand] = await demandOfOrders(act.db, [order.id]);
    return demand ?? { turn, outcome: reservedOutcome(order.id, nothingToReserve) };
  } catch (error) {
    return { turn, outcome: refusedOutcome(id, error) };
  }
}

function turnOf({ orderId: id, priority, orderedAt }: Demand): Turn {
  return { id, priority, orderedAt };
}

/** As they are served; what names no order comes last. */
function byTurn({ turn: left }: Told, { turn: right }: Told): number {
  if (!left || !right) return Number(left === undefined) - Number(right === undefined);
  return servedBefore(left, right);
}

/** "reserved" when something was added; nothing added: "backordered" when it waits, "unchanged" when all is there. */
function reservedOutcome(orderId: number, reserved: ReserveOutcome): Outcome {
  const outcome = reserved.added > 0 ? 'reserved' : reserved.backordered > 0 ? 'backordered' : 'unchanged';
  return { id: formatId('order', orderId), outcome, ...reserved };
}

/** What was taken back. */
export interface Released {
  readonly quantity: number;
  readonly productIds: readonly number[];
}

/** Takes back everything promised to an order, which waits no longer. Refuses what is packed in an open shipment. */
export async function releaseOrder(act: Act, order: Pick<Order, 'id'>): Promise<Released> {
  await refuseShipments(act, order, ['open']);
  const reservations = await reservationsOfOrder(act.db, order.id);
  const quantity = reservations.length > 0 ? await unitsReserved(act.db, order.id) : 0;
  for (const reservation of reservations) await releaseReservation(act.db, reservation);
  writeBackorders(act.database, [], [order.id], act.at);
  await thawParts(act.db, order.id);
  if (quantity > 0) await recordEvent(act.db, act, 'order', order.id, 'released', { quantity });
  return { quantity, productIds: [...new Set(reservations.map(({ productId }) => productId))] };
}

/** Frees the stock of orders, which stay confirmed; who waits gets it. Nothing reserved: unchanged. */
export function releaseOrders(shop: Shop, ids: readonly string[], options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, id) => {
    const order = await findOrder(act.db, id);
    await refuseShipments(act, order, ['open']);
    // who has nothing yet goes on waiting
    if ((await reservationsOfOrder(act.db, order.id)).length === 0) {
      return { id: formatId('order', order.id), outcome: 'unchanged', quantity: 0, served: [] };
    }
    const { quantity, productIds } = await releaseOrder(act, order);
    await refresh(act, order);
    return { id: formatId('order', order.id), outcome: 'released', quantity, served: await serveWaiting(act, productIds) };
  });
}
