// Money: one rounding, one way to share out, and amounts that survive being written and read.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AMOUNT_MAX,
  allocate,
  divideRounded,
  formatAmount,
  formatUnitPrice,
  lineAmountMinor,
  parseAmount,
  parseUnitPrice,
  proportion,
  type Rounding,
  roundings,
  toSafe,
  unitPriceOf,
} from '../../src/domain/money.ts';

const anyRounding = fc.constantFrom(...roundings);
const anyBigint = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
const anyDivisor = fc.bigInt({ min: 1n, max: 10n ** 12n });
const anyAmount = fc.integer({ min: -AMOUNT_MAX, max: AMOUNT_MAX });
/** One currency for each number of decimals there is. */
const currencies = ['KRW', 'EUR', 'KWD', 'CLF'] as const;
const anyCurrency = fc.constantFrom(...currencies);

describe('divideRounded', () => {
  const table: readonly (readonly [numerator: number, denominator: number, Readonly<Record<Rounding, number>>])[] = [
    [10, 5, { 'half-up': 2, 'half-even': 2, down: 2, up: 2 }],
    [5, 2, { 'half-up': 3, 'half-even': 2, down: 2, up: 3 }],
    [7, 2, { 'half-up': 4, 'half-even': 4, down: 3, up: 4 }],
    [-5, 2, { 'half-up': -3, 'half-even': -2, down: -2, up: -3 }],
    [-7, 2, { 'half-up': -4, 'half-even': -4, down: -3, up: -4 }],
    [1, 3, { 'half-up': 0, 'half-even': 0, down: 0, up: 1 }],
    [2, 3, { 'half-up': 1, 'half-even': 1, down: 0, up: 1 }],
    [-1, 3, { 'half-up': 0, 'half-even': 0, down: 0, up: -1 }],
    [0, 7, { 'half-up': 0, 'half-even': 0, down: 0, up: 0 }],
    // half of an odd denominator is never met exactly
    [3, 7, { 'half-up': 0, 'half-even': 0, down: 0, up: 1 }],
    [4, 7, { 'half-up': 1, 'half-even': 1, down: 0, up: 1 }],
  ];
  for (const [numerator, denominator, expected] of table) {
    for (const rounding of roundings) {
      test(`${numerator} / ${denominator} ${rounding}`, () => {
        expect(Number(divideRounded(BigInt(numerator), BigInt(denominator), rounding))).toBe(expected[rounding]);
      });
    }
  }

  test('is symmetric, so that a credit mirrors its invoice', () => {
    fc.assert(
      fc.property(anyBigint, anyDivisor, anyRounding, (numerator, denominator, rounding) => {
        expect(divideRounded(-numerator, denominator, rounding)).toBe(-divideRounded(numerator, denominator, rounding));
      }),
    );
  });

  test('is never a whole unit away, and within half a unit where it says half', () => {
    fc.assert(
      fc.property(anyBigint, anyDivisor, anyRounding, (numerator, denominator, rounding) => {
        const distance = absolute(divideRounded(numerator, denominator, rounding) * denominator - numerator);
        expect(distance < denominator).toBe(true);
        if (rounding.startsWith('half')) expect(distance * 2n <= denominator).toBe(true);
      }),
    );
  });

  test('keeps order', () => {
    fc.assert(
      fc.property(anyBigint, anyBigint, anyDivisor, anyRounding, (a, b, denominator, rounding) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(divideRounded(low, denominator, rounding) <= divideRounded(high, denominator, rounding)).toBe(true);
      }),
    );
  });

  test('refuses to divide by nothing or by less', () => {
    expect(() => divideRounded(1n, 0n)).toThrow(RangeError);
    expect(() => divideRounded(1n, -2n)).toThrow(RangeError);
  });
});

