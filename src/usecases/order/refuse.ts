// What stands in the way of an act on an order.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { type Order, type OrderState, type Transition, transitions } from '../../domain/order/order.ts';
import { openHolds } from '../../store/hold.ts';
import { invoicesOfOrder } from '../../store/order-documents.ts';
import { shipmentsOfOrder } from '../../store/shipment.ts';
import type { Act } from '../shop.ts';

/**
 * Whether the step is still to be taken; false when the order stands there already. Refuses `order-history`,
 * `order-cancelled`, and `order-state` from anywhere else.
 */
export function mayTake(order: Order, step: Transition): boolean {
  const { from, to } = transitions[step];
  if (order.state === to || (step === 'confirm' && order.state === 'completed')) return false;
  const id = formatId('order', order.id);
  if (order.history) throw new OmsError('order-history', { id });
  if ((from as readonly string[]).includes(order.state)) return true;
  if (order.state === 'cancelled') throw new OmsError('order-cancelled', { id });
  throw new OmsError('order-state', { id, state: order.state, step, allowed: from });
}

/** Refuses an order that is in none of the states (neither new nor confirmed): `order-history`, `order-cancelled`, `order-state`. */
export function refuseClosed(order: Order, step: string, allowed: readonly OrderState[] = ['new', 'confirmed']): void {
  const id = formatId('order', order.id);
  if (order.history) throw new OmsError('order-history', { id });
  if (order.state === 'cancelled') throw new OmsError('order-cancelled', { id });
  if (!allowed.includes(order.state)) throw new OmsError('order-state', { id, state: order.state, step, allowed });
}

/** Refuses `order-held` while holds are open. */
export async function refuseHeld(act: Act, order: Order): Promise<void> {
  const holds = await openHolds(act.db, order.id);
  if (holds.length > 0) throw new OmsError('order-held', { id: formatId('order', order.id), holds });
}

/** Refuses `order-shipped` when goods have left, and `order-packed` while a shipment is open, where these matter. */
export async function refuseShipments(act: Act, order: Pick<Order, 'id'>, states: readonly ('open' | 'shipped')[]): Promise<void> {
  const shipments = await shipmentsOfOrder(act.db, order.id);
  const open = shipments.filter(({ state }) => state === 'open');
  const gone = shipments.filter(({ state }) => state !== 'open');
  const named = (all: typeof shipments) => all.map(({ id }) => formatId('shipment', id));
  const id = formatId('order', order.id);
  if (states.includes('shipped') && gone.length > 0) throw new OmsError('order-shipped', { id, shipments: named(gone) });
  if (states.includes('open') && open.length > 0)
    throw new OmsError('order-packed', { id, shipments: named(open), shipment: named(open)[0] });
}

/**
 * Refuses `order-credited` where credit notes have taken back for good what the order cost: no invoice will ever ask for it
 * again. A deposit that was given back is none of it.
 */
export async function refuseCredited(act: Act, order: Order): Promise<void> {
  const documents = await invoicesOfOrder(act.db, order.id);
  const notes = documents
    .filter(({ kind, reissue, deposit }) => kind === 'credit-note' && reissue === 0 && deposit === 0)
    .map(({ number }) => number);
  if (notes.length > 0) throw new OmsError('order-credited', { id: formatId('order', order.id), invoices: notes });
}

/** Refuses `order-invoiced` while more has been invoiced than credited. */
export async function refuseInvoiced(act: Act, order: Order): Promise<void> {
  const documents = await invoicesOfOrder(act.db, order.id);
  const open = documents.reduce((sum, { kind, total_minor }) => sum + (kind === 'invoice' ? total_minor : -total_minor), 0);
  if (open === 0) return;
  const invoices = documents.filter(({ kind }) => kind === 'invoice').map(({ number }) => number);
  throw new OmsError('order-invoiced', { id: formatId('order', order.id), invoices, invoice: invoices[0] });
}
