// Orders that cross from thread to thread are what they were.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LeanRow, Prepared } from '../../src/domain/import/prepared.ts';
import { ordersOf, sliceOf } from '../../src/read-ahead-slice.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const maybe = fc.option(text);
const number = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.constantFrom(0, 2 ** 40, -1, -2, 0.5));
const row = fc.tuple(fc.nat(), fc.oneof(text, number, fc.constant(null)), fc.oneof(text, number)) as fc.Arbitrary<LeanRow>;
const payment = fc.record({ kind: fc.constant('payment' as const), amountMinor: fc.nat(), paidOn: maybe, currency: text, method: text });
const order = fc.record(
  {
    source: fc.record({ externalId: text, contentHash: text, saidAt: maybe, saidBy: maybe }),
    rows: fc.record(
      {
        order: row,
        shipTo: row,
        billTo: fc.option(row),
        lines: fc.array(row, { maxLength: 3 }),
        problems: fc.array(fc.record({ position: fc.option(fc.nat()), values: fc.array(maybe, { maxLength: 2 }) }), { maxLength: 1 }),
        recipients: fc.array(fc.record({ party: row, positions: fc.array(fc.nat()) }), { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: ['order', 'shipTo', 'billTo', 'lines', 'problems'] },
    ),
    customer: fc.option(fc.record({ externalId: maybe })),
    payments: fc.array(payment, { maxLength: 1 }),
    holds: fc.constant([]),
    paidUnpriced: fc.constant('2026-03-04'),
    isCancelled: fc.boolean(),
    isHistory: fc.boolean(),
  },
  { requiredKeys: ['source', 'rows', 'customer', 'payments', 'holds', 'isCancelled', 'isHistory'] },
);
const unreadable = fc.record({ externalId: text, rowFrom: fc.nat(), rowTo: fc.nat(), reasons: fc.constant([]), cells: fc.constant([]) });
const prepared: fc.Arbitrary<Prepared> = fc.oneof(
  fc.record({ isReadable: fc.constant(true as const), order }),
  fc.record({ isReadable: fc.constant(false as const), order: unreadable }),
);

test('what is taken out of a slice is what was put in', () => {
  fc.assert(
    fc.property(fc.array(prepared, { maxLength: 5 }), (orders) => {
      expect(ordersOf(structuredClone(sliceOf(orders)))).toEqual(orders);
    }),
  );
});
