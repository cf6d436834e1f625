// Periods, weeks, groups put together, and what stock has cost.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateGroup, daysBetween, isoWeek, parsePeriod, periodBetween, putTogether, type SalesRow } from '../../src/domain/report.ts';
import { noStock, type StockValue, valueAfter } from '../../src/domain/stock-value.ts';
import { addDays } from '../../src/domain/time.ts';

describe('periods', () => {
  test.each([
    ['today', '2026-03-02', '2026-03-02', '2026-03-02'],
    ['yesterday', '2026-03-01', '2026-02-28', '2026-02-28'],
    ['this-month', '2026-02-10', '2026-02-01', '2026-02-28'],
    ['this-month', '2024-02-10', '2024-02-01', '2024-02-29'],
    ['last-month', '2026-01-31', '2025-12-01', '2025-12-31'],
    ['last-month', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['this-year', '2026-03-02', '2026-01-01', '2026-12-31'],
    ['last-year', '2026-03-02', '2025-01-01', '2025-12-31'],
    ['2026', '2026-03-02', '2026-01-01', '2026-12-31'],
    ['2026-12', '2026-03-02', '2026-12-01', '2026-12-31'],
    ['2026-04', '2026-03-02', '2026-04-01', '2026-04-30'],
    [' 2026-03-01 ', '2026-03-02', '2026-03-01', '2026-03-01'],
  ])('"%s" on %s is %s to %s', (text, today, from, to) => {
    expect(parsePeriod(text, today)).toEqual({ from, to });
  });

  test.each(['', 'soon', '26', '2026-13', '2026-00', '2026-02-30', '2026-3', '202603', '2026-W10', '0001', 'This-Month'])(
    '"%s" is refused',
    (text) => {
      expect(() => parsePeriod(text, '2026-03-02')).toThrow(expect.objectContaining({ code: 'period-invalid' }));
    },
  );

  test('open at either end, one day long, never backwards', () => {
    expect(periodBetween(undefined, undefined)).toEqual({});
    expect(periodBetween('2026-03-01', undefined)).toEqual({ from: '2026-03-01' });
    expect(periodBetween('2026-03-01', '2026-03-01')).toEqual({ from: '2026-03-01', to: '2026-03-01' });
    expect(() => periodBetween('2026-03-02', '2026-03-01')).toThrow(expect.objectContaining({ code: 'period-backwards' }));
    expect(() => periodBetween('2026-02-30', undefined)).toThrow(expect.objectContaining({ code: 'date-invalid' }));
  });
});

describe('weeks of ISO 8601', () => {
  test.each([
    ['2026-01-01', '2026-W01'],
    ['2025-12-29', '2026-W01'],
    ['2025-12-28', '2025-W52'],
    ['2027-01-01', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
    ['2021-01-03', '2020-W53'],
    ['2026-03-02', '2026-W10'],
    ['2026-03-08', '2026-W10'],
  ])('%s is in %s', (date, week) => {
    expect(isoWeek(date)).toBe(week);
  });

  const anyDate = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1950-01-01', days));

  test('every Monday begins one, and the six days after it are in it', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const isMonday = new Date(`${date}T00:00:00Z`).getUTCDay() === 1;
        expect(isoWeek(date) === isoWeek(addDays(date, -1))).toBe(!isMonday);
      }),
    );
  });

  test('days between dates are what adding them says', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });
});

