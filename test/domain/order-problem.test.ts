// What validation finds: a table for each rule.
import { describe, expect, test } from 'vitest';
import { findProblems, type Validated, waivableCodes, withWaivers } from '../../src/domain/order/problem.ts';

type Line = Validated['lines'][number];
const line: Line = {
  position: 1,
  sku: 'MUG',
  quantity: 2,
  cancelledQuantity: 0,
  unitPriceMicros: 12_500_000,
  priceAssumed: false,
  shippable: true,
  product: { id: 1, sku: 'MUG', active: true, unitPriceMicros: 12_500_000 },
  available: 9,
};
const good: Validated = {
  order: { currency: 'EUR', totalMinor: 2500, channelTotalMinor: null },
  lines: [line],
  shipTo: { name: 'Ann', address1: 'Calle Mayor 3', country: 'ES' },
  priceTolerancePercent: 0,
};
const withLine = (changes: Partial<Line>): Validated => ({ ...good, lines: [{ ...line, ...changes }] });
const withProduct = (changes: Partial<NonNullable<Line['product']>>) =>
  withLine({ product: { id: 1, sku: 'MUG', active: true, unitPriceMicros: 12_500_000, ...changes } });

describe('findProblems', () => {
  const table: readonly (readonly [title: string, checked: Validated, found: string])[] = [
    ['a good order', good, ''],
    ['no lines', { ...good, lines: [] }, 'error lines-missing'],
    ['no lines, and held for that', { ...good, lines: [], isHeldForLines: true }, ''],
    ['the channel’s total agrees', { ...good, order: { ...good.order, channelTotalMinor: 2500 } }, ''],
    ['the channel’s total differs', { ...good, order: { ...good.order, channelTotalMinor: 2499 } }, 'error total-differs'],
    ['unknown SKU', withLine({ product: undefined }), 'error sku-unknown 1'],
    ['no SKU at all', withLine({ sku: '', product: undefined }), 'error sku-missing 1'],
    ['unknown SKU: its price is not asked for', withLine({ product: undefined, priceAssumed: true }), 'error sku-unknown 1'],
    ['no longer sold', withProduct({ active: false }), 'error product-inactive 1'],
    ['no price anywhere', withLine({ priceAssumed: true, unitPriceMicros: 0 }), 'error price-missing 1'],
    ['another price', withLine({ unitPriceMicros: 12_490_000 }), 'warning price-differs 1'],
    ['another price within what is tolerated', { ...withLine({ unitPriceMicros: 12_375_000 }), priceTolerancePercent: 1 }, ''],
    [
      'just outside what is tolerated',
      { ...withLine({ unitPriceMicros: 12_374_999 }), priceTolerancePercent: 1 },
      'warning price-differs 1',
    ],
    ['no price in the shop to compare with', withProduct({ unitPriceMicros: null }), ''],
    ['a thousand', withLine({ quantity: 1000, available: 1000 }), 'warning quantity-unusual 1'],
    ['a thousand, most of it cancelled', withLine({ quantity: 1000, cancelledQuantity: 998 }), ''],
    ['too little there', withLine({ available: 1 }), 'warning stock-short 1'],
    ['stock not looked at', withLine({ available: undefined, quantity: 99 }), ''],
    ['a service needs no stock', withLine({ available: 0, shippable: false }), ''],
    ['nobody named', { ...good, shipTo: { name: ' ', address1: 'Calle Mayor 3', country: 'ES' } }, 'error recipient-missing'],
    ['a firm is enough', { ...good, shipTo: { name: '', company: 'Ruiz S.L.', address1: 'Calle Mayor 3', country: 'ES' } }, ''],
    ['no address at all', { ...good, shipTo: undefined }, 'error recipient-missing'],
    ['no street', { ...good, shipTo: { name: 'Ann', country: 'ES' } }, 'error address-incomplete'],
    ['no country', { ...good, shipTo: { name: 'Ann', address1: 'Calle Mayor 3', country: ' ' } }, 'error address-incomplete'],
    ['services need no address', { ...withLine({ shippable: false }), shipTo: undefined }, ''],
    ['all cancelled needs no address', { ...withLine({ cancelledQuantity: 2 }), shipTo: undefined }, ''],
  ];

  test.each(table)('%s', (_, checked, found) => {
    expect(
      findProblems(checked)
        .map(({ severity, code, position }) => [severity, code, position].filter(Boolean).join(' '))
        .join(', '),
    ).toBe(found);
  });

  test('all problems at once, the order’s own first', () => {
    const bad = { ...withLine({ product: undefined }), order: { ...good.order, channelTotalMinor: 1 }, shipTo: undefined };
    expect(findProblems(bad).map(({ code }) => code)).toEqual(['total-differs', 'recipient-missing', 'sku-unknown']);
  });
});

describe('withWaivers', () => {
  const broken: Validated = { ...good, order: { ...good.order, channelTotalMinor: 1 }, shipTo: undefined };
  const waiver = (code: string) => ({ code, reason: 'agreed', actor: 'ann' });
  const told = (waived: readonly string[]) =>
    withWaivers(findProblems(broken), waived.map(waiver)).map(({ code, severity, details }) =>
      `${severity} ${code} ${details.waivedBy ?? ''}`.trim(),
    );

  test('what is waived is a warning with who did it; the rest stays as it is', () => {
    expect(told([])).toEqual(['error total-differs', 'error recipient-missing']);
    expect(told(['total-differs'])).toEqual(['warning total-differs ann', 'error recipient-missing']);
    expect(told(['total-differs', 'recipient-missing', 'sku-unknown'])).toEqual([
      'warning total-differs ann',
      'warning recipient-missing ann',
    ]);
  });

  test('what nothing could be done about is not waivable', () =>
    expect(['sku-unknown', 'sku-missing', 'lines-missing', 'price-missing'].some((code) => waivableCodes.has(code as 'sku-unknown'))).toBe(
      false,
    ));
});
