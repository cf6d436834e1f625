// Holding orders back, and letting them go on.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { CONFLICT_HOLD, UNDATED_HOLD } from '../../domain/import/order.ts';
import type { Order } from '../../domain/order/order.ts';
import type { ActResult } from '../../domain/result.ts';
import { writeBackorders } from '../../store/backorder.ts';
import { dropConflicts } from '../../store/channel-conflict.ts';
import { recordEvent } from '../../store/event.ts';
import { APPROVAL, insertHold, openHolds, REJECTED, releaseHolds } from '../../store/hold.ts';
import { findOrder } from '../../store/order.ts';
import { actOnEach } from '../each.ts';
import { type Act, type Shop, today, type WriteOptions } from '../shop.ts';
import { refresh } from './refresh.ts';
import { refuseClosed } from './refuse.ts';
import { type Released, releaseOrder } from './reserve.ts';
import { serveOrder, serveWaiting } from './serve.ts';

/** What a person's own hold is called; others are set by the program. */
const BY_PERSON = 'person';

export interface HoldOptions extends WriteOptions {
  /** The business date on which the order may go on by itself. */
  readonly until?: string;
  /** Frees what the order has reserved, for others; it waits for goods again once it may go on. */
  readonly release?: boolean;
}

/**
 * Holds open orders with a reason; what they have reserved stays theirs unless it is freed. Held by a person already:
 * unchanged. Refuses `reason-needed`, `time-past`, and to free what is packed.
 */
export async function holdOrders(shop: Shop, ids: readonly string[], reason: string | undefined, options: HoldOptions): Promise<ActResult> {
  const why = reason?.trim();
  if (!why) throw new OmsError('reason-needed', { flag: '--reason' });
  const { until } = options;
  const on = today(shop);
  if (until !== undefined && until <= on) throw new OmsError('time-past', { time: until, now: on });
  return actOnEach(shop, ids, options, async (act, typed) => {
    const order = await findOrder(act.db, typed);
    const id = formatId('order', order.id);
    refuseClosed(order, 'hold');
    if ((await openHolds(act.db, order.id)).includes(BY_PERSON)) return { id, outcome: 'unchanged' };
    await insertHold(act.db, { orderId: order.id, code: BY_PERSON, reason: why, actor: act.actor, at: act.at, until });
    await recordEvent(act.db, act, 'order', order.id, 'held', { holds: [BY_PERSON] });
    const freed = options.release ? await freeGoods(act, order) : { quantity: 0, productIds: [] };
    await refresh(act, order);
    const served = await serveWaiting(act, freed.productIds);
    return { id, outcome: 'held', ...(until !== undefined && { until }), released: freed.quantity, served };
  });
}

/** Others may have its goods; a confirmed order is noted to wait for them, which it does once it may go on. */
async function freeGoods(act: Act, order: Order): Promise<Released> {
  const released = await releaseOrder(act, order);
  if (order.state === 'confirmed') writeBackorders(act.database, [order.id], [], act.at);
  return released;
}

/**
 * Lifts the holds of orders, the program's own included, but for those that wait for an approval: these are lifted by
 * it, and where there is nothing else to lift `approval-needed` refuses. Not held: unchanged.
 */
export function unholdOrders(shop: Shop, ids: readonly string[], options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, typed) => {
    const order = await findOrder(act.db, typed);
    const id = formatId('order', order.id);
    const open = await openHolds(act.db, order.id);
    const liftable = open.filter((code) => code !== APPROVAL && code !== REJECTED);
    if (open.length > 0 && liftable.length === 0) throw new OmsError('approval-needed', { id });
    if (liftable.length === 0) return { id, outcome: 'unchanged' };
    const holds = await releaseHolds(act.db, order.id, act, liftable);
    // whoever lets it go on has seen what the channel says, and leaves the order as it is
    if (holds.includes(CONFLICT_HOLD) || holds.includes(UNDATED_HOLD)) await dropConflicts(act.db, order.id);
    await recordEvent(act.db, act, 'order', order.id, 'unheld', { holds });
    const { holdCount } = await refresh(act, order);
    return { id, outcome: holdCount > 0 ? 'partly-unheld' : 'unheld', holds, served: await serveOrder(act, order.id) };
  });
}
