// Rates from tax that is named of each line and of the freight.
import { describe, expect, test } from 'vitest';
import { type TaxedAmount, toldRates } from '../../src/domain/import/told-tax.ts';

const part = (taxMinor: number, ...amountsMinor: number[]): TaxedAmount => ({ taxMinor, amountsMinor });

function ratesOf(parts: readonly TaxedAmount[], { isInside = false, known = [] as number[] } = {}): number[] {
  const rates = toldRates({ lines: parts, freight: null }, isInside, known);
  return parts.map((one) => (rates.get(one) as number) / 10_000);
}

describe('rates that taxes come to', () => {
  test.each([
    ['round ones, each its own', [part(325, 2499), part(50, 999)], {}, [13, 5]],
    ['one for all where it fits all', [part(222, 2500), part(71, 800)], {}, [8.875, 8.875]],
    ['inside of prices', [part(400, 2400), part(110, 2110)], { isInside: true }, [20, 5.5]],
    ['one that the shop knows, a cent off', [part(38, 199)], { known: [190_000] }, [19]],
    ['before a discount where that is rounder', [part(600, 3300, 3600)], { isInside: true }, [20]],
    ['after a discount where neither is', [part(138, 2200, 2500)], {}, [6.25]],
    ['nothing of what is not taxed', [part(0, 1000), part(130, 1000)], {}, [0, 13]],
    ['no rate from a tax above the amount', [part(500, 100)], {}, [0]],
  ] as const)('%s', (_, parts, how, expected) => {
    expect(ratesOf(parts as readonly TaxedAmount[], how as never)).toEqual(expected);
  });
});
