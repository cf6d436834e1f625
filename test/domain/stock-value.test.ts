import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StockValue, type Valuation, valuations } from '../../src/domain/stock-value.ts';

type Movement = readonly [quantity: number, unitCostMicros: number | null];

function valued(movements: readonly Movement[], valuation: Valuation): StockValue {
  const value = new StockValue(valuation);
  for (const [quantity, cost] of movements) value.move(quantity, cost);
  return value;
}

/** Quantity, then the value in micros by average and first in, first out; undefined: not known. */
const table: readonly (readonly [
  about: string,
  movements: readonly Movement[],
  quantity: number,
  average: number | undefined,
  fifo: number | undefined,
])[] = [
  ['nothing', [], 0, undefined, undefined],
  [
    'no cost known',
    [
      [5, null],
      [-2, null],
    ],
    3,
    undefined,
    undefined,
  ],
  ['one cost', [[10, 4_100_000]], 10, 41_000_000, 41_000_000],
  [
    'two costs, half of it gone',
    [
      [10, 4_000_000],
      [10, 5_000_000],
      [-10, null],
    ],
    10,
    45_000_000,
    50_000_000,
  ],
  [
    'a layer and a part of the next gone',
    [
      [10, 4_000_000],
      [10, 5_000_000],
      [-13, null],
    ],
    7,
    31_500_000,
    35_000_000,
  ],
  [
    'what came before the first cost counts as it',
    [
      [5, null],
      [10, 4_000_000],
    ],
    15,
    60_000_000,
    60_000_000,
  ],
  [
    'what comes without a cost counts as what goes out next',
    [
      [2, 3_000_000],
      [2, 5_000_000],
      [1, null],
    ],
    5,
    20_000_000,
    19_000_000,
  ],
  [
    'and goes out first',
    [
      [2, 3_000_000],
      [2, 5_000_000],
      [1, null],
      [-3, null],
    ],
    2,
    8_000_000,
    10_000_000,
  ],
  [
    'thirds: the last one takes the rest',
    [
      [3, 333_333],
      [-1, null],
      [-1, null],
    ],
    1,
    333_333,
    333_333,
  ],
  [
    'and then nothing is left',
    [
      [3, 333_333],
      [-1, null],
      [-1, null],
      [-1, null],
    ],
    0,
    0,
    0,
  ],
  [
    'back to an empty shelf: as one was worth',
    [
      [1, 700_000],
      [-1, null],
      [2, null],
    ],
    2,
    1_400_000,
    1_400_000,
  ],
  ['for nothing', [[4, 0]], 4, 0, 0],
  [
    'a count that found what was there',
    [
      [4, 1_000_000],
      [0, null],
    ],
    4,
    4_000_000,
    4_000_000,
  ],
];

describe('what stock has cost', () => {
  test.each(table)('%s', (_, movements, quantity, average, fifo) => {
    for (const [valuation, micros] of [
      ['average', average],
      ['fifo', fifo],
    ] as const) {
      const value = valued(movements, valuation);
      expect([value.quantity, value.micros]).toEqual([quantity, micros === undefined ? undefined : BigInt(micros)]);
    }
  });

  test('what goes out next is told', () => {
    expect(
      valued(
        [
          [10, 4_000_000],
          [10, 5_000_000],
        ],
        'average',
      ).unitMicros,
    ).toBe(4_500_000n);
    expect(
      valued(
        [
          [10, 4_000_000],
          [10, 5_000_000],
        ],
        'fifo',
      ).unitMicros,
    ).toBe(4_000_000n);
    expect(
      valued(
        [
          [10, 4_000_000],
          [10, 5_000_000],
          [-20, null],
        ],
        'fifo',
      ).unitMicros,
    ).toBe(5_000_000n);
  });

  const movement = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.option(fc.integer({ min: 1, max: 10_000_000 })));

  test.each(valuations)('by %s it is nothing when nothing is there, and stays between the lowest and the highest cost', (valuation) => {
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 40 }), (movements) => {
        const value = new StockValue(valuation);
        const costs: bigint[] = [];
        for (const [wanted, cost] of movements) {
          // what is not there cannot go out
          const quantity = Math.max(-value.quantity, wanted);
          if (quantity > 0 && cost !== null) costs.push(BigInt(cost));
          value.move(quantity, quantity > 0 ? cost : null);
          if (value.micros === undefined) continue;
          if (value.quantity === 0) expect(value.micros).toBe(0n);
          const sorted = [...costs].sort((left, right) => (left < right ? -1 : 1));
          // a share is rounded once for each time it was taken
          const slack = BigInt(movements.length);
          expect(value.micros >= BigInt(value.quantity) * (sorted[0] as bigint) - slack).toBe(true);
          expect(value.micros <= BigInt(value.quantity) * (sorted.at(-1) as bigint) + slack).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('first in, first out is what a list of single units says', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 9 })), { maxLength: 60 }), (movements) => {
        const value = new StockValue('fifo');
        const units: bigint[] = [];
        for (const [wanted, cost] of movements) {
          const quantity = Math.max(-units.length, wanted);
          if (quantity > 0) units.push(...Array.from({ length: quantity }, () => BigInt(cost)));
          else units.splice(0, -quantity);
          value.move(quantity, quantity > 0 ? cost : null);
          expect(value.quantity).toBe(units.length);
          expect(value.micros ?? 0n).toBe(units.reduce((sum, one) => sum + one, 0n));
        }
      }),
      { numRuns: 500 },
    );
  });
});
