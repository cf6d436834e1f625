// The table of currencies against ISO 4217's list of minor units.
import { describe, expect, test } from 'vitest';
import { exponentOf, isCurrency } from '../../src/domain/currency.ts';

describe('minor units of ISO 4217', () => {
  test.each([
    ['KRW', 0],
    ['JPY', 0],
    ['VND', 0],
    ['CLP', 0],
    ['ISK', 0],
    ['UGX', 0],
    // Intl says 0 for the next four, ISO says otherwise
    ['HUF', 2],
    ['COP', 2],
    ['IDR', 2],
    ['IQD', 3],
    ['EUR', 2],
    ['USD', 2],
    ['CNY', 2],
    ['TWD', 2],
    ['KWD', 3],
    ['BHD', 3],
    ['TND', 3],
    ['CLF', 4],
    ['UYW', 4],
  ])('%s has %d decimals', (currency, exponent) => {
    expect(exponentOf(currency)).toBe(exponent);
    expect(isCurrency(currency)).toBe(true);
  });

  // precious metals, testing and "no currency" are in ISO's list and are not money to keep
  test.each(['XXX', 'XAU', 'XTS', 'eur', 'EURO', '', 'toString', '__proto__'])('"%s" is not a currency', (code) => {
    expect(isCurrency(code)).toBe(false);
    expect(() => exponentOf(code)).toThrow(expect.objectContaining({ code: 'currency-unknown' }));
  });
});