describe('toSafe and proportion', () => {
  test('an amount beyond what is exact is refused', () => {
    expect(toSafe(BigInt(AMOUNT_MAX))).toBe(AMOUNT_MAX);
    expect(() => toSafe(BigInt(AMOUNT_MAX) + 1n)).toThrow(expect.objectContaining({ code: 'amount-too-large' }));
  });

  test.each([
    [1000, 1, 3, 333],
    [1000, 2, 3, 667],
    [-1000, 2, 3, -667],
    [1000, -2, -3, 667],
    [1000, 2, -3, -667],
    [1000, 5, 0, 0],
    [AMOUNT_MAX, 999, 1000, 8998192055486250],
  ])('%d × %d / %d = %d', (total, part, whole, expected) => {
    expect(proportion(total, part, whole)).toBe(expected);
  });
});

describe('allocate', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [101, [50, 30, 20], [51, 30, 20]],
    [5, [0, 0], [5, 0]],
    [0, [3, 4], [0, 0]],
    [7, [0, 3, 0], [0, 7, 0]],
    [2, [1, 1, 1, 1], [1, 1, 0, 0]],
    // the largest remainder first, not the first part
    [10, [33, 33, 34], [3, 3, 4]],
    [10, [], []],
    [AMOUNT_MAX, [1, 1], [4503599627370496, 4503599627370495]],
  ])('%d by %j is %j', (total, weights, expected) => {
    expect(allocate(total, weights)).toEqual(expected);
  });

  const someWeights = fc.array(fc.integer({ min: 0, max: AMOUNT_MAX }), { minLength: 1, maxLength: 30 });

  test('the parts always sum to the total', () => {
    fc.assert(
      fc.property(anyAmount, someWeights, (total, weights) => {
        const sum = allocate(total, weights).reduce((left, right) => left + BigInt(right), 0n);
        expect(sum).toBe(BigInt(total));
      }),
    );
  });

  test('each part is within one unit of its exact share, and none is minus zero', () => {
    fc.assert(
      fc.property(anyAmount, someWeights, (total, weights) => {
        const whole = weights.reduce((left, right) => left + BigInt(right), 0n);
        fc.pre(whole > 0n);
        for (const [index, part] of allocate(total, weights).entries()) {
          const exact = BigInt(total) * BigInt(weights[index] as number);
          expect(absolute(BigInt(part) * whole - exact) < whole).toBe(true);
          expect(Object.is(part, -0)).toBe(false);
        }
      }),
    );
  });

  test('who weighs more never gets less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: AMOUNT_MAX }), someWeights, (total, weights) => {
        fc.pre(weights.some((weight) => weight > 0));
        const parts = allocate(total, weights);
        const ranked = weights.map((weight, index) => ({ weight, part: parts[index] as number })).sort((a, b) => a.weight - b.weight);
        for (let index = 1; index < ranked.length; index += 1) {
          const [less, more] = [ranked[index - 1], ranked[index]] as [(typeof ranked)[number], (typeof ranked)[number]];
          if (more.weight > less.weight) expect(more.part).toBeGreaterThanOrEqual(less.part);
        }
      }),
    );
  });

  test('is symmetric', () => {
    fc.assert(
      fc.property(anyAmount, someWeights, (total, weights) => {
        expect(allocate(-total, weights)).toEqual(allocate(total, weights).map((part) => -part || 0));
      }),
    );
  });
});

