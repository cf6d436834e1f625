// Tax: the rules of several countries as tables of cases, and what must hold for any document whatever.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundings } from '../../src/domain/money.ts';
import { computeDocument, type DocumentMoney, type PricedDocument, type PricedLine, taxBases, taxOn } from '../../src/domain/tax.ts';

type Rules = Pick<PricedDocument, 'currency' | 'pricesIncludeTax' | 'rounding' | 'taxBasis'>;

const exclusive: Rules = { currency: 'EUR', pricesIncludeTax: false, rounding: 'half-up', taxBasis: 'document' };
const inclusive: Rules = { ...exclusive, pricesIncludeTax: true };
const yen: Rules = { ...exclusive, currency: 'JPY', rounding: 'down' };
const won: Rules = { ...inclusive, currency: 'KRW', rounding: 'down' };
const pounds: Rules = { ...exclusive, currency: 'GBP' };
const dollars: Rules = { ...exclusive, currency: 'USD' };

/** "3 × 19.99 at 21 %" of whole major units times a million. */
function line(quantity: number, price: number, percent: number, discountMinor = 0, category = 'S'): PricedLine {
  return {
    quantity,
    unitPriceMicros: Math.round(price * 1_000_000),
    discountMinor,
    tax: { category, ratePpm: Math.round(percent * 10_000) },
  };
}

function documentOf(rules: Rules, lines: readonly PricedLine[], more: Partial<PricedDocument> = {}): PricedDocument {
  return { discountMinor: 0, shippingMinor: 0, shippingTax: { category: 'S', ratePpm: 0 }, ...rules, lines, ...more };
}

interface Case {
  readonly about: string;
  readonly document: PricedDocument;
  readonly net: number;
  readonly tax: number;
  readonly total: number;
  /** Tax per rate, highest rate first. */
  readonly perRate?: readonly number[];
  readonly perLine?: readonly number[];
}

