// Confirming: the order is checked, and by the shop's setting its goods are promised in the same transaction.
import { formatId } from '../../domain/id.ts';
import type { Order } from '../../domain/order/order.ts';
import { severityOf } from '../../domain/order/problem.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { recordEvent, recordEvents } from '../../store/event.ts';
import { openHolds } from '../../store/hold.ts';
import { findOrder, ordersById } from '../../store/order.ts';
import { updateOrderState, updateOrderStates } from '../../store/order-write.ts';
import { actOnEach, actOnGroups, refusedOutcome } from '../each.ts';
import type { Act, Shop, WriteOptions } from '../shop.ts';
import { type Around, lookAroundNamed } from './alike.ts';
import { type CheckedOrder, checkOrders } from './check.ts';
import { refresh, refreshAll } from './refresh.ts';
import { mayTake, refuseInvoiced, refuseShipments } from './refuse.ts';
import { releaseOrder, reserveAll } from './reserve.ts';
import type { ReserveOutcome } from './reserve-outcome.ts';
import { inServingOrder, ordersNamed } from './select.ts';
import { serveFromExpired, serveWaiting } from './serve.ts';
import { errorsOutcome } from './validate.ts';

/**
 * Confirms orders, by priority, then age. One with errors is refused (`order-has-problems`, and they are kept to be
 * looked at), as is one that is held (`order-held`) or cancelled (`order-state`). A shortage is told, not refused.
 */
export async function confirmOrders(shop: Shop, ids: readonly string[], options: WriteOptions): Promise<ActResult> {
  const around = await lookAroundNamed(shop, ids);
  // where a shortage is an error, what one takes may refuse the next
  const together = severityOf('stock-short', shop.settings) === 'error' ? 1 : undefined;
  return actOnGroups(shop, await inServingOrder(shop, ids), options, (act, group) => confirmGroup(act, group, around), together);
}

async function confirmGroup(act: Act, ids: readonly string[], around: Around): Promise<Outcome[]> {
  await serveFromExpired(act);
  const named = await ordersNamed(act.db, ids);
  const open = new Map([...named.values()].filter(isNew).map((order) => [order.id, order]));
  const done = await confirmOpen(act, [...open.values()], around);
  const outcomes: Outcome[] = [];
  for (const id of ids) {
    const order = named.get(id);
    const outcome = done.get(order?.id ?? 0);
    outcomes.push(outcome ?? (await toldOf(act, id)));
    // an order that is named twice is confirmed once
    if (order && outcome?.outcome === 'confirmed') done.delete(order.id);
  }
  return outcomes;
}

function isNew({ state, history }: Order): boolean {
  return state === 'new' && !history;
}

/** What is said of what cannot be confirmed, or is already. */
async function toldOf(act: Act, id: string): Promise<Outcome> {
  try {
    const order = await findOrder(act.db, id);
    if (mayTake(order, 'confirm')) throw new Error(`${id} was not looked over`);
    return { id: formatId('order', order.id), outcome: 'unchanged', state: order.state };
  } catch (error) {
    return refusedOutcome(id, error);
  }
}

/** What became of new orders that come as they are served, by order. */
async function confirmOpen(act: Act, open: readonly Order[], around: Around): Promise<Map<number, Outcome>> {
  const checked = await checkOrders(act, open, around);
  const ready = checked.filter(({ order }) => order.errorCount === 0 && order.holdCount === 0).map(({ order }) => order.id);
  const reserved = await confirmAll(act, ready);
  const lacking = open.filter(({ id }) => reserved.get(id)?.backordered !== 0).map(({ id }) => id);
  const now = new Map(checked.map((one) => [one.order.id, one]));
  // what was there for each of them by itself was not there for all
  if (open.length > 1) for (const one of await checkAgain(act, lacking, around)) now.set(one.order.id, one);
  const outcomes = new Map<number, Outcome>();
  for (const [id, one] of now) {
    const own = reserved.get(id);
    outcomes.set(id, own ? { id: formatId('order', id), outcome: 'confirmed', ...own } : await refusedFor(act, one));
  }
  return outcomes;
}

/** Confirms orders that nothing stands in the way of. By order: what was reserved, nothing where that is for another command. */
async function confirmAll(act: Act, ids: readonly number[]): Promise<Map<number, Partial<ReserveOutcome>>> {
  if (ids.length === 0) return new Map();
  await updateOrderStates(act.db, ids, 'confirmed', act.at);
  await recordEvents(
    act.db,
    act,
    'order',
    'confirmed',
    ids.map((id) => ({ id, fields: {} })),
  );
  if (act.settings['reserve-on'] !== 'command') return reserveAll(act, ids);
  await refreshAll(act, ids);
  return new Map(ids.map((id) => [id, {}]));
}

async function checkAgain(act: Act, ids: readonly number[], around: Around): Promise<CheckedOrder[]> {
  const orders = await ordersById(act.db, ids);
  return checkOrders(act, [...orders.values()], around);
}

/** Errors, or else holds; returned rather than thrown: what was found, and a hold that was set just now, stay. */
async function refusedFor(act: Act, { order, problems }: CheckedOrder): Promise<Outcome> {
  if (order.errorCount > 0) return errorsOutcome(order, problems);
  const id = formatId('order', order.id);
  const holds = await openHolds(act.db, order.id);
  return { id, outcome: 'refused', error: { code: 'order-held', details: { id, holds } } };
}

/** Back to new: what was promised is free again. Refuses what has a shipment or an invoice. */
export function unconfirmOrders(shop: Shop, ids: readonly string[], options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, typed) => {
    const order = await findOrder(act.db, typed);
    const id = formatId('order', order.id);
    await refuseShipments(act, order, ['shipped', 'open']);
    if (!mayTake(order, 'unconfirm')) return { id, outcome: 'unchanged', state: order.state };
    await refuseInvoiced(act, order);
    const { quantity: released, productIds } = await releaseOrder(act, order);
    await updateOrderState(act.db, order.id, 'new', act.at);
    await recordEvent(act.db, act, 'order', order.id, 'unconfirmed');
    await refresh(act, order);
    return { id, outcome: 'unconfirmed', released, served: await serveWaiting(act, productIds) };
  });
}
