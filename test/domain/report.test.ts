// Periods, weeks, groups put together, and what stock has cost.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateGroup, daysBetween, isoWeek, parsePeriod, periodBetween, putTogether, type SalesRow } from '../../src/domain/report.ts';
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
