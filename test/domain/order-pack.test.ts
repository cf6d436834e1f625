// A code that means several pieces: a line counted in pieces costs what it cost, and can be told as it was sold.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineAmountMinor, roundings } from '../../src/domain/money.ts';
import { inPieces, inUnits } from '../../src/domain/order/pack.ts';

const line = { quantity: 1, cancelledQuantity: 0, unitPriceMicros: 10_000_000 };

describe('inPieces', () => {
  test.each([
    ['a price that divides', line, 2, 'half-up', 2, 5_000_000],
    ['one that does not, rounded half up', line, 3, 'half-up', 3, 3_333_333],
    ['one that does not, rounded down: a millionth more', line, 3, 'down', 3, 3_333_334],
    ['two thirds, rounded up: a millionth less', { ...line, unitPriceMicros: 20_000_000 }, 3, 'up', 3, 6_666_666],
    ['a price that nobody says', { ...line, unitPriceMicros: null }, 3, 'half-up', 3, null],
  ] as const)('%s', (_, sold, pieces, rounding, quantity, unitPriceMicros) => {
    expect(inPieces(sold, pieces, 'EUR', rounding)).toEqual({ quantity, cancelledQuantity: 0, unitPriceMicros });
  });

  test('too many pieces to be counted, or for their price to be divided, are none', () => {
    expect(inPieces({ ...line, quantity: 1_000 }, 1_000_001, 'EUR', 'half-up')).toBeUndefined();
    expect(inPieces({ ...line, quantity: 7_001 }, 3, 'EUR', 'half-up')).toBeUndefined();
  });
});

test('a line costs in pieces what it cost, cancelled ones or not, and is told again as it was sold', () => {
  const sold = fc.record({
    quantity: fc.integer({ min: 1, max: 40 }),
    cancelled: fc.integer({ min: 0, max: 40 }),
    unitPriceMicros: fc.oneof(
      fc.integer({ min: 0, max: 3_000 }).map((cents) => cents * 10_000),
      fc.integer({ min: 0, max: 3e10 }),
    ),
    pieces: fc.integer({ min: 1, max: 24 }),
    currency: fc.constantFrom('EUR', 'JPY', 'KRW', 'KWD'),
    rounding: fc.constantFrom(...roundings),
  });
  fc.assert(
    fc.property(sold, ({ quantity, cancelled, unitPriceMicros, pieces, currency, rounding }) => {
      const step = currency === 'EUR' ? 10_000 : currency === 'KWD' ? 1_000 : 1_000_000;
      const cancelledQuantity = Math.min(quantity, cancelled);
      const amount = (count: number, price: number | null) => lineAmountMinor(count, price ?? 0, currency, rounding);
      const counted = inPieces({ quantity, cancelledQuantity, unitPriceMicros }, pieces, currency, rounding);
      // a price with decimals beyond the currency's may stand just beside the half
      if (!counted) return void expect(unitPriceMicros % step).not.toBe(0);
      expect(counted.quantity).toBe(quantity * pieces);
      expect(amount(counted.quantity, counted.unitPriceMicros)).toBe(amount(quantity, unitPriceMicros));
      expect(amount(counted.quantity - (counted.cancelledQuantity ?? 0), counted.unitPriceMicros)).toBe(
        amount(quantity - cancelledQuantity, unitPriceMicros),
      );
      const units = inUnits(counted, pieces, currency, rounding);
      expect(units).toMatchObject({ quantity, cancelledQuantity });
      expect(inPieces(units, pieces, currency, rounding)).toEqual(counted);
      if (unitPriceMicros % step === 0) expect(units.unitPriceMicros).toBe(unitPriceMicros);
    }),
    { numRuns: 2_000 },
  );
});
