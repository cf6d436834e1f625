// Payments to look at.
import { type PaymentView, paymentView } from '../../domain/payment.ts';
import { findOrder } from '../../store/order.ts';
import { listPayments, paymentsOfOrder } from '../../store/payment.ts';
import { read, type Shop } from '../shop.ts';

/** Of one order, or of all: newest first. Refuses `order-unknown`, `order-ambiguous`. */
export function payments(shop: Shop, order: string | undefined, limit: number | undefined): Promise<PaymentView[]> {
  return read(shop, async (db) => {
    const found =
      order === undefined ? await listPayments(db, limit) : await newestFirst(paymentsOfOrder(db, (await findOrder(db, order)).id));
    return found.slice(0, limit).map(paymentView);
  });
}

async function newestFirst<T>(rows: Promise<readonly T[]>): Promise<T[]> {
  return [...(await rows)].reverse();
}
