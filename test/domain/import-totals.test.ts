// Orders priced so that they sum to what their channel says, however it rounds and whatever it taxes.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChannelTotals } from '../../src/domain/import/order.ts';
import { type ImportingShop, settleOrder } from '../../src/domain/import/totals.ts';
import { lineAmountMinor } from '../../src/domain/money.ts';
import type { LineDraft, OrderDraft } from '../../src/domain/order/order.ts';
import type { Product } from '../../src/domain/product.ts';

const treatmentOf = (ratePpm: number) => ({ category: ratePpm === 0 ? 'Z' : 'S', ratePpm });
const shop: ImportingShop = {
  rounding: 'half-up',
  taxBasis: 'document',
  shippingTaxCategory: 'standard',
  pricesIncludeTax: true,
  product: (sku) => (sku === 'BOOK' ? ({ taxCategory: 'reduced', name: 'Book', unitPriceMicros: null } as Product) : undefined),
  treatment: (category) => treatmentOf(category === 'reduced' ? 70_000 : 190_000),
  treatmentOf,
  rates: [200_000, 50_000],
};

function draftOf(lines: readonly LineDraft[], rest: Partial<OrderDraft> = {}): OrderDraft {
  const common = { channel: 'shop', externalId: '1', orderedAt: '2026-03-02T09:00:00Z', currency: 'EUR', shipTo: { name: 'Ann' } };
  return { ...common, pricesIncludeTax: true, lines, ...rest };
}

function line(minor: number, quantity = 1, sku = 'MUG'): LineDraft {
  return { sku, quantity, unitPriceMicros: Math.round((minor * 10_000) / quantity) };
}

function totalsOf(lines: readonly LineDraft[], totals: Partial<ChannelTotals>): ChannelTotals {
  return { subtotalMinor: null, taxMinor: null, totalMinor: null, taxes: [], taxable: lines.map(() => true), ...totals };
}

describe('prices with tax, written without it and rounded', () => {
  const cases = [
    {
      said: 'two mugs at 12.50',
      lines: [line(1050), line(1050)],
      totals: { subtotalMinor: 2101, taxMinor: 399, totalMinor: 2500 },
      prices: [12.5, 12.5],
    },
    { said: 'three at 9.99', lines: [line(2517, 3)], totals: { taxMinor: 479, totalMinor: 2997 }, prices: [9.99] },
    {
      said: 'freight of 4.90',
      lines: [line(1050), line(1050)],
      rest: { shippingMinor: 412 },
      totals: { taxMinor: 477, totalMinor: 2990 },
      prices: [12.5, 12.5],
    },
    {
      said: 'a discount of 3.00',
      lines: [line(1050), line(1050)],
      rest: { discountMinor: 252 },
      totals: { taxMinor: 351, totalMinor: 2200 },
      prices: [12.5, 12.5],
    },
    {
      said: 'mugs at 19 % and a book at 7 %',
      lines: [line(1050), line(1050), line(1050), line(934, 1, 'BOOK')],
      totals: { taxMinor: 664, totalMinor: 4749 },
      prices: [12.5, 12.5, 12.5, 9.99],
    },
  ];
  test.each(cases)('$said', ({ lines, rest, totals, prices }) => {
    const { planned } = settleOrder(draftOf(lines, rest), totalsOf(lines, totals), shop);
    expect(planned.money.totalMinor).toBe(totals.totalMinor);
    expect(planned.pricesIncludeTax).toBe(true);
    expect(planned.lines.map(({ unitPriceMicros }) => unitPriceMicros / 1e6)).toEqual(prices);
  });

  test('prices that sum as they are written stay as they are', () => {
    const lines = [line(1000), line(500)];
    const { planned } = settleOrder(draftOf(lines), totalsOf(lines, { taxMinor: 285, totalMinor: 1785 }), shop);
    expect(planned).toMatchObject({ pricesIncludeTax: false, money: { totalMinor: 1785, taxMinor: 285 } });
  });

  test('a total that no rounding explains is not met', () => {
    const lines = [line(1050), line(1050)];
    const { planned } = settleOrder(draftOf(lines), totalsOf(lines, { subtotalMinor: 2101, taxMinor: 399, totalMinor: 2600 }), shop);
    expect(planned.money.totalMinor).not.toBe(2600);
  });

  test('whatever the prices are, the order sums to what was paid', () => {
    const item = fc.record({ gross: fc.integer({ min: 1, max: 50_000 }), quantity: fc.integer({ min: 1, max: 12 }) });
    const rate = fc.constantFrom(0.05, 0.07, 0.19, 0.2, 0.21, 0.255, 0.27);
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 12 }), rate, fc.integer({ min: 0, max: 2_000 }), (items, of, freight) => {
        const lines = items.map(({ gross, quantity }) => line(Math.round((gross * quantity) / (1 + of)), quantity));
        const goods = items.reduce((sum, { gross, quantity }) => sum + gross * quantity, 0);
        const totalMinor = goods + freight;
        const taxMinor = Math.round(totalMinor - totalMinor / (1 + of));
        const taxes = [{ ratePpm: Math.round(of * 1e6), amountMinor: taxMinor }];
        const draft = draftOf(lines, { shippingMinor: Math.round(freight / (1 + of)) });
        const { planned } = settleOrder(draft, totalsOf(lines, { taxMinor, totalMinor, taxes: taxMinor > 0 ? taxes : [] }), shop);
        const sums = lines.map(({ quantity, unitPriceMicros }) => lineAmountMinor(quantity, unitPriceMicros ?? 0, 'EUR'));
        if (taxMinor > 0 && sums.every((sum) => sum > 0)) expect(planned.money.totalMinor).toBe(totalMinor);
      }),
    );
  });
});

