import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  convertCost,
  missingOfProduct,
  openOf,
  type Position,
  type PurchaseLine,
  parseRate,
  planReceipt,
} from '../../src/domain/purchase.ts';
import { bestOffer, type Offer, quantityToBuy } from '../../src/domain/supplier.ts';

function line(id: number, sku: string, quantity: number, received = 0): PurchaseLine {
  return { id, productId: id, sku, name: sku, locationId: 1, location: 'main', quantity, received, unitCostMicros: 1_000_000 };
}

const wish = (sku: string, quantity: number, unitCostMicros: number | null = null) => ({ sku, quantity, unitCostMicros });

describe('what has come of a purchase', () => {
  const lines = [line(1, 'MUG', 10, 4), line(2, 'CUP', 3, 3), line(3, 'JUG', 2)];
  const taken = (wishes: Parameters<typeof planReceipt>[2], allowOver = false) =>
    planReceipt('U1', lines, wishes, allowOver).map(({ line: { sku }, quantity, unitCostMicros }) => [sku, quantity, unitCostMicros]);

  test('everything is what is open', () => {
    expect(taken('all')).toEqual([
      ['MUG', 6, 1_000_000],
      ['JUG', 2, 1_000_000],
    ]);
  });

  test('a part, at another cost; the SKU in any case', () => {
    expect(taken([wish('mug', 2, 900_000), wish('MUG', 1)])).toEqual([
      ['MUG', 2, 900_000],
      ['MUG', 1, 1_000_000],
    ]);
  });

  test('more than is open is refused, in one wish or in two, unless it is allowed', () => {
    const refusal = { code: 'purchase-over', details: { purchase: 'U1', sku: 'MUG', quantity: 7, open: 6 } };
    expect(() => taken([wish('MUG', 7)])).toThrow(expect.objectContaining(refusal));
    expect(() => taken([wish('MUG', 4), wish('MUG', 3)])).toThrow(expect.objectContaining({ code: 'purchase-over' }));
    expect(taken([wish('MUG', 7)], true)).toEqual([['MUG', 7, 1_000_000]]);
    expect(taken([wish('CUP', 1)], true)).toEqual([['CUP', 1, 1_000_000]]);
  });

  test('what was not ordered is refused', () => {
    expect(() => taken([wish('POT', 1)], true)).toThrow(expect.objectContaining({ code: 'purchase-line-unknown' }));
  });

  test('is what was said, to the piece', () => {
    const anyLines = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 50 }), received: fc.integer({ min: 0, max: 60 }) }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(anyLines, fc.integer({ min: 1, max: 300 }), (all, quantity) => {
        const own = all.map((one, index) => line(index, 'MUG', one.quantity, one.received));
        const receipts = planReceipt('U1', own, [wish('MUG', quantity)], true);
        expect(receipts.reduce((sum, one) => sum + one.quantity, 0)).toBe(quantity);
        for (const one of receipts.slice(0, -1)) expect(one.quantity).toBeLessThanOrEqual(openOf(one.line));
      }),
    );
  });
});

test('a rate is a decimal above zero', () => {
  expect(parseRate('1350.25')).toBe(1_350_250_000);
  expect(parseRate(' 0.00058 ')).toBe(580);
  for (const text of ['0', '0.000000', '-1', 'x', '1,5', '1.1234567', '']) {
    expect(() => parseRate(text)).toThrow(expect.objectContaining({ code: 'rate-invalid' }));
  }
  expect(convertCost(3_100_000_000, 580)).toBe(1_798_000);
});

describe('what ought to be bought', () => {
  const nothing: Position = {
    onHand: 0,
    reserved: 0,
    unavailable: 0,
    buffer: 0,
    incoming: 0,
    drafted: 0,
    backordered: 0,
    reorderPoint: null,
  };
  test.each<[string, Partial<Position>, number]>([
    ['nothing there, nothing wanted', {}, 0],
    ['nobody waits, though a buffer is not full', { buffer: 5 }, 0],
    ['somebody waits', { backordered: 3 }, 3],
    ['somebody waits, and the buffer is filled too', { backordered: 3, buffer: 5, onHand: 4, unavailable: 1 }, 5],
    ['somebody waits for what is incoming', { backordered: 3, incoming: 2, drafted: 1 }, 0],
    ['at the reorder point', { onHand: 5, reorderPoint: 5 }, 1],
    ['above it', { onHand: 6, reorderPoint: 5 }, 0],
    ['a reorder point of none', { reorderPoint: 0 }, 1],
    ['below it, but enough is bought', { onHand: 2, reorderPoint: 5, incoming: 3, drafted: 1 }, 0],
    ['below it, and somebody waits', { onHand: 8, reserved: 8, backordered: 2, reorderPoint: 5 }, 8],
  ])('%s', (_, position, missing) => {
    expect(missingOfProduct({ ...nothing, ...position })).toBe(missing);
  });

  test('in whole packs, at least the minimum, and never less than is missing', () => {
    expect(quantityToBuy(0, { minimum: 12, pack: 5 })).toBe(0);
    expect(quantityToBuy(8, { minimum: 12, pack: 5 })).toBe(15);
    const most = fc.integer({ min: 1, max: 1000 });
    fc.assert(
      fc.property(most, most, most, (missing, minimum, pack) => {
        const quantity = quantityToBuy(missing, { minimum, pack });
        expect(quantity % pack).toBe(0);
        expect(quantity).toBeGreaterThanOrEqual(Math.max(missing, minimum));
        expect(quantity - pack).toBeLessThan(Math.max(missing, minimum));
      }),
    );
  });

  test('from the cheapest in the shop’s currency, then the soonest, then by name', () => {
    const offer = (supplier: string, currency: string, unitCostMicros: number, leadDays: number | null): Offer => ({
      id: 1,
      supplierId: 1,
      supplier,
      productId: 1,
      sku: 'MUG',
      name: 'Mug',
      currency,
      unitCostMicros,
      minimum: 1,
      pack: 1,
      leadDays,
    });
    const offers = [
      offer('Kim', 'KRW', 1, 1),
      offer('Old', 'GBP', 330, 2),
      offer('Slow', 'GBP', 325, null),
      offer('Mill', 'GBP', 325, 3),
      offer('Aunt', 'GBP', 325, 3),
    ];
    expect(bestOffer(offers, 'GBP')?.supplier).toBe('Aunt');
    expect(bestOffer(offers.slice(0, 3), 'GBP')?.supplier).toBe('Slow');
    expect(bestOffer(offers.slice(0, 1), 'GBP')?.supplier).toBe('Kim');
    expect(bestOffer([], 'GBP')).toBeUndefined();
  });
});
