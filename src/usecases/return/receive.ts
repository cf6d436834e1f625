// Goods that have come back: onto the shelf, the money back, the credit note. One transaction.
import { exponentOf } from '../../domain/currency.ts';
import { formatId } from '../../domain/id.ts';
import type { DocumentCheck } from '../../domain/invoice/document.ts';
import { parseAmount } from '../../domain/money.ts';
import { type OrderSums, uncreditedOf } from '../../domain/order/axes.ts';
import { chargedMinor, type LineProgress, type Order, type OrderLine } from '../../domain/order/order.ts';
import type { Outcome } from '../../domain/result.ts';
import {
  type GoodsReturn,
  planRefund,
  planUninvoiced,
  type RefundWish,
  type ReturnedGoods,
  type ReturnedQuantity,
  type ReturnPrices,
  uninvoicedOf,
  valueOfReturn,
} from '../../domain/return.ts';
import { recordEvent } from '../../store/event.ts';
import { documentedLines, invoicedLines } from '../../store/invoice.ts';
import { linesOfOrder } from '../../store/order.ts';
import { progressOfOrder, sumsOfOrder } from '../../store/order-axes.ts';
import { insertPayment, paymentsOfOrder } from '../../store/payment.ts';
import { type ReceivedGoods, receivedOfOrder, receiveReturn, uninvoicedLines } from '../../store/return.ts';
import { type CreditNote, creditOrderLines } from '../invoice/credit.ts';
import { refresh } from '../order/refresh.ts';
import { serveWaiting } from '../order/serve.ts';
import type { Act } from '../shop.ts';
import { locationNamed } from '../stock/move.ts';
import { putBack, type StockBack } from './put-back.ts';

/** How goods that have come are dealt with. */
export interface Receiving {
  /** What is paid back: all that may be, nothing, or an amount as it was typed, in the order's currency. */
  readonly refund: 'default' | 'none' | { readonly amount: string };
  /** More than the goods had cost, or than was paid. */
  readonly allowOver: boolean;
  /** How it is paid back; as it was paid where left out. */
  readonly method?: string;
  /** Where the goods are put; the first location where left out. */
  readonly location?: string;
  /** Of which lots they are; needed where part of what was sent of several lots comes back. */
  readonly lots: readonly string[];
  /** Says no to a credit note that could not be drawn. */
  readonly check?: DocumentCheck;
}

/** Refuses `refund-too-much`, `location-unknown`, `return-lot-needed`, and amounts that are none. */
export async function receiveGoods(
  act: Act,
  order: Order,
  asked: GoodsReturn,
  goods: readonly ReturnedGoods[],
  receiving: Receiving,
): Promise<Outcome> {
  const lines = await linesOfOrder(act.db, order.id);
  const earlier = await receivedOfOrder(act.db, order.id);
  const place = await locationNamed(act.db, receiving.location);
  const stockBack = await putBack(act, asked, lines, goods, { location: place, lots: receiving.lots });
  const note = await creditOrderLines(act, {
    orderId: order.id,
    returnId: asked.id,
    lines: goods.map(({ orderLineId, quantity }) => ({ orderLineId, quantity })),
    reason: asked.reason,
    check: receiving.check,
  });
  const received = await receivedGoods(act, order, lines, goods, stockBack);
  const uninvoicedMinor = received.reduce(
    (sum, { uninvoicedNetMinor, uninvoicedTaxMinor }) => sum + uninvoicedNetMinor + uninvoicedTaxMinor,
    0,
  );
  const noted = { minor: note?.totalMinor ?? 0, units: note ? await creditedUnits(act, order, note) : 0 };
  const valueMinor = worthOf({ rules: order, lines }, earlier, received, { ...noted, uninvoicedMinor });
  const overMinor = paidOver(order, await sumsOfOrder(act.db, order.id), noted.minor + uninvoicedMinor);
  const refundMinor = planRefund({ currency: order.currency, valueMinor, overMinor }, refundWish(order, receiving));
  await receiveReturn(act.db, asked.id, received, { valueMinor, refundMinor, receivedOn: act.on });
  await payBack(act, order, asked, refundMinor, receiving.method);
  await recordReceived(act, asked, goods, receiving);
  await refresh(act, order);
  const served = await serveWaiting(act, [...new Set(stockBack.map(({ productId }) => productId))]);
  return {
    id: formatId('return', asked.id),
    outcome: 'received',
    order: formatId('order', order.id),
    units: sumOf(goods),
    resellable: goods.reduce((sum, { resellable }) => sum + resellable, 0),
    lines: goods.map((one) => ({ ...lineFacts(lines, one.orderLineId), quantity: one.quantity, resellable: one.resellable })),
    stockBack: stockBack.map(({ sku, location, quantity, resellable, damaged }) => ({ sku, location, quantity, resellable, damaged })),
    valueMinor,
    refundMinor,
    currency: order.currency,
    exponent: exponentOf(order.currency),
    creditNote: note?.number ?? null,
    served,
  };
}

