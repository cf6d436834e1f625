// Returns: never more than was shipped, never more money than was paid, and the parts sum to the whole.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OmsError } from '../../src/domain/error.ts';
import type { Rounding } from '../../src/domain/money.ts';
import {
  planRefund,
  planReturn,
  type RefundWish,
  type ReturnPrices,
  type ReturnWish,
  uninvoicedOf,
  valueOfReturn,
} from '../../src/domain/return.ts';
import { computeDocument, type TaxBasis } from '../../src/domain/tax.ts';

const of = { id: 'O1', order: 'O1' };
const lines = [
  { orderLineId: 11, sku: 'MUG', most: 2 },
  { orderLineId: 12, sku: 'TEA', most: 0 },
  { orderLineId: 13, sku: 'MUG', most: 3 },
];
const wish = (sku: string, quantity: number, condition: ReturnWish['condition'] = 'resellable'): ReturnWish => ({
  sku,
  quantity,
  condition,
});

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof OmsError) return error.code;
    throw error;
  }
  return 'none';
}

describe('what comes back', () => {
  test.each<[ReturnWish[] | 'all', unknown]>([
    [[wish('MUG', 1)], [{ orderLineId: 11, quantity: 1, resellable: 1 }]],
    [[wish(' mug ', 1, 'damaged')], [{ orderLineId: 11, quantity: 1, resellable: 0 }]],
    [
      [wish('MUG', 3, 'damaged'), wish('MUG', 1)],
      [
        { orderLineId: 11, quantity: 2, resellable: 0 },
        { orderLineId: 13, quantity: 2, resellable: 1 },
      ],
    ],
    [
      'all',
      [
        { orderLineId: 11, quantity: 2, resellable: 2 },
        { orderLineId: 13, quantity: 3, resellable: 3 },
      ],
    ],
  ])('%j fills the lines of a SKU in their order', (wishes, goods) => expect(planReturn(of, lines, wishes)).toEqual(goods));

  test.each<[ReturnWish[] | 'all', string]>([
    [[wish('MUG', 6)], 'return-too-many'],
    [[wish('MUG', 3), wish('MUG', 3)], 'return-too-many'],
    [[wish('TEA', 1)], 'return-too-many'],
    [[wish('CUP', 1)], 'return-line-unknown'],
  ])('%j is refused: %s', (wishes, code) => expect(refusal(() => planReturn(of, lines, wishes))).toBe(code));

  test('all of nothing is refused', () => {
    expect(refusal(() => planReturn(of, [{ orderLineId: 12, sku: 'TEA', most: 0 }], 'all'))).toBe('return-nothing');
  });

  test('is never more than may, on no line, and never more resellable than came', () => {
    const line = fc.record({ orderLineId: fc.nat(9), sku: fc.constantFrom('A', 'B', 'C'), most: fc.nat(5) });
    const wishes = fc.array(
      fc.record({
        sku: fc.constantFrom('A', 'B', 'C'),
        quantity: fc.integer({ min: 1, max: 6 }),
        condition: fc.constantFrom('resellable', 'damaged'),
      }),
      { minLength: 1, maxLength: 4 },
    );
    const distinct = fc.uniqueArray(line, { selector: ({ orderLineId }) => orderLineId, maxLength: 5 });
    fc.assert(
      fc.property(distinct, wishes, (all, wanted) => {
        let goods: ReturnType<typeof planReturn>;
        try {
          goods = planReturn(of, all, wanted as ReturnWish[]);
        } catch (error) {
          if (error instanceof OmsError) return;
          throw error;
        }
        for (const { orderLineId, quantity, resellable } of goods) {
          expect(quantity).toBeLessThanOrEqual(all.find((one) => one.orderLineId === orderLineId)?.most as number);
          expect(resellable).toBeLessThanOrEqual(quantity);
        }
        const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
        expect(sum(goods.map(({ quantity }) => quantity))).toBe(sum(wanted.map(({ quantity }) => quantity)));
        const whole = wanted.filter(({ condition }) => condition === 'resellable');
        expect(sum(goods.map(({ resellable }) => resellable))).toBe(sum(whole.map(({ quantity }) => quantity)));
      }),
    );
  });
});

/** Orders of any prices, discounts and rates, priced as orders are. */
const orders = fc
  .record({
    currency: fc.constantFrom('KRW', 'EUR', 'KWD'),
    pricesIncludeTax: fc.boolean(),
    rounding: fc.constantFrom<Rounding>('half-up', 'half-even', 'down', 'up'),
    taxBasis: fc.constantFrom<TaxBasis>('document', 'line'),
    lines: fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 12 }),
        unitPriceMicros: fc.integer({ min: 0, max: 5_000_000_000 }),
        ratePpm: fc.constantFrom(0, 40_000, 80_000, 100_000, 210_000, 88_750),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    discountMinor: fc.nat(5_000),
  })
  .map(({ lines: drawn, ...order }) => {
    const priced = drawn.map(({ ratePpm, ...line }) => ({ ...line, discountMinor: 0, tax: { category: 'S', ratePpm } }));
    const money = computeDocument({ ...order, lines: priced, shippingMinor: 0, shippingTax: { category: 'S', ratePpm: 0 } });
    const orderLines = priced.map(({ quantity, tax }, index) => ({
      id: index + 1,
      position: index + 1,
      quantity,
      cancelledQuantity: 0,
      tax,
      netMinor: money.lines[index]?.netMinor ?? 0,
      taxMinor: money.lines[index]?.taxMinor ?? 0,
    }));
    return { totalMinor: money.totalMinor, prices: { rules: order, lines: orderLines } as ReturnPrices };
  })
  .filter(({ prices }) => prices.lines.every(({ netMinor, taxMinor }) => netMinor + taxMinor >= 0));

