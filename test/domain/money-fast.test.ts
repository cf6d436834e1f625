// Plain numbers where they are exact, bigints where they are not: the same results either way.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AMOUNT_MAX, allocate, divideRounded, multiplyDivide, roundings, toSafe } from '../../src/domain/money.ts';

const small = fc.integer({ min: -100_000_000, max: 100_000_000 });
const large = fc.integer({ min: -AMOUNT_MAX, max: AMOUNT_MAX });
const edge = fc.constantFrom(0, 1, -1, AMOUNT_MAX, -AMOUNT_MAX, 94_906_265, 94_906_266, -94_906_266);
const amount = fc.oneof(small, large, edge);
const denominator = fc.oneof(fc.integer({ min: 1, max: 2_000_000 }), fc.integer({ min: 1, max: AMOUNT_MAX }));

describe('multiplyDivide', () => {
  test('is what bigints say, for every rounding', () => {
    fc.assert(
      fc.property(amount, amount, denominator, fc.constantFrom(...roundings), (left, right, under, rounding) => {
        const exact = divideRounded(BigInt(left) * BigInt(right), BigInt(under), rounding);
        if (exact > BigInt(AMOUNT_MAX) || exact < -BigInt(AMOUNT_MAX)) expect(() => multiplyDivide(left, right, under, rounding)).toThrow();
        else expect(multiplyDivide(left, right, under, rounding)).toBe(toSafe(exact));
      }),
      { numRuns: 5000 },
    );
  });

  test('wants a positive denominator', () => {
    expect(() => multiplyDivide(1, 1, 0)).toThrow(RangeError);
    expect(() => multiplyDivide(1, 1, -3)).toThrow(RangeError);
  });
});

/** Largest remainder in bigints alone, as it is defined. */
function allocated(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((left, right) => left + BigInt(right), 0n);
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : 0));
  const absolute = BigInt(Math.abs(total));
  const parts = weights.map((weight) => (absolute * BigInt(weight)) / sum);
  const byRest = weights
    .map((weight, index) => ({ index, rest: (absolute * BigInt(weight)) % sum }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  const left = Number(absolute - parts.reduce((a, b) => a + b, 0n));
  for (const { index } of byRest.slice(0, left)) parts[index] = (parts[index] as bigint) + 1n;
  return parts.map((part) => Number(total < 0 ? -part : part) || 0);
}

describe('allocate', () => {
  const weight = fc.oneof(fc.integer({ min: 0, max: 50_000 }), fc.constant(0), fc.integer({ min: 0, max: AMOUNT_MAX }));

  test('is what bigints say', () => {
    fc.assert(
      fc.property(amount, fc.array(weight, { minLength: 1, maxLength: 60 }), (total, weights) => {
        expect(allocate(total, weights)).toEqual(allocated(total, weights));
      }),
      { numRuns: 5000 },
    );
  });
});
