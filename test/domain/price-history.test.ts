// The lowest price of a time, with dates: what the law compares a reduction with.
import { describe, expect, test } from 'vitest';
import {
  daysBefore,
  firstDayOf,
  lowestIn,
  mustSayPriorPrice,
  type PriceHistory,
  periodsOf,
  priceUnder,
  reducesPrice,
  reductionOf,
} from '../../src/domain/price-history.ts';
import { newTerms, type PromotionDraft } from '../../src/domain/promotion/draft.ts';
import type { Promotion } from '../../src/domain/promotion/promotion.ts';

/** "2026-01-01 10, 2026-02-01 8": prices in euros from the beginning of days in Madrid. */
function periods(text: string) {
  return periodsOf(
    text.split(', ').map((step) => {
      const [day = '', price = ''] = step.split(' ');
      return { sinceAt: daysBefore(day, 'Europe/Madrid', 0).toAt, unitPriceMicros: price === '-' ? null : Number(price) * 1_000_000 };
    }),
  );
}

function promotion(draft: PromotionDraft, fields: Partial<Promotion> = {}): Promotion {
  const terms = newTerms({ automatic: true, ...draft }, false);
  return { ...terms, id: 1, code: 'SALE', createdAt: '2025-12-01T08:00:00Z', endedOn: null, useCount: 0, ...fields };
}

function lowestBefore(prices: string, day: string, promotions: readonly Promotion[] = []): number | null {
  const history: PriceHistory = { sku: 'MUG', periods: periods(prices), promotions, currency: 'EUR', timeZone: 'Europe/Madrid' };
  const micros = lowestIn(history, daysBefore(day, 'Europe/Madrid'));
  return micros === null ? null : micros / 1_000_000;
}

describe('the lowest price of the 30 days before', () => {
  test.each([
    ['always the same', '2025-01-01 10', '2026-03-01', 10],
    ['it was lower within', '2025-01-01 10, 2026-02-10 8, 2026-02-20 12', '2026-03-01', 8],
    ['the last day of a lower price is the first of the thirty', '2025-01-01 8, 2026-01-31 10', '2026-03-01', 8],
    ['a lower price that ended the day before the thirty', '2025-01-01 8, 2026-01-30 10', '2026-03-01', 10],
    ['a price of that day itself is none before it', '2025-01-01 10, 2026-03-01 7', '2026-03-01', 10],
    ['a price of the day before is', '2025-01-01 10, 2026-02-28 7', '2026-03-01', 7],
    ['known for a few days only', '2026-02-20 10, 2026-02-25 9', '2026-03-01', 9],
    ['not known at all', '2026-03-01 10', '2026-03-01', null],
    ['without a price for a while', '2025-01-01 5, 2026-01-01 -, 2026-02-20 10', '2026-03-01', 10],
    ['replaced at the same instant: it never held', '2025-01-01 10, 2026-02-10 1, 2026-02-10 9', '2026-03-01', 9],
    ['over the change of the clocks', '2025-01-01 8, 2026-03-06 10', '2026-04-05', 10],
  ] as const)('%s', (_, prices, day, lowest) => {
    expect(lowestBefore(prices, day)).toBe(lowest);
  });

  const tenths = { ratePpm: 100_000, products: ['MUG'] };
  test.each([
    ['one for everybody', promotion({ ...tenths, startsOn: '2026-02-01', lastOn: '2026-02-10' }), 9],
    ['its last day is the first of the thirty', promotion({ ...tenths, lastOn: '2026-01-30' }), 9],
    ['over before', promotion({ ...tenths, lastOn: '2026-01-29' }), 10],
    ['begins that day', promotion({ ...tenths, startsOn: '2026-03-01' }), 10],
    ['ended by hand before', promotion(tenths, { endedOn: '2026-01-20' }), 10],
    ['ended by hand within', promotion(tenths, { endedOn: '2026-02-02' }), 9],
    ['made that day', promotion(tenths, { createdAt: '2026-03-01T09:00:00Z' }), 10],
    ['with a code', promotion({ ...tenths, automatic: false }), 10],
    ['for a group', promotion({ ...tenths, groups: ['vip'] }), 10],
    ['from a minimum on', promotion({ ...tenths, minimumMinor: 100 }), 10],
    ['of other goods', promotion({ ...tenths, products: ['TEA'] }), 10],
    ['a new price', promotion({ priceMicros: 7_500_000, products: ['M*'] }), 7.5],
  ] as const)('a promotion before it: %s', (_, other, lowest) => {
    expect(lowestBefore('2025-01-01 10', '2026-03-01', [other])).toBe(lowest);
  });
});

test('a reduction is the last step, downwards', () => {
  const since = (text: string) => reductionOf(periods(text))?.fromAt.slice(0, 10);
  expect(since('2026-01-01 10, 2026-02-01 8')).toBe('2026-01-31');
  expect(since('2026-01-01 8, 2026-02-01 10')).toBeUndefined();
  expect(since('2026-01-01 10')).toBeUndefined();
  expect(since('2026-01-01 10, 2026-02-01 -, 2026-03-01 8')).toBeUndefined();
});

test.each([
  [promotion({ ratePpm: 333_333, products: ['MUG'] }), 6.67],
  [promotion({ amountMinor: 250, products: ['MUG'] }), 7.5],
  [promotion({ amountMinor: 2500, products: ['MUG'] }), 0],
  [promotion({ priceMicros: 12_000_000, products: ['MUG'] }), 10],
] as const)('what a piece costs under %o', (one, price) => {
  expect(priceUnder(one, 10_000_000, 'EUR')).toBe(Math.round(price * 1_000_000));
});

test('only some reduce a price', () => {
  expect(reducesPrice(promotion({ amountMinor: 500 }))).toBe(false);
  expect(reducesPrice(promotion({ buy: 2, get: 1 }))).toBe(false);
  expect(reducesPrice(promotion({ ratePpm: 100_000, class: 'shipping' }))).toBe(false);
  expect(reducesPrice(promotion({ ratePpm: 100_000 }))).toBe(true);
});

test('it begins on its first day, or when it is made', () => {
  expect(firstDayOf(promotion({ ratePpm: 1, startsOn: '2026-03-01' }), 'Europe/Madrid')).toBe('2026-03-01');
  expect(firstDayOf(promotion({ ratePpm: 1, startsOn: '2025-03-01' }), 'Europe/Madrid')).toBe('2025-12-01');
  expect(firstDayOf(promotion({ ratePpm: 1 }, { createdAt: '2026-02-28T23:30:00Z' }), 'Europe/Madrid')).toBe('2026-03-01');
});

test('where it is law', () => {
  expect(['ES', 'DE', 'NO', 'IS', 'LI'].every(mustSayPriorPrice)).toBe(true);
  expect(['GB', 'CH', 'US', 'KR', 'JP', 'CN'].some(mustSayPriorPrice)).toBe(false);
});
