// Holding orders back, and letting them go on.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { ActResult } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { insertHold, openHolds, releaseHolds } from '../../store/hold.ts';
import { findOrder } from '../../store/order.ts';
import { actOnEach } from '../each.ts';
import type { Shop, WriteOptions } from '../shop.ts';
import { refresh } from './refresh.ts';
import { refuseClosed } from './refuse.ts';
import { serveOrder } from './serve.ts';

/** What a person's own hold is called; others are set by the program. */
const BY_PERSON = 'person';

/** Holds open orders with a reason; what they have reserved stays theirs. Held by a person already: unchanged. */
export function holdOrders(shop: Shop, ids: readonly string[], reason: string | undefined, options: WriteOptions): Promise<ActResult> {
  const why = reason?.trim();
  if (!why) throw new OmsError('reason-needed', { flag: '--reason' });
  return actOnEach(shop, ids, options, async (act, typed) => {
    const order = await findOrder(act.db, typed);
    const id = formatId('order', order.id);
    refuseClosed(order, 'hold');
    if ((await openHolds(act.db, order.id)).includes(BY_PERSON)) return { id, outcome: 'unchanged' };
    await insertHold(act.db, { orderId: order.id, code: BY_PERSON, reason: why, actor: act.actor, at: act.at });
    await recordEvent(act.db, act, 'order', order.id, 'held', { holds: [BY_PERSON] });
    await refresh(act, order);
    return { id, outcome: 'held' };
  });
}

/** Lifts every hold of orders, the program's own included. Not held: unchanged. */
export function unholdOrders(shop: Shop, ids: readonly string[], options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, typed) => {
    const order = await findOrder(act.db, typed);
    const id = formatId('order', order.id);
    const holds = await releaseHolds(act.db, order.id, act);
    if (holds.length === 0) return { id, outcome: 'unchanged' };
    await recordEvent(act.db, act, 'order', order.id, 'unheld', { holds });
    await refresh(act, order);
    return { id, outcome: 'unheld', holds, served: await serveOrder(act, order.id) };
  });
}