describe('groups put together', () => {
  const row = (group: string, currency: string, more: Partial<SalesRow> = {}): SalesRow => ({
    group,
    name: '',
    currency,
    exponent: currency === 'KRW' ? 0 : 2,
    orders: 1,
    units: 2,
    netMinor: 1000,
    taxMinor: 100,
    grossMinor: 1100,
    creditedMinor: 10,
    refundedMinor: 5,
    ...more,
  });

  test('days of one month and currency are one row; currencies never mix', () => {
    const rows = [row('2026-03-31', 'EUR'), row('2026-03-01', 'EUR'), row('2026-03-15', 'KRW'), row('2026-02-28', 'EUR')];
    expect(putTogether(rows, 'month')).toEqual([
      row('2026-02', 'EUR'),
      {
        ...row('2026-03', 'EUR'),
        orders: 2,
        units: 4,
        netMinor: 2000,
        taxMinor: 200,
        grossMinor: 2200,
        creditedMinor: 20,
        refundedMinor: 10,
      },
      row('2026-03', 'KRW'),
    ]);
    expect(putTogether(rows, 'total').map(({ currency, orders, exponent }) => [currency, orders, exponent])).toEqual([
      ['EUR', 3, 2],
      ['KRW', 1, 0],
    ]);
  });

  test('groups that are no dates stay apart, and so do products without a code', () => {
    const rows = [
      row('MUG', 'EUR', { refundedMinor: null }),
      row('', 'EUR', { name: 'poster' }),
      row('', 'EUR', { name: 'card' }),
      row('', 'EUR'),
    ];
    expect(putTogether(rows, 'product').map(({ group, name }) => `${group}/${name}`)).toEqual(['/', '/card', '/poster', 'MUG/']);
    expect(putTogether(rows, 'product').at(-1)?.refundedMinor).toBeNull();
  });

  test('a date’s group', () => {
    expect(dateGroup('2026-03-02', 'day')).toBe('2026-03-02');
    expect(dateGroup('2026-03-02', 'week')).toBe('2026-W10');
    expect(dateGroup('2026-03-02', 'month')).toBe('2026-03');
  });
});

describe('what stock has cost', () => {
  type Movement = readonly [quantity: number, unitCostMicros: number | null];
  const after = (movements: readonly Movement[]) =>
    movements.reduce<StockValue>((value, [quantity, cost]) => valueAfter(value, quantity, cost), noStock);

  const table: readonly (readonly [about: string, movements: readonly Movement[], quantity: number, micros: number | undefined])[] = [
    ['nothing', [], 0, undefined],
    [
      'no cost known',
      [
        [5, null],
        [-2, null],
      ],
      3,
      undefined,
    ],
    ['one cost', [[10, 4_100_000]], 10, 41_000_000],
    [
      'the average of two',
      [
        [10, 4_000_000],
        [10, 5_000_000],
        [-10, null],
      ],
      10,
      45_000_000,
    ],
    [
      'what came before the first cost counts as it',
      [
        [5, null],
        [10, 4_000_000],
      ],
      15,
      60_000_000,
    ],
    [
      'what comes without a cost counts as the average',
      [
        [2, 3_000_000],
        [2, 5_000_000],
        [1, null],
      ],
      5,
      20_000_000,
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
    ],
    ['for nothing', [[4, 0]], 4, 0],
  ];

  test.each(table)('%s', (_, movements, quantity, micros) => {
    const value = after(movements);
    expect(value.quantity).toBe(quantity);
    expect(value.micros).toBe(micros === undefined ? undefined : BigInt(micros));
  });

  test('is never below nothing, is nothing when nothing is there, and stays between the lowest and the highest cost', () => {
    const movement = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.option(fc.integer({ min: 1, max: 10_000_000 })));
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 40 }), (movements) => {
        let value = noStock;
        const costs: bigint[] = [];
        for (const [wanted, cost] of movements) {
          // what is not there cannot go out
          const quantity = Math.max(-value.quantity, wanted);
          if (quantity > 0 && cost !== null) costs.push(BigInt(cost));
          value = valueAfter(value, quantity, quantity > 0 ? cost : null);
          if (value.micros === undefined) continue;
          if (value.quantity === 0) expect(value.micros).toBe(0n);
          const [least, most] = [costs, costs].map((all, index) => all.reduce((a, b) => (a < b === (index === 0) ? a : b))) as [
            bigint,
            bigint,
          ];
          expect(value.micros >= BigInt(value.quantity) * least).toBe(true);
          expect(value.micros <= BigInt(value.quantity) * most).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
