// What an order that comes again costs now, and what its channel says was paid and given back beyond what is booked.

import { type Fields, fieldsOfStored, PAID } from '../../domain/import/fields.ts';
import { type Kept, keptOf, mergedDraft } from '../../domain/import/merge.ts';
import type { ChannelPayment } from '../../domain/import/order.ts';
import { missingPayments, orderedSince, paidAsSaid } from '../../domain/import/paid.ts';
import { isOpen, type StoredOrder } from '../../domain/import/reimport.ts';
import { type ImportingShop, type SettledOrder, settleDiscount, settleOrder } from '../../domain/import/totals.ts';
import type { OrderDraft } from '../../domain/order/order.ts';
import type { Handle } from '../../store/database.ts';
import { bookedByReports } from '../../store/payment.ts';
import type { Act } from '../shop.ts';
import { type PricedOrder, paidUnpriced } from './import-prepare.ts';
import { withMoved } from './related.ts';

/** Priced anew where something stays as it is kept. What the file does not say the tax of is taxed as it was. */
export function settledAgain(stored: StoredOrder, kept: Kept, { order, settled }: PricedOrder, shop: ImportingShop): SettledOrder {
  if (kept.fields.size === 0) return settled;
  const draft = mergedDraft(order.draft as OrderDraft, stored, kept);
  if (!kept.keepsTax) return settleOrder(draft, order.totals, shop);
  const { rounding, taxBasis } = stored.order;
  return settleOrder(order.totals ? settleDiscount(draft, order.totals) : draft, null, { ...shop, rounding, taxBasis });
}

export interface MissingMoney {
  readonly paidMinor: number;
  readonly refundedMinor: number;
  /** The channel does not say that it has given it back: it follows from what it says was paid. */
  readonly isInferred: boolean;
}

/** What a file says of an order, and what of that is taken. */
interface Again {
  readonly arrival: PricedOrder;
  readonly settled: SettledOrder;
  readonly taken: readonly string[];
}

/** What the channel says was paid and given back beyond what is booked; nothing where it says so in another currency. */
export async function missingOf(
  db: Handle,
  stored: StoredOrder,
  incoming: Fields,
  again: Again,
  shop: ImportingShop,
): Promise<MissingMoney> {
  const { currency } = again.settled.planned.draft;
  if ((incoming.get('currency') ?? currency) !== currency) return { paidMinor: 0, refundedMinor: 0, isInferred: false };
  const { planned } = asSaid(stored, incoming, again, shop);
  const { payment } = again.arrival.order;
  const { order } = await withMoved(db, stored);
  const said = { ...order, totalMinor: planned.money.totalMinor, channelTotalMinor: planned.draft.channelTotalMinor ?? null };
  const plain = missingPayments(said, payment);
  const since = orderedSince(stored, incoming);
  const isTold = payment.isSettled && paidAsSaid(said, payment.paid) > 0 && since !== 'same';
  const booked = isTold && order.paidMinor === stored.order.paidMinor ? await bookedByReports(db, order.id) : undefined;
  if (booked?.paidMinor !== order.paidMinor) return { ...plain, isInferred: false };
  if (since === 'more') return { ...plain, paidMinor: paidAnew(said, payment, booked.refundedMinor) ?? plain.paidMinor, isInferred: false };
  const missing = missingPayments(said, { ...payment, isMoreGivenBack: true });
  return { ...missing, isInferred: missing.refundedMinor > plain.refundedMinor };
}

/**
 * What was ordered less of before is ordered again, all of it is paid, and the channel speaks of nothing given back: what
 * was booked as given back then has been paid anew. Undefined: the channel has not given it back.
 */
function paidAnew(order: StoredOrder['order'], { paid, refundedMinor }: ChannelPayment, byReportsMinor: number): number | undefined {
  if (refundedMinor > 0 || byReportsMinor !== order.refundedMinor) return undefined;
  return Math.max(0, paidAsSaid(order, paid) - (order.paidMinor - order.refundedMinor));
}

/** The order as its channel has it: what the file says of it, taken or not, and what is known of what it does not say. */
function asSaid(stored: StoredOrder, incoming: Fields, { arrival, settled, taken }: Again, shop: ImportingShop): SettledOrder {
  if (arrival.order.payment.paid !== 'all' || !arrival.order.silent.has('total')) return arrival.settled;
  const current = fieldsOfStored(stored);
  const differing = [...incoming.keys()].filter((field) => incoming.get(field) !== (current.get(field) ?? null));
  if (differing.every((field) => taken.includes(field))) return settled;
  return settledAgain(stored, keptOf(current, incoming, differing, arrival.order), arrival, shop);
}

/** As `paidUnpriced`, once. */
export function newlyPaidUnpriced({ settings }: Act, { order, channelValues }: StoredOrder, priced: PricedOrder): string | undefined {
  return isOpen(order) && !channelValues.has(PAID) ? paidUnpriced(priced, settings) : undefined;
}
