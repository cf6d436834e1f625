// Confirming: the order is checked, and by the shop's setting its goods are promised in the same transaction.
import { formatId } from '../../domain/id.ts';
import type { Order } from '../../domain/order/order.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { openHolds } from '../../store/hold.ts';
import { findOrder } from '../../store/order.ts';
import { updateOrderState } from '../../store/order-write.ts';
import { actOnEach } from '../each.ts';
import type { Act, Shop, WriteOptions } from '../shop.ts';
import { type Around, lookAroundNamed } from './alike.ts';
import { findAndKeep } from './check.ts';
import { refresh } from './refresh.ts';
import { mayTake, refuseInvoiced, refuseShipments } from './refuse.ts';
import { releaseOrder, reserveOrder } from './reserve.ts';
import { inServingOrder } from './select.ts';
import { serveFromExpired, serveWaiting } from './serve.ts';
import { errorsOutcome } from './validate.ts';

/**
 * Confirms orders, by priority, then age. One with errors is refused (`order-has-problems`, and they are kept to be
 * looked at), as is one that is held (`order-held`) or cancelled (`order-state`). A shortage is told, not refused.
 */
export async function confirmOrders(shop: Shop, ids: readonly string[], options: WriteOptions): Promise<ActResult> {
  const around = await lookAroundNamed(shop, ids);
  return actOnEach(shop, await inServingOrder(shop, ids), options, async (act, id) =>
    confirmOrder(act, await findOrder(act.db, id), around),
  );
}

async function confirmOrder(act: Act, order: Order, around: Around): Promise<Outcome> {
  const id = formatId('order', order.id);
  if (!mayTake(order, 'confirm')) return { id, outcome: 'unchanged', state: order.state };
  await serveFromExpired(act);
  const problems = await findAndKeep(act, order, around);
  if (problems.some(({ severity }) => severity === 'error')) return errorsOutcome(await refresh(act, order), problems);
  const holds = await openHolds(act.db, order.id);
  // returned rather than thrown: a hold that was set just now stays
  if (holds.length > 0) return heldOutcome(await refresh(act, order), holds);
  await updateOrderState(act.db, order.id, 'confirmed', act.at);
  await recordEvent(act.db, act, 'order', order.id, 'confirmed');
  if (act.settings['reserve-on'] === 'command') {
    await refresh(act, order);
    return { id, outcome: 'confirmed' };
  }
  const reserved = await reserveOrder(act, order);
  return { id, outcome: 'confirmed', ...reserved };
}

function heldOutcome({ id }: Order, holds: readonly string[]): Outcome {
  const order = formatId('order', id);
  return { id: order, outcome: 'refused', error: { code: 'order-held', details: { id: order, holds } } };
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
