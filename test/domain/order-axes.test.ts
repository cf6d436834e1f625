// Where an order stands: a table for each axis, and when it is completed.
import { describe, expect, test } from 'vitest';
import { deriveAxes, type InvoiceRule, type OrderSums, uncreditedOf } from '../../src/domain/order/axes.ts';
import { type OrderState, owedMinor } from '../../src/domain/order/order.ts';

type Line = OrderSums['lines'][number];
const nothing: Line = {
  lineId: 1,
  shippable: true,
  wanted: 2,
  reserved: 0,
  packed: 0,
  shipped: 0,
  delivered: 0,
  invoiced: 0,
  returnAsked: 0,
  returned: 0,
  credited: 0,
  neverInvoiced: 0,
};
const none = {
  paidMinor: 0,
  refundedMinor: 0,
  channelRefundedMinor: 0,
  creditedMinor: 0,
  isFreightInvoiced: false,
  isReissue: false,
  isDepositOpen: false,
};

function axes(
  state: OrderState,
  lines: readonly Partial<Line>[],
  money: Partial<OrderSums> = {},
  rule: InvoiceRule = 'always',
  shippingMinor = 0,
) {
  return deriveAxes(
    { state, totalMinor: 100, shippingMinor },
    { ...none, ...money, lines: lines.map((line) => ({ ...nothing, ...line })) },
    rule,
  );
}

describe('fulfilment', () => {
  test.each<[string, OrderState, Partial<Line>[], string]>([
    ['new', 'new', [{}], 'unreserved'],
    ['confirmed without goods', 'confirmed', [{}], 'backordered'],
    ['part reserved', 'confirmed', [{ reserved: 2 }, {}], 'backordered'],
    ['all reserved', 'confirmed', [{ reserved: 2 }], 'reserved'],
    ['part packed', 'confirmed', [{ reserved: 2, packed: 1 }], 'picking'],
    ['all packed', 'confirmed', [{ reserved: 2, packed: 2 }], 'packed'],
    ['part shipped', 'confirmed', [{ shipped: 1, reserved: 1 }], 'partly-shipped'],
    ['all shipped', 'confirmed', [{ shipped: 2 }], 'shipped'],
    ['all delivered', 'confirmed', [{ shipped: 2, delivered: 2 }], 'delivered'],
    ['services only, new', 'new', [{ shippable: false }], 'unreserved'],
    ['services only, confirmed', 'confirmed', [{ shippable: false }], 'shipped'],
    ['a service beside goods does not count', 'confirmed', [{ reserved: 2 }, { shippable: false }], 'reserved'],
    ['all cancelled', 'confirmed', [{ wanted: 0 }], 'shipped'],
  ])('%s', (_, state, lines, expected) => {
    expect(axes(state, lines).fulfilmentState).toBe(expected);
  });
});

describe('payment', () => {
  test.each<[string, OrderState, Partial<OrderSums>, string]>([
    ['nothing', 'new', {}, 'unpaid'],
    ['part', 'new', { paidMinor: 99 }, 'partly-paid'],
    ['all', 'new', { paidMinor: 100 }, 'paid'],
    ['too much', 'new', { paidMinor: 101 }, 'paid'],
    ['what is left after a credit note', 'confirmed', { paidMinor: 60, creditedMinor: 40 }, 'paid'],
    ['credited whole, never paid', 'confirmed', { creditedMinor: 100 }, 'paid'],
    ['part given back', 'confirmed', { paidMinor: 100, refundedMinor: 40, creditedMinor: 40 }, 'partly-refunded'],
    ['all given back', 'cancelled', { paidMinor: 100, refundedMinor: 100 }, 'refunded'],
  ])('%s', (_, state, money, expected) => {
    expect(axes(state, [{}], money).paymentState).toBe(expected);
  });
});

describe('invoice and return', () => {
  test.each<[string, Partial<Line>[], string]>([
    ['not begun', [{}, {}], 'none'],
    ['one of two lines', [{ invoiced: 2 }, {}], 'partly-invoiced'],
    ['part of a line', [{ invoiced: 1 }], 'partly-invoiced'],
    ['all', [{ invoiced: 2 }, { invoiced: 2 }], 'invoiced'],
    ['the rest came back before it was invoiced', [{ invoiced: 1, neverInvoiced: 1 }], 'invoiced'],
  ])('invoiced: %s', (_, lines, expected) => {
    expect(axes('confirmed', lines).invoiceState).toBe(expected);
  });

  test.each<[string, Partial<Line>, Partial<OrderSums>, string]>([
    ['goods without their freight', { invoiced: 2 }, {}, 'partly-invoiced'],
    ['goods and freight', { invoiced: 2 }, { isFreightInvoiced: true }, 'invoiced'],
    ['freight by itself, the goods came back', { neverInvoiced: 2 }, { isFreightInvoiced: true }, 'invoiced'],
    ['all came back, but for the freight', { neverInvoiced: 2 }, {}, 'none'],
    ['given back to be invoiced anew', {}, { isReissue: true }, 'partly-invoiced'],
  ])('freight: %s', (_, line, sums, expected) => {
    expect(axes('confirmed', [line], sums, 'always', 500).invoiceState).toBe(expected);
  });

  test.each<[string, Partial<Line>[], string]>([
    ['nothing', [{}], 'none'],
    ['asked', [{ returnAsked: 1 }], 'asked'],
    ['part back', [{ returnAsked: 1, returned: 1 }], 'partly-returned'],
    ['all back', [{ returnAsked: 2, returned: 2 }], 'returned'],
  ])('returned: %s', (_, lines, expected) => {
    expect(axes('confirmed', lines).returnState).toBe(expected);
  });
});