const cases: readonly Case[] = [
  {
    about: 'JP: one rounding per rate and invoice, not per line (3 × 9.84 would be 27)',
    document: documentOf(yen, [line(1, 123, 8), line(1, 123, 8), line(1, 123, 8)]),
    net: 369,
    tax: 29,
    total: 398,
    perRate: [29],
    perLine: [10, 10, 9],
  },
  {
    about: 'JP: 10 % and 8 % each rounded once',
    document: documentOf(yen, [line(1, 999, 10), line(3, 105, 8, 0, 'AA'), line(1, 995, 10)]),
    net: 2309,
    tax: 224,
    total: 2533,
    perRate: [199, 25],
  },
  {
    about: 'JP: prices with tax: tax is the part inside',
    document: documentOf({ ...yen, pricesIncludeTax: true }, [line(3, 1111, 10), line(1, 500, 8, 0, 'AA')]),
    net: 3493,
    tax: 340,
    total: 3833,
    perRate: [303, 37],
  },
  { about: 'KR: prices with tax, fractions cut', document: documentOf(won, [line(1, 10005, 10)]), net: 9096, tax: 909, total: 10005 },
  {
    about: 'KR: the same, half up, as a setting',
    document: documentOf({ ...won, rounding: 'half-up' }, [line(1, 10005, 10)]),
    net: 9095,
    tax: 910,
    total: 10005,
  },
  {
    about: 'KR: exempt food beside taxed goods',
    document: documentOf(won, [line(2, 5500, 10), line(1, 3000, 0, 0, 'E')]),
    net: 13000,
    tax: 1000,
    total: 14000,
    perRate: [1000, 0],
  },
  {
    about: 'EU: tax is base × rate per rate with two decimals (BR-CO-17)',
    document: documentOf(exclusive, [line(3, 19.99, 21), line(1, 4.05, 10), line(2, 1.12, 4)]),
    net: 6626,
    tax: 1309,
    total: 7935,
    perRate: [1259, 41, 9],
  },
  {
    about: 'EU: prices with tax',
    document: documentOf(inclusive, [line(3, 19.99, 21)]),
    net: 4956,
    tax: 1041,
    total: 5997,
  },
  {
    about: 'EU: lines of one rate share the one rounding by largest remainder',
    document: documentOf(exclusive, [line(1, 0.1, 21), line(1, 0.1, 21), line(1, 0.1, 21)]),
    net: 30,
    tax: 6,
    total: 36,
    perLine: [2, 2, 2],
  },
  {
    about: 'EU: the same rate under two categories is two groups',
    document: documentOf(exclusive, [line(1, 10, 0, 0, 'Z'), line(1, 5, 0, 0, 'E'), line(1, 1, 21)]),
    net: 1600,
    tax: 21,
    total: 1621,
    perRate: [21, 0, 0],
  },
  {
    about: 'UK: the total of an invoice may be rounded down',
    document: documentOf({ ...pounds, rounding: 'down' }, [line(3, 0.33, 20)]),
    net: 99,
    tax: 19,
    total: 118,
  },
  {
    about: 'UK: on each line',
    document: documentOf({ ...pounds, taxBasis: 'line' }, [line(1, 0.33, 20), line(1, 0.33, 20), line(1, 0.33, 20)]),
    net: 99,
    tax: 21,
    total: 120,
    perLine: [7, 7, 7],
  },
  {
    about: 'US: 8.875 % on the invoice',
    document: documentOf(dollars, [line(1, 10, 8.875), line(1, 10, 8.875), line(1, 10, 8.875)]),
    net: 3000,
    tax: 266,
    total: 3266,
  },
  {
    about: 'US: 8.875 % by item',
    document: documentOf({ ...dollars, taxBasis: 'line' }, [line(1, 10, 8.875), line(1, 10, 8.875), line(1, 10, 8.875)]),
    net: 3000,
    tax: 267,
    total: 3267,
  },
  {
    about: 'half to even',
    document: documentOf({ ...dollars, rounding: 'half-even' }, [line(1, 0.1, 25), line(1, 0.5, 5)]),
    net: 60,
    tax: 4,
    total: 64,
    perRate: [2, 2],
  },
  {
    about: 'always up',
    document: documentOf({ ...dollars, rounding: 'up' }, [line(1, 0.01, 1)]),
    net: 1,
    tax: 1,
    total: 2,
  },
  {
    about: 'a discount on the order is shared by amount before tax',
    document: documentOf(exclusive, [line(1, 30, 21), line(1, 20, 10)], { discountMinor: 1000 }),
    net: 4000,
    tax: 664,
    total: 4664,
    perRate: [504, 160],
  },
  {
    about: 'a line’s own discount comes first',
    document: documentOf(exclusive, [line(2, 10, 20, 500), line(1, 5, 20)], { discountMinor: 200 }),
    net: 1800,
    tax: 360,
    total: 2160,
    perLine: [270, 90],
  },
  {
    about: 'freight is taxed with the goods of its rate',
    document: documentOf(inclusive, [line(1, 100, 21)], { shippingMinor: 495, shippingTax: { category: 'S', ratePpm: 210000 } }),
    net: 8674,
    tax: 1821,
    total: 10495,
    perRate: [1821],
  },
  {
    about: 'freight under a rate of its own',
    document: documentOf(exclusive, [line(1, 100, 10)], { shippingMinor: 500, shippingTax: { category: 'S', ratePpm: 200000 } }),
    net: 10500,
    tax: 1100,
    total: 11600,
    perRate: [100, 1000],
  },
  {
    about: 'free freight makes no rate of its own',
    document: documentOf(exclusive, [line(1, 100, 10)], { shippingTax: { category: 'S', ratePpm: 200000 } }),
    net: 10000,
    tax: 1000,
    total: 11000,
    perRate: [1000],
  },
  {
    about: 'three decimals',
    document: documentOf({ ...exclusive, currency: 'KWD' }, [line(3, 1.2345, 5)]),
    net: 3704,
    tax: 185,
    total: 3889,
  },
  {
    about: 'a price finer than the currency is rounded on the line’s amount, not before',
    document: documentOf(exclusive, [line(1000, 0.0123, 21)]),
    net: 1230,
    tax: 258,
    total: 1488,
  },
  {
    about: 'goods back: the mirror of goods out',
    document: documentOf(inclusive, [line(-3, 19.99, 21)]),
    net: -4956,
    tax: -1041,
    total: -5997,
  },
  {
    about: 'a negative line beside a positive one of the same rate',
    document: documentOf(exclusive, [line(1, 10, 21), line(-1, 3.33, 21)]),
    net: 667,
    tax: 140,
    total: 807,
    perRate: [140],
  },
  { about: 'nothing at all', document: documentOf(exclusive, []), net: 0, tax: 0, total: 0, perRate: [] },
];

describe('documents', () => {
  test.each(cases.map((one) => [one.about, one] as const))('%s', (_, { document, net, tax, total, perRate, perLine }) => {
    const money = computeDocument(document);
    expect({ net: money.netMinor, tax: money.taxMinor, total: money.totalMinor }).toEqual({ net, tax, total });
    if (perRate) expect(money.taxes.map(({ taxMinor }) => taxMinor)).toEqual(perRate);
    if (perLine) expect(money.lines.map(({ taxMinor }) => taxMinor)).toEqual(perLine);
  });
});

