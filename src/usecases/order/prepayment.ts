// Orders that wait for their money: the hold goes when all is paid, and comes back when it does not stay paid.
import { type Order, owedMinor } from '../../domain/order/order.ts';
import type { Served } from '../../domain/order/served.ts';
import { recordEvent } from '../../store/event.ts';
import { insertHold, liftUnpaid, UNPAID, wasPrepaid } from '../../store/hold.ts';
import type { Act } from '../shop.ts';
import { refresh } from './refresh.ts';
import { serveOrder } from './serve.ts';

/** The codes of the holds that went, and of those that came back. */
export interface Prepayment {
  readonly released: readonly string[];
  readonly held: readonly string[];
  /** What the order has got now that it may go on. */
  readonly served?: readonly Served[];
}

const nothing: Prepayment = { released: [], held: [] };

/**
 * Brings the hold of an order that is to be paid first in line with what is owed now; the order is as `refresh` gave it.
 * A cancelled order keeps its hold as it is. What a person has let go on stays so, as does what has left.
 */
export async function weighPrepayment(act: Act, order: Order): Promise<Prepayment> {
  if (order.state === 'cancelled') return nothing;
  const weighed = owedMinor(order) <= 0 ? await lift(act, order) : await holdAgain(act, order);
  if (weighed.released.length + weighed.held.length > 0) await refresh(act, order);
  return weighed.released.length > 0 ? { ...weighed, served: await serveOrder(act, order.id) } : weighed;
}

async function lift(act: Act, { id }: Order): Promise<Prepayment> {
  const released = await liftUnpaid(act.db, id, act);
  if (released.length === 0) return nothing;
  await recordEvent(act.db, act, 'order', id, 'unheld', { holds: released });
  return { released, held: [] };
}

async function holdAgain(act: Act, { id, fulfilmentState }: Order): Promise<Prepayment> {
  const hasLeft = fulfilmentState === 'shipped' || fulfilmentState === 'delivered';
  if (hasLeft || !(await wasPrepaid(act.db, id))) return nothing;
  await insertHold(act.db, { orderId: id, code: UNPAID, actor: act.actor, at: act.at });
  await recordEvent(act.db, act, 'order', id, 'held', { holds: [UNPAID] });
  return { released: [], held: [UNPAID] };
}
