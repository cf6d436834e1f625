// Pricing an order: parts always sum to the whole, for any discounts, freight, tax mode, basis and rounding.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundings } from '../../src/domain/money.ts';
import type { Order, OrderDraft, OrderLine } from '../../src/domain/order/order.ts';
import { adoptProduct, type PlanningShop, planOrder, priceOrder, UNTAXED } from '../../src/domain/order/plan.ts';
import type { Product } from '../../src/domain/product.ts';
import { type TaxTreatment, taxBases } from '../../src/domain/tax.ts';

const mug: Product = {
  id: 1,
  sku: 'MUG',
  name: 'Blue mug',
  kind: 'goods',
  gtin: null,
  unitPriceMicros: 12_500_000,
  taxCategory: 'standard',
  weightGrams: null,
  unit: 'piece',
  bin: null,
  reorderPoint: null,
  buffer: 0,
  availableFrom: null,
  lots: false,
  expiryDays: null,
  hsCode: null,
  originCountry: null,
  active: true,
};
const tea: Product = { ...mug, id: 2, sku: 'TEA', taxCategory: 'reduced', unitPriceMicros: 6_400_000 };
const wrap: Product = { ...mug, id: 3, sku: 'WRAP', kind: 'service', unitPriceMicros: null };
const treatments: Readonly<Record<string, TaxTreatment>> = {
  standard: { category: 'S', ratePpm: 210_000 },
  reduced: { category: 'S', ratePpm: 100_000 },
};
const shop: PlanningShop = {
  rounding: 'half-up',
  taxBasis: 'document',
  shippingTaxCategory: 'standard',
  pricesIncludeTax: true,
  product: (sku) => [mug, tea, wrap].find((one) => one.sku === sku),
  treatment: (category) => treatments[category],
};
const draft: OrderDraft = {
  channel: 'phone',
  externalId: null,
  orderedAt: '2026-03-02T09:00:00Z',
  currency: 'EUR',
  pricesIncludeTax: true,
  shipTo: { name: 'Ann' },
  lines: [],
};

describe('planOrder', () => {
  test('a line takes price, name and tax from its product where nothing is said', () => {
    const { lines } = planOrder({ ...draft, lines: [{ sku: 'TEA', quantity: 2, unitPriceMicros: null }] }, shop);
    expect(lines[0]).toMatchObject({
      name: 'Blue mug',
      unitPriceMicros: 6_400_000,
      tax: treatments.reduced,
      priceAssumed: false,
      taxAssumed: false,
    });
  });

  test('a product’s price is with tax or without as the order’s are', () => {
    const lines = [{ sku: 'MUG', quantity: 1, unitPriceMicros: null }];
    const without = planOrder({ ...draft, pricesIncludeTax: false, lines }, shop);
    expect([without.lines[0]?.unitPriceMicros, without.money.totalMinor]).toEqual([10_330_579, 1250]);
    const withTax = planOrder({ ...draft, lines }, { ...shop, pricesIncludeTax: false });
    expect([withTax.lines[0]?.unitPriceMicros, withTax.money.netMinor]).toEqual([15_125_000, 1250]);
  });

  test('what nobody says of an unknown product is assumed, and remembered as such', () => {
    const { lines } = planOrder({ ...draft, lines: [{ sku: 'NEW', quantity: 2, unitPriceMicros: null }] }, shop);
    expect(lines[0]).toMatchObject({ unitPriceMicros: 0, tax: treatments.standard, priceAssumed: true, taxAssumed: true });
    const said = planOrder({ ...draft, lines: [{ sku: 'NEW', quantity: 2, unitPriceMicros: 0, tax: UNTAXED }] }, shop).lines[0];
    expect(said).toMatchObject({ unitPriceMicros: 0, tax: UNTAXED, priceAssumed: false, taxAssumed: false });
  });

  test('services need no shelf', () => {
    const lines = [
      { sku: 'WRAP', quantity: 1, unitPriceMicros: 1 },
      { sku: 'MUG', quantity: 1, unitPriceMicros: 1, shippable: false },
      { sku: 'MUG', quantity: 1, unitPriceMicros: 1 },
    ];
    expect(planOrder({ ...draft, lines }, shop).lines.map(({ shippable }) => shippable)).toEqual([false, false, true]);
  });

  test('cancelled quantities cost nothing', () => {
    const planned = planOrder({ ...draft, lines: [{ sku: 'MUG', quantity: 3, cancelledQuantity: 1, unitPriceMicros: null }] }, shop);
    expect(planned.money.totalMinor).toBe(2500);
  });
});