describe('completed', () => {
  const done = { shipped: 2, invoiced: 2 };
  test.each<[string, OrderState, Partial<Line>, Partial<OrderSums>, InvoiceRule, OrderState]>([
    ['shipped, invoiced, paid', 'confirmed', done, { paidMinor: 100 }, 'always', 'completed'],
    ['not paid', 'confirmed', done, {}, 'always', 'confirmed'],
    ['paid too much', 'confirmed', done, { paidMinor: 101 }, 'always', 'confirmed'],
    ['not invoiced', 'confirmed', { shipped: 2 }, { paidMinor: 100 }, 'always', 'confirmed'],
    ['not invoiced, and nobody asks', 'confirmed', { shipped: 2 }, { paidMinor: 100 }, 'on-request', 'completed'],
    ['not invoiced, and a marketplace does it', 'confirmed', { shipped: 2 }, { paidMinor: 100 }, 'marketplace', 'completed'],
    ['not invoiced, and it is to be when it is sent', 'confirmed', { shipped: 2 }, { paidMinor: 100 }, 'on-shipping', 'confirmed'],
    ['a deposit is open', 'confirmed', { shipped: 2 }, { paidMinor: 100, isDepositOpen: true }, 'on-request', 'confirmed'],
    ['begun to invoice', 'confirmed', { shipped: 2, invoiced: 1 }, { paidMinor: 100 }, 'on-request', 'confirmed'],
    ['a return is on its way', 'completed', { ...done, returnAsked: 1 }, { paidMinor: 100 }, 'always', 'confirmed'],
    [
      'part came back, credited and given back',
      'completed',
      { ...done, returnAsked: 1, returned: 1 },
      { paidMinor: 100, refundedMinor: 50, creditedMinor: 50 },
      'always',
      'completed',
    ],
    ['new stays new', 'new', done, { paidMinor: 100 }, 'always', 'new'],
    ['cancelled stays cancelled', 'cancelled', done, { paidMinor: 100 }, 'always', 'cancelled'],
  ])('%s', (_, state, line, money, rule, expected) => {
    expect(axes(state, [line], money, rule).state).toBe(expected);
  });
});

test.each([
  ['new', 0, 0, 0, 100],
  ['confirmed', 0, 30, 0, 70],
  ['confirmed', 40, 100, 0, -40],
  ['confirmed', 40, 100, 40, 0],
  ['cancelled', 0, 30, 0, -30],
  ['cancelled', 0, 30, 30, 0],
] as const)('owed of a %s order: credited %i, paid %i, refunded %i: %i', (state, creditedMinor, paidMinor, refundedMinor, owed) => {
  expect(owedMinor({ state, totalMinor: 100, creditedMinor, uncreditedMinor: 0, paidMinor, refundedMinor })).toBe(owed);
});

test.each([
  ['nothing credited', 100, 5, 5, 0, 5],
  ['credited in part', 100, 5, 5, 2, 3],
  ['credited', 100, 5, 5, 5, 0],
  ['more credited than given back', 100, 5, 5, 8, 0],
  ['a return, paid back by the shop itself, beside it', 100, 15, 5, 10, 5],
  ['an overpayment paid back by the shop', 110, 15, 5, 5, 0],
  ['an overpayment paid back by the channel', 110, 10, 10, 0, 0],
  ['an overpayment paid back by both', 110, 12, 5, 0, 2],
  ['an overpayment paid back by the channel, and more', 110, 15, 15, 0, 5],
  ['no refund by the channel', 100, 5, 0, 0, 0],
] as const)(
  'given back by the channel, without a credit note: %s',
  (_, paidMinor, refundedMinor, channelRefundedMinor, creditedMinor, left) => {
    expect(uncreditedOf(100, { paidMinor, refundedMinor, channelRefundedMinor, creditedMinor })).toBe(left);
  },
);
