// Orders that their channel says were paid before anybody knew how much: booked as soon as their prices are known.
import { PAID } from '../../domain/import/fields.ts';
import { insertImportedPayment } from '../../store/import.ts';
import { linesOfOrder, orderById } from '../../store/order.ts';
import { channelValue, forgetChannelValue, rememberChannelValues } from '../../store/reimport.ts';
import type { Act } from '../shop.ts';

/** What is booked then was paid on this day, and goes with this batch. */
export async function rememberPaid(act: Act, orderId: number, batchId: number, paidOn: string): Promise<void> {
  await rememberChannelValues(act.db, orderId, new Map([[PAID, `${batchId} ${paidOn}`]]));
}

/** Books what prices that have become known make of an order that was paid. */
export async function bookOncePriced(act: Act, orderId: number): Promise<void> {
  const said = await channelValue(act.db, orderId, PAID);
  if (!said) return;
  const [batch = '', paidOn = ''] = said.split(' ');
  const order = await orderById(act.db, orderId);
  const amountMinor = order.totalMinor - order.paidMinor;
  if (amountMinor > 0) {
    const { currency, paymentMethod, channel } = order;
    const method = paymentMethod ?? channel;
    const by = { batchId: Number(batch), at: act.at, actor: act.actor };
    insertImportedPayment(act.database, { kind: 'payment', orderId, amountMinor, currency, method, paidOn, ...by });
  }
  const lines = await linesOfOrder(act.db, orderId);
  if (!lines.some(({ priceAssumed }) => priceAssumed)) await forgetChannelValue(act.db, orderId, PAID);
}