/** All of an order, back in several returns: each unit goes into one of them. */
function inParts({ lines: all }: ReturnPrices, parts: number, choose: (unit: number) => number) {
  const returns = Array.from({ length: parts }, () => new Map<number, number>());
  let unit = 0;
  for (const { id, quantity } of all) {
    for (let count = 0; count < quantity; count += 1, unit += 1) {
      const part = returns[choose(unit) % parts] as Map<number, number>;
      part.set(id, (part.get(id) ?? 0) + 1);
    }
  }
  return returns.filter(({ size }) => size > 0).map((part) => [...part].map(([orderLineId, quantity]) => ({ orderLineId, quantity })));
}

describe('what it had cost', () => {
  test('of everything in one go is the order’s total', () => {
    fc.assert(
      fc.property(orders, ({ totalMinor, prices }) => {
        expect(valueOfReturn(prices, [], inParts(prices, 1, () => 0)[0] ?? [])).toBe(totalMinor);
      }),
    );
  });

  test('of everything in any parts, in any order, sums to the order’s total', () => {
    fc.assert(
      fc.property(orders, fc.integer({ min: 2, max: 5 }), fc.infiniteStream(fc.nat(1000)), ({ totalMinor, prices }, parts, stream) => {
        const returns = inParts(prices, parts, () => stream.next().value as number);
        const values = returns.map((goods, index) => valueOfReturn(prices, returns.slice(0, index), goods));
        expect(values.reduce((sum, value) => sum + value, 0)).toBe(totalMinor);
      }),
    );
  });

  test('takes discounts and tax along: 3 for 10.00 with 1.00 off and 21 % on top', () => {
    const tax = { category: 'S', ratePpm: 210_000 };
    const rules = { pricesIncludeTax: false, rounding: 'half-up', taxBasis: 'document' } as const;
    const prices = { rules, lines: [{ id: 1, position: 1, quantity: 3, cancelledQuantity: 0, tax, netMinor: 900, taxMinor: 189 }] };
    const one = [{ orderLineId: 1, quantity: 1 }];
    expect(valueOfReturn(prices, [], one)).toBe(363);
    expect(valueOfReturn(prices, [one], [{ orderLineId: 1, quantity: 2 }])).toBe(726);
  });
});

describe('what was never invoiced', () => {
  test.each([
    // quantity, invoiced, returned before, of it never invoiced: never invoiced now
    [2, 0, 0, 0, 2],
    [2, 2, 0, 0, 0],
    [2, 1, 0, 0, 1],
    [1, 1, 2, 2, 0],
    [2, 1, 2, 2, 1],
    [1, 3, 2, 0, 0],
    [1, 2, 2, 0, 1],
  ])('of %i, with %i invoiced, %i back before and %i of those without: %i', (quantity, invoiced, returned, neverInvoiced, expected) =>
    expect(uninvoicedOf({ orderLineId: 1, quantity }, { invoiced, returned, neverInvoiced })).toBe(expected),
  );
});

describe('what is paid back', () => {
  const bounds = { currency: 'EUR', valueMinor: 1000, overMinor: 1500 };
  const amount = (amountMinor: number, allowOver = false): RefundWish => ({ amountMinor, allowOver });

  test.each<[Partial<typeof bounds>, RefundWish, number | string]>([
    [{}, 'default', 1000],
    [{}, 'none', 0],
    [{}, amount(400), 400],
    [{}, amount(0), 0],
    [{}, amount(1001), 'refund-too-much'],
    [{}, amount(1001, true), 1001],
    [{ overMinor: 600 }, 'default', 600],
    [{ overMinor: 600 }, amount(601), 'refund-too-much'],
    [{ overMinor: 0 }, 'default', 0],
    [{ overMinor: 0 }, amount(1), 'refund-too-much'],
    [{ overMinor: -500 }, 'default', 0],
    [{}, amount(-1), 'amount-negative'],
    [{}, amount(-1, true), 'amount-negative'],
  ])('of %j, asked %j: %s', (changed, asked, expected) => {
    const work = () => planRefund({ ...bounds, ...changed }, asked);
    if (typeof expected === 'string') expect(refusal(work)).toBe(expected);
    else expect(work()).toBe(expected);
  });

  test('over many returns is never more than was paid, unless a person says so', () => {
    const step = fc.record({
      valueMinor: fc.nat(1000),
      wish: fc.oneof(fc.constantFrom('default' as const, 'none' as const), fc.nat(1500)),
    });
    fc.assert(
      fc.property(fc.nat(3000), fc.array(step, { maxLength: 8 }), (paidMinor, steps) => {
        let refundedMinor = 0;
        for (const { valueMinor, wish: asked } of steps) {
          try {
            refundedMinor += planRefund(
              { currency: 'EUR', valueMinor, overMinor: paidMinor - refundedMinor },
              typeof asked === 'number' ? amount(asked) : asked,
            );
          } catch (error) {
            expect((error as OmsError).code).toBe('refund-too-much');
          }
          expect(refundedMinor).toBeLessThanOrEqual(paidMinor);
        }
      }),
    );
  });
});