/** How many goods a credit note gives back. */
async function creditedUnits(act: Act, order: Order, note: CreditNote): Promise<number> {
  const lines = await documentedLines(act.db, order.id, 'credit-note');
  return lines
    .filter(({ invoiceId, kind }) => invoiceId === note.invoiceId && kind === 'line')
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/**
 * What goods that came back had cost: what is credited now, and what no invoice had said, where that is all of them.
 * Others may have been credited by hand before.
 */
function worthOf(
  prices: ReturnPrices,
  earlier: readonly (readonly ReturnedQuantity[])[],
  received: readonly ReceivedGoods[],
  noted: { readonly minor: number; readonly units: number; readonly uninvoicedMinor: number },
): number {
  const least = Math.max(0, noted.minor + noted.uninvoicedMinor);
  const uninvoiced = received.reduce((sum, one) => sum + one.uninvoiced, 0);
  return noted.units + uninvoiced === sumOf(received) ? least : Math.max(least, valueOfReturn(prices, earlier, received));
}

/** What was paid beyond what the order still costs, so much more being credited now. */
function paidOver({ totalMinor, creditedMinor: before, paidMinor, refundedMinor }: Order, sums: OrderSums, nowMinor: number): number {
  const creditedMinor = before + nowMinor;
  const uncreditedMinor = uncreditedOf(totalMinor, { ...sums, creditedMinor });
  return paidMinor - refundedMinor - Math.max(0, chargedMinor({ totalMinor, creditedMinor, uncreditedMinor }));
}

function refundWish({ currency }: Order, { refund, allowOver }: Receiving): RefundWish {
  return typeof refund === 'string' ? refund : { amountMinor: parseAmount(refund.amount, currency), allowOver };
}

/** Adds where the goods were put, how many of them no invoice had named, and what it would have said of these. */
async function receivedGoods(
  act: Act,
  order: Order,
  lines: readonly OrderLine[],
  goods: readonly ReturnedGoods[],
  back: readonly StockBack[],
): Promise<ReceivedGoods[]> {
  const progress = await progressOfOrder(act.db, order.id);
  const named = [...(await invoicedLines(act.db, order.id)), ...(await uninvoicedLines(act.db, order.id))];
  const received = goods.map((one) => ({
    ...one,
    locationId: back.find(({ orderLineId }) => orderLineId === one.orderLineId)?.locationId ?? null,
    uninvoiced: uninvoicedOf(one, progress.find(({ lineId }) => lineId === one.orderLineId) as LineProgress),
  }));
  const uninvoiced = received.map(({ orderLineId, uninvoiced: quantity }) => ({ orderLineId, quantity }));
  const amounts = planUninvoiced(order, lines, named, uninvoiced);
  return received.map((one) => {
    const { netMinor = 0, taxMinor = 0 } = amounts.find(({ orderLineId }) => orderLineId === one.orderLineId) ?? {};
    return { ...one, uninvoicedNetMinor: netMinor, uninvoicedTaxMinor: taxMinor };
  });
}

async function payBack(act: Act, order: Order, asked: GoodsReturn, refundMinor: number, method: string | undefined): Promise<void> {
  if (refundMinor === 0) return;
  const latest = (await paymentsOfOrder(act.db, order.id)).filter(({ kind }) => kind === 'payment').at(-1);
  const payment = await insertPayment(act.db, act, {
    orderId: order.id,
    kind: 'refund',
    amountMinor: refundMinor,
    currency: order.currency,
    method: method?.trim() || latest?.method || order.paymentMethod || 'other',
    returnId: asked.id,
    paidOn: act.on,
  });
  const facts = { payment: formatId('payment', payment), amountMinor: refundMinor, return: formatId('return', asked.id) };
  await recordEvent(act.db, act, 'order', order.id, 'refunded', facts);
}

async function recordReceived(act: Act, asked: GoodsReturn, goods: readonly ReturnedGoods[], { allowOver }: Receiving): Promise<void> {
  const order = formatId('order', asked.orderId);
  await recordEvent(act.db, act, 'return', asked.id, 'received', { order, quantity: sumOf(goods), ...(allowOver ? { allowOver } : {}) });
  await recordEvent(act.db, act, 'order', asked.orderId, 'returned', { return: formatId('return', asked.id), quantity: sumOf(goods) });
}

function sumOf(goods: readonly ReturnedQuantity[]): number {
  return goods.reduce((sum, { quantity }) => sum + quantity, 0);
}

function lineFacts(lines: readonly OrderLine[], orderLineId: number) {
  const { position, sku, name } = lines.find(({ id }) => id === orderLineId) as OrderLine;
  return { line: position, sku, name };
}
