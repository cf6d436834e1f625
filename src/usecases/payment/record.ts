// Recording money for an order, in or back. What is paid and owed follows from it.
import { exponentOf } from '../../domain/currency.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { parseAmount } from '../../domain/money.ts';
import { type Order, owedMinor } from '../../domain/order/order.ts';
import { checkPayment, type PaymentKind } from '../../domain/payment.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { findOrder } from '../../store/order.ts';
import { insertPayment } from '../../store/payment.ts';
import { actOnce, type KeyedOptions } from '../once.ts';
import { weighPrepayment } from '../order/prepayment.ts';
import { refresh } from '../order/refresh.ts';
import { type Act, type Shop, write } from '../shop.ts';

export interface PaymentRequest {
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
    return actOnce(act, options.key, request, async () => pay(act, await findOrder(act.db, request.order), request));
  });
}

async function pay(act: Act, order: Order, request: PaymentRequest): Promise<Outcome> {
  const { currency } = order;
  const amountMinor = parseAmount(request.amount, currency);
  if (amountMinor <= 0) throw new OmsError('amount-not-positive', { amount: request.amount });
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
