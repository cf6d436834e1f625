// Orders that belong together: made of one another, or with money that went from one to the other.
import { exponentOf } from '../../domain/currency.ts';
import { formatId } from '../../domain/id.ts';
import type { StoredOrder } from '../../domain/import/reimport.ts';
import type { PaymentMoveView, RelatedOrder } from '../../domain/order/show.ts';
import type { Handle } from '../../store/database.ts';
import { madeOf, originOf } from '../../store/order-edit.ts';
import { movedAway, paymentMovesOf } from '../../store/payment.ts';

/** What an order was made of first, then what was made of it, oldest first. */
export async function relatedOrders(db: Handle, orderId: number): Promise<RelatedOrder[]> {
  const origin = await originOf(db, orderId);
  const made = await madeOf(db, orderId);
  return [
    ...(origin ? [{ id: formatId('order', origin.origin_id), kind: origin.kind === 'split' ? 'split-from' : 'copy-of' } as const] : []),
    ...made.map(
      ({ order_id, kind }) => ({ id: formatId('order', order_id), kind: kind === 'split' ? 'split-into' : 'copied-as' }) as const,
    ),
  ];
}

/** Oldest first. */
export async function paymentMoveViews(db: Handle, orderId: number): Promise<PaymentMoveView[]> {
  return (await paymentMovesOf(db, orderId)).map((row) => ({
    order: formatId('order', row.from_order_id === orderId ? row.to_order_id : row.from_order_id),
    date: row.business_date,
    amountMinor: row.from_order_id === orderId ? -row.amount_minor : row.amount_minor,
    currency: row.currency,
    exponent: exponentOf(row.currency),
  }));
}

/** An order as its channel was paid for it: with the money that has gone along with lines split off to other orders. */
export async function withMoved(db: Handle, stored: StoredOrder): Promise<StoredOrder> {
  const { order } = stored;
  return { ...stored, order: { ...order, paidMinor: order.paidMinor + (await movedAway(db, order.id)) } };
}