/** Orders with any lines, discounts, freight, rates, tax mode and rounding. */
const anyLine = fc.record({
  sku: fc.constantFrom('MUG', 'TEA', 'WRAP', 'NEW'),
  quantity: fc.integer({ min: 0, max: 1000 }),
  unitPriceMicros: fc.integer({ min: 0, max: 50_000_000_000 }),
  discountMinor: fc.integer({ min: 0, max: 5000 }),
  tax: fc.option(fc.record({ category: fc.constantFrom('S', 'AA', 'E'), ratePpm: fc.integer({ min: 0, max: 300_000 }) })),
});
const anyDraft: fc.Arbitrary<OrderDraft> = fc
  .record({
    currency: fc.constantFrom('EUR', 'KRW', 'KWD'),
    pricesIncludeTax: fc.boolean(),
    lines: fc.array(anyLine, { maxLength: 12 }),
    discountMinor: fc.integer({ min: 0, max: 100_000 }),
    shippingMinor: fc.integer({ min: 0, max: 100_000 }),
  })
  .map((parts) => ({ ...draft, ...parts }));
const anyShop = fc
  .record({ rounding: fc.constantFrom(...roundings), taxBasis: fc.constantFrom(...taxBases) })
  .map((rules) => ({ ...shop, ...rules }));
const sum = (all: readonly number[]) => all.reduce((left, right) => left + right, 0);

describe('parts sum to the whole', () => {
  test('lines and freight to net and tax, both to the total, and the taxes by rate to the same', () => {
    fc.assert(
      fc.property(anyDraft, anyShop, (anOrder, anyRules) => {
        const { money } = planOrder(anOrder, anyRules);
        expect(sum(money.lines.map(({ netMinor }) => netMinor)) + money.shipping.netMinor).toBe(money.netMinor);
        expect(sum(money.lines.map(({ taxMinor }) => taxMinor)) + money.shipping.taxMinor).toBe(money.taxMinor);
        expect(money.netMinor + money.taxMinor).toBe(money.totalMinor);
        expect(sum(money.taxes.map(({ netMinor }) => netMinor))).toBe(money.netMinor);
        expect(sum(money.taxes.map(({ taxMinor }) => taxMinor))).toBe(money.taxMinor);
      }),
    );
  });

  test('what is charged is what the prices say: gross less discounts plus freight, tax inside or on top', () => {
    fc.assert(
      fc.property(anyDraft, anyShop, (anOrder, anyRules) => {
        const { money, lines } = planOrder(anOrder, anyRules);
        const gross = sum(money.lines.map(({ grossBeforeDiscountMinor }) => grossBeforeDiscountMinor));
        const own = sum(lines.map(({ discountMinor }) => discountMinor));
        const shared = lines.length === 0 ? 0 : (anOrder.discountMinor ?? 0);
        const said = gross - own - shared + (anOrder.shippingMinor ?? 0);
        expect(anOrder.pricesIncludeTax ? money.totalMinor : money.netMinor).toBe(said);
        expect(sum(money.lines.map(({ orderDiscountMinor }) => orderDiscountMinor))).toBe(shared);
      }),
    );
  });

  test('an order priced anew from what is kept costs the same', () => {
    fc.assert(
      fc.property(anyDraft, anyShop, (anOrder, anyRules) => {
        const planned = planOrder(anOrder, anyRules);
        const kept = {
          ...anyRules,
          ...anOrder,
          channelTotalMinor: anOrder.channelTotalMinor ?? null,
          shippingMinor: planned.shippingMinor,
          discountMinor: planned.discountMinor,
          shippingTax: planned.shippingTax,
        };
        expect(priceOrder(kept as unknown as Order, planned.lines as unknown as OrderLine[])).toEqual(planned.money);
      }),
    );
  });
});

describe('adoptProduct', () => {
  const unknown = {
    shippable: true,
    unitPriceMicros: 0,
    priceAssumed: true,
    tax: treatments.standard,
    taxAssumed: true,
  } as OrderLine;
  test('takes price, tax and kind over where nobody said them', () => {
    expect(adoptProduct(draft, unknown, tea, shop)).toEqual({
      shippable: true,
      unitPriceMicros: 6_400_000,
      priceAssumed: false,
      tax: treatments.reduced,
    });
    expect(adoptProduct(draft, unknown, wrap, shop)).toEqual({
      shippable: false,
      unitPriceMicros: 0,
      priceAssumed: true,
      tax: treatments.standard,
    });
  });

  test('takes the price over without tax where the order has none in its prices', () => {
    expect(adoptProduct({ pricesIncludeTax: false }, unknown, tea, shop).unitPriceMicros).toBe(5_818_182);
  });

  test('leaves alone what was said', () => {
    const said = { ...unknown, unitPriceMicros: 5_000_000, priceAssumed: false, taxAssumed: false };
    expect(adoptProduct(draft, said, tea, shop)).toEqual({
      shippable: true,
      unitPriceMicros: 5_000_000,
      priceAssumed: false,
      tax: treatments.standard,
    });
  });

  test('a shop without rates taxes nothing', () => {
    expect(adoptProduct(draft, unknown, tea, { ...shop, treatment: () => undefined }).tax).toBe(UNTAXED);
  });
});