describe('any document', () => {
  const rates = [0, 40_000, 88_750, 100_000, 210_000, 1_000_000] as const;
  const anyTax = fc.record({ category: fc.constantFrom('S', 'AA', 'E'), ratePpm: fc.constantFrom(...rates) });
  const anyLine = fc.record({
    quantity: fc.integer({ min: -100, max: 1000 }),
    unitPriceMicros: fc.integer({ min: -2_000_000, max: 5_000_000_000 }),
    discountMinor: fc.integer({ min: 0, max: 20_000 }),
    tax: anyTax,
  });
  const anyRules = fc.record({
    currency: fc.constantFrom('KRW', 'EUR', 'KWD'),
    pricesIncludeTax: fc.boolean(),
    rounding: fc.constantFrom(...roundings),
    taxBasis: fc.constantFrom(...taxBases),
  });
  const anyDocument = fc
    .tuple(anyRules, fc.array(anyLine, { maxLength: 12 }), fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 5_000 }), anyTax)
    .map(
      ([rules, lines, discountMinor, shippingMinor, shippingTax]): PricedDocument => ({
        ...rules,
        lines,
        discountMinor,
        shippingMinor,
        shippingTax,
      }),
    );
  const ordinary = anyDocument.map((document) => ({
    ...document,
    discountMinor: 0,
    lines: document.lines.map((one) => ({
      ...one,
      quantity: Math.abs(one.quantity),
      unitPriceMicros: Math.abs(one.unitPriceMicros),
      discountMinor: 0,
    })),
  }));
  const parts = (money: DocumentMoney) => [...money.lines, money.shipping];
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

  test('its parts sum to the whole: by line and by rate', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const money = computeDocument(document);
        expect(sum(parts(money).map(({ netMinor }) => netMinor))).toBe(money.netMinor);
        expect(sum(parts(money).map(({ taxMinor }) => taxMinor))).toBe(money.taxMinor);
        expect(sum(money.taxes.map(({ netMinor }) => netMinor))).toBe(money.netMinor);
        expect(sum(money.taxes.map(({ taxMinor }) => taxMinor))).toBe(money.taxMinor);
        expect(money.totalMinor).toBe(money.netMinor + money.taxMinor);
      }),
      { numRuns: 500 },
    );
  });

  test('what the prices say stays what it is: the total with tax, the net without', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const money = computeDocument(document);
        const said = sum(parts(money).map(({ amountMinor }) => amountMinor));
        expect(document.pricesIncludeTax ? money.totalMinor : money.netMinor).toBe(said);
        const before = sum(money.lines.map(({ grossBeforeDiscountMinor }) => grossBeforeDiscountMinor));
        const own = sum(document.lines.map(({ discountMinor }) => discountMinor));
        const shared = document.lines.length === 0 ? 0 : document.discountMinor;
        expect(said).toBe(before - own - shared + document.shippingMinor);
      }),
      { numRuns: 500 },
    );
  });

  test('on the document each rate is rounded once, on its sum', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        fc.pre(document.taxBasis === 'document');
        for (const { ratePpm, netMinor, taxMinor } of computeDocument(document).taxes) {
          const amount = document.pricesIncludeTax ? netMinor + taxMinor : netMinor;
          expect(taxMinor).toBe(taxOn(amount, ratePpm, document));
        }
      }),
    );
  });

  test('on the line each line is rounded by itself', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const money = computeDocument({ ...document, taxBasis: 'line' });
        for (const [index, { amountMinor, taxMinor }] of money.lines.entries()) {
          expect(taxMinor).toBe(taxOn(amountMinor, (document.lines[index] as PricedLine).tax.ratePpm, document));
        }
      }),
    );
  });

  test('a line’s share is less than two units from its own tax', () => {
    fc.assert(
      fc.property(ordinary, (document) => {
        const money = computeDocument(document);
        for (const [index, { amountMinor, taxMinor }] of money.lines.entries()) {
          const { ratePpm } = (document.lines[index] as PricedLine).tax;
          const base = document.pricesIncludeTax ? 1_000_000 + ratePpm : 1_000_000;
          expect(Math.abs(taxMinor - (amountMinor * ratePpm) / base)).toBeLessThan(2);
        }
      }),
    );
  });

  test('goods back mirror goods out, to the unit', () => {
    fc.assert(
      fc.property(ordinary, (document) => {
        const back = {
          ...document,
          shippingMinor: -document.shippingMinor,
          lines: document.lines.map((one) => ({ ...one, quantity: -one.quantity })),
        };
        const [out, credit] = [computeDocument(document), computeDocument(back)];
        expect([credit.netMinor, credit.taxMinor, credit.totalMinor].map((amount) => 0 - amount)).toEqual([
          out.netMinor,
          out.taxMinor,
          out.totalMinor,
        ]);
      }),
    );
  });
});
