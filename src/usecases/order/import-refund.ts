// Money that a channel gives back under numbers of its own: each is booked once, whichever files name it, also where the sale
// stands in an earlier one.

import type { ChannelPayment, FileOrder, SaidRefund } from '../../domain/import/order.ts';
import type { Tally } from '../../domain/import/result.ts';
import type { Order } from '../../domain/order/order.ts';
import { recordEvent } from '../../store/event.ts';
import { keepFormer } from '../../store/former.ts';
import type { KnownOrder } from '../../store/import.ts';
import { orderById } from '../../store/order.ts';
import { paymentsOfOrder } from '../../store/payment.ts';
import type { Act } from '../shop.ts';
import type { ChangedOrder } from './import-again.ts';
import { book, type Destination } from './import-new.ts';
import { refundsOf } from './import-prepare.ts';

/**
 * What is given back beyond what is booked, as an amount of all. What was booked without a number, as by hand, may be any of
 * those that are not booked by theirs.
 */
export async function withNewRefunds(act: Act, order: Order, payment: ChannelPayment): Promise<ChannelPayment> {
  if (!payment.refunds?.length) return payment;
  const booked = (await paymentsOfOrder(act.db, order.id)).filter(({ kind }) => kind === 'refund');
  const numbers = new Set(booked.map(({ reference }) => reference));
  const refunds = payment.refunds.filter(({ id }) => !numbers.has(id));
  const unnamedMinor = booked.reduce((sum, { reference, amountMinor }) => (reference === null ? sum + amountMinor : sum), 0);
  return { ...payment, refunds, refundedMinor: order.refundedMinor + Math.max(0, sumOf(refunds) - unnamedMinor) };
}

function sumOf(refunds: readonly SaidRefund[]): number {
  return refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** Books what a file gives back of an order whose sale came before. Null: all of that is booked. */
export async function giveBackKnown(
  act: Act,
  { batchId }: Destination,
  known: KnownOrder,
  said: FileOrder,
  tally: Tally,
): Promise<ChangedOrder | null> {
  const order = await orderById(act.db, known.id);
  const { refunds, refundedMinor } = await withNewRefunds(act, order, said.payment);
  const missingMinor = Math.min(refundedMinor, order.paidMinor) - order.refundedMinor;
  tally.saw(said.channel);
  tally.history += known.history;
  if (known.holdCount > 0) tally.held += 1;
  tally.orders[missingMinor > 0 ? 'updated' : 'unchanged'] += 1;
  if (missingMinor <= 0) return null;
  keepFormer(act.database, batchId, order.id, true);
  const common = { kind: 'refund', paidOn: null, currency: order.currency, method: order.paymentMethod ?? order.channel } as const;
  const payments = refundsOf(refunds, missingMinor).map((one) => ({ ...common, ...one }));
  book(act, order.id, batchId, payments);
  await recordEvent(act.db, { ...act, batchId }, 'order', order.id, 'updated', { taken: ['payment'] });
  return { orderId: order.id, isLookedOver: true };
}
