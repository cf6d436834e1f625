// What a channel says of an order's money when the order comes again, beside what is booked.
import type { Order } from '../order/order.ts';
import { type Fields, fieldsOfChannel, type StoredContent } from './fields.ts';
import type { ChannelPayment } from './order.ts';

/**
 * Whether the channel now says less or more was ordered than it said last: by its total or, where it says none, by goods
 * with their prices. A line without its price may be what is left to send.
 */
export function orderedSince(stored: StoredContent, incoming: Fields): 'less' | 'more' | 'same' {
  const last = fieldsOfChannel(stored);
  // of a line that it has not said before it said none
  const since = (field: string) => Math.sign(Number(incoming.get(field) ?? Number.NaN) - Number(last.get(field) ?? 0)) || 0;
  const lines = Array.from({ length: Number(incoming.get('lines') ?? 0) }, (_, index) => `line${index + 1}`);
  const hasTotal = incoming.has('total') && last.get('total') !== null;
  if (!hasTotal && !lines.every((line) => incoming.has(`${line}.price`))) return 'same';
  const changes = hasTotal ? [since('total')] : lines.map((line) => since(`${line}.quantity`));
  if (changes.includes(-1)) return 'less';
  return changes.includes(1) ? 'more' : 'same';
}

/** How much the channel says was paid. */
export function paidAsSaid(order: Pick<Order, 'totalMinor' | 'channelTotalMinor'>, paid: ChannelPayment['paid']): number {
  return paid === 'all' ? (order.channelTotalMinor ?? order.totalMinor) : paid;
}

/** What to book so that paid and given back are at least what the channel says; money that is booked is never taken away. */
export function missingPayments(
  order: Pick<Order, 'totalMinor' | 'channelTotalMinor' | 'paidMinor' | 'refundedMinor'>,
  { paid, refundedMinor, isMoreGivenBack }: Omit<ChannelPayment, 'paidAt'>,
): { readonly paidMinor: number; readonly refundedMinor: number } {
  const said = paidAsSaid(order, paid);
  const paidMinor = Math.max(0, said - order.paidMinor);
  const most = order.paidMinor + paidMinor;
  const givenBack = isMoreGivenBack ? Math.max(refundedMinor, most - said) : refundedMinor;
  return { paidMinor, refundedMinor: Math.max(0, Math.min(givenBack, most) - order.refundedMinor) };
}
