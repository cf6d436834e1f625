// Cancelling with a reason, and taking a cancelled order up again. Its history keeps both.
import { exponentOf } from '../../domain/currency.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { type Order, owedMinor } from '../../domain/order/order.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { dropConflicts } from '../../store/channel-conflict.ts';
import { recordEvent } from '../../store/event.ts';
import { findOrder, orderById } from '../../store/order.ts';
import { insertCancellation, resumeCancellation } from '../../store/order-documents.ts';
import { updateOrderState } from '../../store/order-write.ts';
import { actOnEach } from '../each.ts';
import { giveBackUses, takeUsesAgain } from '../promotion/apply.ts';
import type { Act, Shop, WriteOptions } from '../shop.ts';
import { checkOrder } from './check.ts';
import { weighPrepayment } from './prepayment.ts';
import { refresh } from './refresh.ts';
import { mayTake, refuseCredited, refuseInvoiced, refuseShipments } from './refuse.ts';
import { releaseOrder } from './reserve.ts';
import { serveWaiting } from './serve.ts';

/**
 * Cancels orders: what was promised is free again, and what was paid is to be given back (`refundMinor`). Refuses what
 * has left (`order-shipped`), is packed (`order-packed`) or is invoiced (`order-invoiced`).
 */
export function cancelOrders(shop: Shop, ids: readonly string[], reason: string | undefined, options: WriteOptions): Promise<ActResult> {
  const why = reason?.trim();
  if (!why) throw new OmsError('reason-needed', { flag: '--reason' });
  return actOnEach(shop, ids, options, async (act, typed) => cancelOne(act, await findOrder(act.db, typed), why));
}

/** As {@link cancelOrders}, of one: whatever its channel said otherwise matters no more. */
export async function cancelOne(act: Act, order: Order, why: string): Promise<Outcome> {
  const id = formatId('order', order.id);
  if (order.state === 'cancelled') return { id, outcome: 'unchanged', state: order.state };
  await refuseShipments(act, order, ['shipped', 'open']);
  await refuseInvoiced(act, order);
  mayTake(order, 'cancel');
  const { quantity: released, productIds } = await releaseOrder(act, order);
  await updateOrderState(act.db, order.id, 'cancelled', act.at);
  await giveBackUses(act, order.id);
  await insertCancellation(act.db, order.id, why, act.actor, act.at);
  await dropConflicts(act.db, order.id);
  await recordEvent(act.db, act, 'order', order.id, 'cancelled');
  const { currency, ...cancelled } = await refresh(act, order);
  const refundMinor = Math.max(0, -owedMinor(cancelled));
  const served = await serveWaiting(act, productIds);
  return { id, outcome: 'cancelled', released, served, refundMinor, currency, exponent: exponentOf(currency) };
}

/** Takes cancelled orders up again: they are new, and checked anew. Refuses `order-credited`. */
export function resumeOrders(shop: Shop, ids: readonly string[], options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, typed) => {
    const order = await findOrder(act.db, typed);
    const id = formatId('order', order.id);
    if (!mayTake(order, 'resume')) return { id, outcome: 'unchanged', state: order.state };
    await refuseCredited(act, order);
    await updateOrderState(act.db, order.id, 'new', act.at);
    const lost = await takeUsesAgain(act, order);
    await resumeCancellation(act.db, order.id, act.at);
    await recordEvent(act.db, act, 'order', order.id, 'resumed');
    const checked = await checkOrder(act, await orderById(act.db, order.id));
    const { errorCount, warningCount, totalMinor, currency } = checked.order;
    const money = { totalMinor, currency, exponent: exponentOf(currency), promotionsLost: lost };
    return { id, outcome: 'resumed', errors: errorCount, warnings: warningCount, ...money, ...(await weighPrepayment(act, checked.order)) };
  });
}
