// An order that comes in for the first time: kept whole with its people, payments, problems and holds.

import type { FileOrder } from '../../domain/import/order.ts';
import type { SettledOrder } from '../../domain/import/totals.ts';
import { type Axes, deriveAxes, type InvoiceRule } from '../../domain/order/axes.ts';
import type { OrderState } from '../../domain/order/order.ts';
import type { PlannedOrder } from '../../domain/order/plan.ts';
import { findProblems, type Problem } from '../../domain/order/problem.ts';
import { businessDate } from '../../domain/time.ts';
import { customerFor } from '../../store/customer.ts';
import { insertHold } from '../../store/hold.ts';
import { insertImportedPayment } from '../../store/import.ts';
import { insertCancellation } from '../../store/order-documents.ts';
import { insertOrder } from '../../store/order-write.ts';
import type { Act } from '../shop.ts';

/** Where an order came from, and what it comes into. */
export interface Arrival {
  readonly order: FileOrder;
  readonly settled: SettledOrder;
  readonly channelId: number;
  readonly orderedOn: string;
  readonly batchId: number;
  readonly fileId: number;
  readonly opening: string | null;
}

export interface Arrived {
  readonly orderId: number;
  readonly isHistory: boolean;
  readonly isHeld: boolean;
  readonly problems: readonly Problem[];
}

/** Keeps a new order. What the channel has shipped, and what is older than the opening, is history. */
export async function keepNew(act: Act, arrival: Arrival): Promise<Arrived> {
  const { order, settled } = arrival;
  const { planned } = settled;
  const isHistory = isPast(arrival);
  const state = stateOf(planned, isHistory);
  const hold = state === 'new' ? order.hold : null;
  const problems = state === 'new' ? problemsOf(act, planned) : [];
  const axes = axesOfNew(act, arrival, state);
  const orderId = insertOrder(
    act.database,
    {
      channelId: arrival.channelId,
      externalId: order.externalId,
      customerId: customerOf(act, arrival),
      state,
      history: isHistory,
      orderedOn: arrival.orderedOn,
      rounding: settled.rounding,
      taxBasis: settled.taxBasis,
      planned,
      problems,
      holdCount: hold ? 1 : 0,
      axes,
      source: { batchFileId: arrival.fileId, rowFrom: order.rowFrom, rowTo: order.rowTo, contentHash: order.contentHash },
    },
    act.at,
  );
  // what was paid on the day of the order is booked for all orders together: see `bookOnOrderDay`
  if (axes.refundedMinor > 0 || paidOn(act, arrival, arrival.orderedOn) !== arrival.orderedOn)
    book(act, arrival, orderId, arrival.orderedOn, axes);
  if (hold) await insertHold(act.db, { orderId, ...hold, actor: act.actor, at: act.at });
  if (state === 'cancelled') await insertCancellation(act.db, orderId, 'channel', act.actor, act.at);
  return { orderId, isHistory, isHeld: hold !== null, problems };
}

function isPast({ settled, orderedOn, opening }: Arrival): boolean {
  return settled.planned.draft.channelState === 'shipped' || (opening !== null && orderedOn < opening);
}

function stateOf({ draft }: PlannedOrder, isHistory: boolean): OrderState {
  if (draft.channelState === 'cancelled') return 'cancelled';
  return isHistory ? 'completed' : 'new';
}

/** Nobody is named: nobody is made. */
function customerOf(act: Act, { settled, channelId }: Arrival): number | null {
  const { shipTo, billTo, customerExternalId } = settled.planned.draft;
  const party = billTo ?? shipTo;
  if (!customerExternalId && !party.name && !party.company && !party.email && !party.phone) return null;
  return customerFor(act.database, { channelId, externalId: customerExternalId, party }, act.at);
}

/** What the channel says was paid, and what of it was given back. */
export function paidOf({ order, settled }: Pick<Arrival, 'order' | 'settled'>): { paidMinor: number; refundedMinor: number } {
  const { draft, money } = settled.planned;
  const total = Math.max(0, draft.channelTotalMinor ?? money.totalMinor);
  const paidMinor = order.payment.paid === 'all' ? total : order.payment.paid;
  return { paidMinor, refundedMinor: Math.min(paidMinor, order.payment.refundedMinor) };
}

function axesOfNew(act: Act, arrival: Arrival, state: OrderState): Axes {
  const { planned } = arrival.settled;
  const lines = planned.lines.map(({ quantity, cancelledQuantity, shippable }) => ({
    lineId: 0,
    shippable,
    wanted: quantity - cancelledQuantity,
    reserved: 0,
    packed: 0,
    shipped: state === 'completed' ? quantity - cancelledQuantity : 0,
    delivered: 0,
    invoiced: 0,
    returnAsked: 0,
    returned: 0,
    neverInvoiced: 0,
  }));
  const sums = { lines, ...paidOf(arrival), creditedMinor: 0 };
  const axes = deriveAxes({ state, totalMinor: planned.money.totalMinor }, sums, act.settings['invoice-rule'] as InvoiceRule);
  return { ...axes, state };
}

/** Books money with the channel's own word for how it was paid; on `date` where the channel gives none. */
export function book(act: Act, arrival: Arrival, orderId: number, date: string, money: { paidMinor: number; refundedMinor: number }): void {
  const { order, settled, batchId } = arrival;
  const { draft } = settled.planned;
  const common = {
    orderId,
    currency: draft.currency,
    method: draft.paymentMethod ?? order.channel,
    batchId,
    paidOn: paidOn(act, arrival, date),
    at: act.at,
    actor: act.actor,
  };
  if (money.paidMinor > 0) insertImportedPayment(act.database, { ...common, kind: 'payment', amountMinor: money.paidMinor });
  if (money.refundedMinor > 0) {
    insertImportedPayment(act.database, { ...common, kind: 'refund', amountMinor: money.refundedMinor, paidOn: act.on });
  }
}

function paidOn(act: Act, { order }: Arrival, otherwise: string): string {
  const { paidAt } = order.payment;
  return paidAt === null ? otherwise : businessDate(paidAt, act.settings['time-zone']);
}

/** Light: the order and its products, no look at stock. */
export function problemsOf(act: Act, planned: PlannedOrder): Problem[] {
  const { draft, money, lines } = planned;
  return findProblems({
    order: { currency: draft.currency, totalMinor: money.totalMinor, channelTotalMinor: draft.channelTotalMinor ?? null },
    lines: lines.map((line, index) => ({
      position: index + 1,
      sku: line.sku,
      quantity: line.quantity,
      cancelledQuantity: line.cancelledQuantity,
      unitPriceMicros: line.unitPriceMicros,
      priceAssumed: line.priceAssumed,
      shippable: line.shippable,
      product: line.product,
    })),
    shipTo: draft.shipTo,
    priceTolerancePercent: Number(act.settings['price-tolerance-percent']),
  });
}
