// Payments: money for an order, in or back.
import { exponentOf } from './currency.ts';
import { OmsError } from './error.ts';
import { formatId } from './id.ts';
import { type Order, owedMinor } from './order/order.ts';

export type PaymentKind = 'payment' | 'refund';

export interface Payment {
  readonly id: number;
  readonly orderId: number;
  readonly kind: PaymentKind;
  readonly amountMinor: number;
  readonly currency: string;
  readonly method: string;
  readonly reference: string | null;
  /** The return it was given back for. */
  readonly returnId: number | null;
  readonly paidOn: string;
  readonly at: string;
  readonly actor: string;
}

/** A payment as the outside reads it; the amount is positive, `kind` says which way it went. */
export interface PaymentView {
  readonly id: string;
  readonly order: string;
  readonly date: string;
  readonly kind: PaymentKind;
  readonly amountMinor: number;
  readonly currency: string;
  readonly exponent: number;
  readonly method: string;
  readonly reference: string | null;
  readonly return: string | null;
  readonly at: string;
  readonly actor: string;
}

export function paymentView(payment: Payment): PaymentView {
  return {
    id: formatId('payment', payment.id),
    order: formatId('order', payment.orderId),
    date: payment.paidOn,
    kind: payment.kind,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    exponent: exponentOf(payment.currency),
    method: payment.method,
    reference: payment.reference,
    return: payment.returnId === null ? null : formatId('return', payment.returnId),
    at: payment.at,
    actor: payment.actor,
  };
}

/**
 * Whether this may be paid or given back. Refuses `payment-exceeds-owed` beyond what is owed unless `allowOver`, and
 * `refund-exceeds-paid` beyond what has been paid, always; of history neither (`order-history`).
 */
export function checkPayment(order: Order, kind: PaymentKind, amountMinor: number, allowOver: boolean): void {
  const money = (minor: number) => ({ amountMinor: minor, currency: order.currency });
  const id = formatId('order', order.id);
  if (order.history) throw new OmsError('order-history', { id });
  const paid = order.paidMinor - order.refundedMinor;
  if (kind === 'refund') {
    if (amountMinor > paid) throw new OmsError('refund-exceeds-paid', { id, amount: money(amountMinor), paid: money(Math.max(0, paid)) });
    return;
  }
  const owed = Math.max(0, owedMinor(order));
  if (amountMinor > owed && !allowOver) throw new OmsError('payment-exceeds-owed', { id, amount: money(amountMinor), owed: money(owed) });
}