describe('amounts as text', () => {
  test.each([
    ['1234.50', 'EUR', 123450],
    ['1234.5', 'EUR', 123450],
    ['1234', 'EUR', 123400],
    ['-0.01', 'EUR', -1],
    ['-0', 'EUR', 0],
    ['007', 'KRW', 7],
    ['12000', 'KRW', 12000],
    ['12000.00', 'JPY', 12000],
    ['1.234', 'KWD', 1234],
    ['1.2345', 'CLF', 12345],
    ['0.10', 'CLF', 1000],
    [' 5.00 ', 'USD', 500],
    ['90071992547409.91', 'USD', AMOUNT_MAX],
  ])('%s %s is %d', (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });

  test.each([
    ['12.345', 'EUR', 'amount-too-fine'],
    ['12.5', 'KRW', 'amount-too-fine'],
    ['0.0001', 'KWD', 'amount-too-fine'],
    ['90071992547409.92', 'USD', 'amount-too-large'],
    ['9999999999999999', 'KRW', 'amount-too-large'],
    ['', 'EUR', 'amount-invalid'],
    ['1,234.50', 'EUR', 'amount-invalid'],
    ['1 234', 'EUR', 'amount-invalid'],
    ['€5', 'EUR', 'amount-invalid'],
    ['.5', 'EUR', 'amount-invalid'],
    ['5.', 'EUR', 'amount-invalid'],
    ['1e3', 'EUR', 'amount-invalid'],
    ['0x10', 'EUR', 'amount-invalid'],
    ['--5', 'EUR', 'amount-invalid'],
    ['5', 'XXX', 'currency-unknown'],
  ])('"%s" %s is refused: %s', (text, currency, code) => {
    expect(() => parseAmount(text, currency)).toThrow(expect.objectContaining({ code }));
  });

  test('what is written is read again, in every exponent', () => {
    fc.assert(
      fc.property(anyAmount, anyCurrency, (minor, currency) => {
        expect(parseAmount(formatAmount(minor, currency), currency)).toBe(minor);
      }),
    );
  });

  test.each([
    [0, 'EUR', '0.00'],
    [5, 'EUR', '0.05'],
    [-5, 'EUR', '-0.05'],
    [123450, 'EUR', '1234.50'],
    [123450, 'KRW', '123450'],
    [-1, 'KWD', '-0.001'],
    [12345, 'CLF', '1.2345'],
  ])('%d %s is written %s', (minor, currency, text) => {
    expect(formatAmount(minor, currency)).toBe(text);
  });
});

describe('unit prices', () => {
  test.each([
    [12_500_000, 'EUR', '12.50'],
    [125_000, 'EUR', '0.125'],
    [12_000_000_000, 'KRW', '12000'],
    [-1, 'EUR', '-0.000001'],
    [1_000_000, 'KWD', '1.000'],
  ])('%d millionths in %s are %s', (micros, currency, text) => {
    expect(formatUnitPrice(micros, currency)).toBe(text);
    expect(parseUnitPrice(text, currency)).toBe(micros);
  });

  test('one that is computed may be finer than its currency', () => {
    expect(formatUnitPrice(500_000, 'KRW')).toBe('0.5');
  });

  test.each([
    ['0.0000001', 'EUR', 'price-too-fine', { decimals: 6, rounded: '0.000001' }],
    ['-9.9999995', 'EUR', 'price-too-fine', { decimals: 6, rounded: '-10.000000' }],
    ['0.0000001', 'KWD', 'price-too-fine', { decimals: 6 }],
    ['1.5', 'KRW', 'amount-too-fine', { decimals: 0, rounded: '2', currency: 'KRW' }],
    ['1500.49', 'JPY', 'amount-too-fine', { decimals: 0, rounded: '1500' }],
    ['9007199255', 'JPY', 'amount-too-large', { value: '9007199255' }],
  ])('a price of %s in %s is refused: %s', (text, currency, code, details) => {
    expect(() => parseUnitPrice(text, currency)).toThrow(expect.objectContaining({ code, details: expect.objectContaining(details) }));
  });

  test('decimals that are nothing are no decimals', () => {
    expect(parseUnitPrice('1500.00', 'JPY')).toBe(1_500_000_000);
  });

  test.each([
    [3, 4_100_000, 'EUR', 1230],
    [3, 333_333, 'EUR', 100],
    [1, 5_000, 'EUR', 1],
    [-1, 5_000, 'EUR', -1],
    [1, 4_999, 'EUR', 0],
    [7, 1_500_000, 'JPY', 11],
    [2, 1_234_567, 'KWD', 2469],
    [1, 1_234_567, 'CLF', 12346],
  ])('%d × %d millionths in %s are %d', (quantity, micros, currency, minor) => {
    expect(lineAmountMinor(quantity, micros, currency)).toBe(minor);
  });

  test('a line amount divided by its quantity and multiplied again is the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 4000 }), anyCurrency, (minor, quantity, currency) => {
        // 4000 × half a millionth stays below half a unit only where the currency has at most two decimals
        fc.pre(currency === 'KRW' || currency === 'EUR');
        expect(lineAmountMinor(quantity, unitPriceOf(minor, quantity, currency), currency)).toBe(minor);
      }),
    );
  });
});

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