describe('a rate that is not named', () => {
  const cases = [
    { said: '6.25 % on the goods', goods: 3000, freight: 400, tax: 188, lineRate: 62_500, freightRate: 0 },
    { said: '8 % on both', goods: 3000, freight: 400, tax: 272, lineRate: 80_000, freightRate: 80_000 },
    { said: '8.875 % on the goods', goods: 10_000, freight: 999, tax: 888, lineRate: 88_750, freightRate: 0 },
  ];
  test.each(cases)('$said', ({ goods, freight, tax, lineRate, freightRate }) => {
    const lines = [line(goods)];
    const totals = totalsOf(lines, { taxMinor: tax, totalMinor: goods + freight + tax });
    const { planned } = settleOrder(draftOf(lines, { shippingMinor: freight }), totals, shop);
    expect(planned.lines[0]?.tax.ratePpm).toBe(lineRate);
    expect(planned.shippingTax.ratePpm).toBe(freightRate);
    expect(planned.money.totalMinor).toBe(goods + freight + tax);
  });
});

describe('a tip, which the total has and the subtotal does not', () => {
  const tip: LineDraft = { ...line(300, 1, 'TIP'), shippable: false };
  const cases = [
    { said: 'freight that was given', rest: { discountMinor: 450 }, lines: [line(4300), tip], subtotalMinor: 4300, totalMinor: 4600 },
    {
      said: 'discounts that the lines have already',
      rest: { discountMinor: 430, shippingMinor: 395 },
      lines: [{ ...line(4300), discountMinor: 430 }, tip],
      subtotalMinor: 3870,
      totalMinor: 4565,
    },
    {
      said: 'a tip above the tax',
      rest: {},
      lines: [line(1200), { ...tip, ...line(900, 1, 'TIP') }],
      subtotalMinor: 1200,
      totalMinor: 2100,
    },
  ];
  test.each(cases)('$said', ({ rest, lines, subtotalMinor, totalMinor }) => {
    const taxable = lines.map(({ shippable }) => shippable !== false);
    const taxed = subtotalMinor + ((rest as Partial<OrderDraft>).shippingMinor ?? 0);
    const taxMinor = Math.round(taxed - taxed / 1.2);
    const totals = totalsOf(lines, { subtotalMinor, totalMinor, taxMinor, taxable, taxes: [{ ratePpm: 200_000, amountMinor: taxMinor }] });
    const { money } = settleOrder(draftOf(lines, rest), totals, shop).planned;
    expect(money).toMatchObject({ totalMinor, taxMinor });
  });
});
