// What may be paid and given back.
import { describe, expect, test } from 'vitest';
import { OmsError } from '../../src/domain/error.ts';
import type { Order } from '../../src/domain/order/order.ts';
import { checkPayment, type PaymentKind } from '../../src/domain/payment.ts';

const order = {
  id: 12,
  state: 'confirmed',
  history: false,
  currency: 'EUR',
  totalMinor: 100,
  creditedMinor: 0,
  uncreditedMinor: 0,
  paidMinor: 30,
  refundedMinor: 0,
} as Order;

function verdict(changes: Partial<Order>, kind: PaymentKind, amountMinor: number, allowOver = false): string {
  try {
    checkPayment({ ...order, ...changes }, kind, amountMinor, allowOver);
    return 'accepted';
  } catch (error) {
    return error instanceof OmsError ? error.code : String(error);
  }
}

describe('checkPayment', () => {
  test.each<[string, Partial<Order>, PaymentKind, number, boolean, string]>([
    ['part of what is owed', {}, 'payment', 69, false, 'accepted'],
    ['all that is owed', {}, 'payment', 70, false, 'accepted'],
    ['more than is owed', {}, 'payment', 71, false, 'payment-exceeds-owed'],
    ['more than is owed, on purpose', {}, 'payment', 71, true, 'accepted'],
    ['of a credited order less is owed', { creditedMinor: 50 }, 'payment', 21, false, 'payment-exceeds-owed'],
    ['a cancelled order owes nothing', { state: 'cancelled' }, 'payment', 1, false, 'payment-exceeds-owed'],
    ['what was given back is owed again', { refundedMinor: 10 }, 'payment', 80, false, 'accepted'],
    ['all that was paid, back', {}, 'refund', 30, false, 'accepted'],
    ['more than was paid, back', {}, 'refund', 31, false, 'refund-exceeds-paid'],
    ['more than was paid, back, on purpose', {}, 'refund', 31, true, 'refund-exceeds-paid'],
    ['twice, back', { refundedMinor: 10 }, 'refund', 21, false, 'refund-exceeds-paid'],
    ['history', { history: true }, 'payment', 1, true, 'order-history'],
  ])('%s', (_, changes, kind, amount, allowOver, expected) => {
    expect(verdict(changes, kind, amount, allowOver)).toBe(expected);
  });
});
