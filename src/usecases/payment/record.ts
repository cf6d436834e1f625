// Recording money for an order or an invoice, in or back. What is paid and owed follows from it.
import { exponentOf } from '../../domain/currency.ts';
import { isOmsError, OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { parsePositiveAmount } from '../../domain/money.ts';
import { type Order, owedMinor } from '../../domain/order/order.ts';
import { checkPayment, type PaymentKind } from '../../domain/payment.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { findInvoice, ordersOfInvoice } from '../../store/invoice.ts';
import { findOrder, ordersById } from '../../store/order.ts';
import { insertPayment } from '../../store/payment.ts';
import { actAllOnce, type KeyedOptions } from '../once.ts';
import { weighPrepayment } from '../order/prepayment.ts';
import { refresh } from '../order/refresh.ts';
import { type Act, type Shop, write } from '../shop.ts';

export interface PaymentRequest {
  /** By any of its numbers, or an invoice: the orders it is about, the oldest first. */
  readonly order: string;
  readonly kind: PaymentKind;
  /** As it was typed: read in the order's own currency. */
  readonly amount: string;
  readonly method: string;
  /** The day it was paid; today where it is left out. */
  readonly date?: string;
  readonly reference?: string;
  /** Take more than is owed. */
  readonly allowOver?: boolean;
}

/**
 * Records a payment or a refund. Refuses an amount that is not above zero or too fine for the currency, and more than
 * is owed (`payment-exceeds-owed`) or was paid (`refund-exceeds-paid`), and a day to come (`date-future`).
 */
export function recordPayment(shop: Shop, request: PaymentRequest, options: KeyedOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    return actAllOnce(act, options.key, request, async () => {
      const outcomes: Outcome[] = [];
      for (const { order, amountMinor } of await sharesOf(act, request)) outcomes.push(await pay(act, order, amountMinor, request));
      return outcomes;
    });
  });
}

interface Share {
  readonly order: Order;
  readonly amountMinor: number;
}

/** What of the money is for which order: as much as each owes or has too much, and what is over for the last. */
async function sharesOf(act: Act, { order: named, kind, amount }: PaymentRequest): Promise<Share[]> {
  const orders = await ordersNamed(act, named);
  const last = orders.at(-1) as Order;
  let leftMinor = parsePositiveAmount(amount, last.currency);
  const shares = orders.map((order): Share => {
    const owed = owedMinor(order);
    const amountMinor = order === last ? leftMinor : Math.min(leftMinor, Math.max(0, kind === 'payment' ? owed : -owed));
    leftMinor -= amountMinor;
    return { order, amountMinor };
  });
  return shares.filter(({ amountMinor }) => amountMinor > 0);
}

/** An order, or those that an invoice is about. Refuses `order-unknown`. */
async function ordersNamed(act: Act, named: string): Promise<Order[]> {
  try {
    return [await findOrder(act.db, named)];
  } catch (error) {
    const invoice = await findInvoice(act.db, named);
    if (!invoice || !isOmsError(error)) throw error;
    return [...(await ordersById(act.db, await ordersOfInvoice(act.db, invoice.id))).values()];
  }
}

async function pay(act: Act, order: Order, amountMinor: number, request: PaymentRequest): Promise<Outcome> {
  const { currency } = order;
  checkPayment(order, request.kind, amountMinor, request.allowOver === true);
  if (request.date !== undefined && request.date > act.on) throw new OmsError('date-future', { date: request.date, today: act.on });
  const { kind, method } = request;
  const draft = { orderId: order.id, kind, amountMinor, currency, method, reference: request.reference, paidOn: request.date ?? act.on };
  const id = formatId('payment', await insertPayment(act.db, act, draft));
  await recordEvent(act.db, act, 'order', order.id, kind === 'refund' ? 'refunded' : 'paid', { payment: id, amountMinor });
  const paid = await refresh(act, order);
  const owed = owedMinor(paid);
  return {
    id,
    outcome: kind === 'refund' ? 'refunded' : 'recorded',
    order: formatId('order', order.id),
    amountMinor,
    owedMinor: owed,
    overMinor: Math.max(0, -owed),
    currency,
    exponent: exponentOf(currency),
    ...(await weighPrepayment(act, paid)),
  };
}
