// Promotions: a table for each kind and each way in which two go together, and what always holds of whatever they give.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineAmountMinor, type Rounding, roundings } from '../../src/domain/money.ts';
import { parsePercent } from '../../src/domain/percent.ts';
import { type Basket, holdsOn, matches, obstacleOf } from '../../src/domain/promotion/basket.ts';
import { choosePromotions } from '../../src/domain/promotion/combine.ts';
import { discountOf } from '../../src/domain/promotion/discount.ts';
import { editedTerms, newTerms, type PromotionDraft } from '../../src/domain/promotion/draft.ts';
import { promotionProblems } from '../../src/domain/promotion/problem.ts';
import { checkPromotionCode, type Promotion } from '../../src/domain/promotion/promotion.ts';
import { computeDocument, type TaxBasis, taxBases } from '../../src/domain/tax.ts';

/** "MUG 3@10.00 TEA 1@4.00 + 3.90": lines and freight, amounts in cents. */
function basket(text: string, changes: Partial<Basket> = {}): Basket {
  const [goods = '', freight = '0'] = text.split('+');
  const lines = [...goods.matchAll(/(\S+) (\d+)@([\d.]+)/g)].map(([, sku = '', quantity = '', price = '']) => {
    const unitPriceMicros = Math.round(Number(price) * 1_000_000);
    return { sku, quantity: Number(quantity), unitPriceMicros, amountMinor: lineAmountMinor(Number(quantity), unitPriceMicros, 'EUR') };
  });
  const shippingMinor = Math.round(Number(freight) * 100);
  return { currency: 'EUR', on: '2026-03-05', channel: 'phone', country: 'ES', customer: { tags: [] }, lines, shippingMinor, ...changes };
}

let ids = 0;
function promotion(
  draft: PromotionDraft,
  { isFreightFree = false, ...fields }: Partial<Promotion> & { isFreightFree?: boolean } = {},
): Promotion {
  ids += 1;
  const terms = newTerms({ automatic: true, ...draft }, isFreightFree);
  return { ...terms, id: ids, code: `P${ids}`, createdAt: '2026-01-01T00:00:00Z', endedOn: null, useCount: 0, ...fields };
}

const none = { total: 0, byCustomer: 0 };

describe('what one promotion gives', () => {
  const table: readonly (readonly [title: string, draft: PromotionDraft, order: string, given: string])[] = [
    ['percent off the order, shared', { ratePpm: 100_000 }, 'MUG 1@10 TEA 1@5', '100 50'],
    ['percent off the order is rounded once', { ratePpm: 100_000 }, 'A 1@0.33 B 1@0.33 C 1@0.33', '4 3 3'],
    ['percent off lines is rounded on each', { ratePpm: 100_000, class: 'line' }, 'A 1@0.33 B 1@0.33 C 1@0.33', '3 3 3'],
    ['percent of goods that are named is off their lines', { ratePpm: 100_000, products: ['MUG*'] }, 'MUG-1 1@10 TEA 1@5', '100 0'],
    ['no more than the most', { ratePpm: 500_000, mostMinor: 301 }, 'MUG 1@10 TEA 1@5', '201 100'],
    ['lines, no more than the most', { ratePpm: 500_000, class: 'line', mostMinor: 301 }, 'MUG 1@10 TEA 1@5', '201 100'],
    ['an amount off the order', { amountMinor: 500 }, 'MUG 1@10 TEA 1@5', '333 167'],
    ['an amount is never more than there is', { amountMinor: 5000 }, 'MUG 1@10 TEA 1@5', '1000 500'],
    ['an amount off each piece', { amountMinor: 150, products: ['MUG'] }, 'MUG 3@10 TEA 1@5', '450 0'],
    ['an amount off pieces that cost less', { amountMinor: 900, class: 'line' }, 'MUG 1@10 TEA 2@5', '900 1000'],
    ['a new price', { priceMicros: 7_990_000, products: ['MUG'] }, 'MUG 3@10 TEA 1@5', '603 0'],
    ['a new price that is higher gives nothing', { priceMicros: 12_000_000, products: ['MUG'] }, 'MUG 3@10', '0'],
    ['three for two: the cheapest', { buy: 2, get: 1 }, 'A 1@10 B 1@8 C 1@6', '0 0 600'],
    ['five are still one gift', { buy: 2, get: 1 }, 'A 5@10', '1000'],
    ['six are two gifts', { buy: 2, get: 1 }, 'A 6@10', '2000'],
    ['six of unlike goods: the two cheapest', { buy: 2, get: 1 }, 'A 3@10 B 3@4', '0 800'],
    ['as often as it may', { buy: 2, get: 1, mostTimes: 1 }, 'A 6@10', '1000'],
    ['half off the gift', { buy: 1, get: 1, ratePpm: 500_000 }, 'A 2@9.99', '500'],
    ['another gift', { buy: 2, get: 1, products: ['MUG'], gifts: ['TEA'] }, 'MUG 4@10 TEA 3@5', '0 1000'],
    ['too few bought for another gift', { buy: 2, get: 1, products: ['MUG'], gifts: ['TEA'] }, 'MUG 1@10 TEA 3@5', '0 0'],
    ['what is both bought and given counts once', { buy: 2, get: 1, products: ['*'], gifts: ['TEA'] }, 'MUG 1@10 TEA 2@5', '0 500'],
    ['a part of the gift', { buy: 2, get: 2 }, 'A 3@10', '1000'],
    ['free freight', { class: 'shipping', ratePpm: 1_000_000 }, 'MUG 1@10 + 3.90', '0 + 390'],
    ['half the freight', { class: 'shipping', ratePpm: 500_000 }, 'MUG 1@10 + 3.95', '0 + 198'],
    ['an amount off freight', { class: 'shipping', amountMinor: 500 }, 'MUG 1@10 + 3.90', '0 + 390'],
    ['no freight, nothing off it', { class: 'shipping', ratePpm: 1_000_000 }, 'MUG 1@10', '0'],
    ['not what is left out', { ratePpm: 100_000, except: ['TEA'] }, 'MUG 1@10 TEA 1@5', '100 0'],
    ['nothing of what costs nothing', { buy: 1, get: 1 }, 'GIFT 1@0 MUG 1@10', '0 0'],
  ];
  test.each(table)('%s', (_, draft, order, given) => {
    const at = basket(order);
    const found = discountOf(promotion(draft), at, {
      lines: at.lines.map(({ amountMinor }) => amountMinor),
      shippingMinor: at.shippingMinor,
    });
    expect(found.lines.join(' ') + (found.shippingMinor > 0 ? ` + ${found.shippingMinor}` : '')).toBe(given);
  });
});

describe('which go together', () => {
  const tenOff = { ratePpm: 100_000, class: 'line' } as const;
  const table: readonly (readonly [title: string, drafts: readonly PromotionDraft[], order: string, given: string])[] = [
    [
      'one of each class',
      [tenOff, { amountMinor: 200 }, { class: 'shipping', ratePpm: 1_000_000 }],
      'A 1@10 + 3',
      'P1 100, P2 200, P3 0 + 300',
    ],
    ['the order after its lines', [{ ratePpm: 500_000, class: 'order' }, tenOff], 'A 1@10', 'P2 100, P1 450'],
    ['two off the order: the one that gives more', [{ amountMinor: 200 }, { ratePpm: 300_000 }], 'A 1@10', 'P2 300'],
    ['two off the order: the one of higher priority', [{ amountMinor: 200, priority: 1 }, { ratePpm: 300_000 }], 'A 1@10', 'P1 200'],
    [
      'two off the order that go together: each on the rest',
      [
        { ratePpm: 100_000, combines: ['order'] },
        { ratePpm: 500_000, combines: ['order'] },
      ],
      'A 1@10',
      'P2 500, P1 50',
    ],
    ['it takes both to go together', [{ amountMinor: 200, combines: ['order'] }, { ratePpm: 300_000 }], 'A 1@10', 'P2 300'],
    ['the better on each line', [tenOff, { priceMicros: 7_000_000, products: ['A'] }], 'A 1@10 B 1@10', 'P2 300 0, P1 0 100'],
    [
      'lines that share',
      [
        { ...tenOff, combines: ['line'] },
        { amountMinor: 100, class: 'line', combines: ['line'] },
      ],
      'A 2@10',
      'P1 200, P2 200',
    ],
    ['a gift has its lines alone', [tenOff, { buy: 2, get: 1, products: ['A'] }], 'A 3@10 B 1@10', 'P2 1000 0, P1 0 100'],
    ['with no other', [{ ratePpm: 200_000, combines: [] }, tenOff, { class: 'shipping', ratePpm: 1_000_000 }], 'A 1@10 + 1', 'P1 200'],
    ['with no other, and giving less', [{ ratePpm: 50_000, combines: [] }, tenOff], 'A 1@10', 'P2 100'],
    [
      'what gives nothing keeps nobody away',
      [{ priceMicros: 99_000_000, products: ['A'], combines: [], priority: 9 }, tenOff],
      'A 1@10',
      'P2 100',
    ],
    ['at a tie the older', [{ amountMinor: 200 }, { amountMinor: 200 }], 'A 1@10', 'P1 200'],
    ['lines but not the order', [{ ...tenOff, combines: ['shipping'] }, { amountMinor: 50 }], 'A 1@10', 'P1 100'],
    ['never below zero', [{ amountMinor: 900, class: 'line' }, { amountMinor: 900 }], 'A 1@10', 'P1 900, P2 100'],
  ];
  test.each(table)('%s', (_, drafts, order, given) => {
    const all = drafts.map((draft, index) => promotion(draft, { id: index + 1, code: `P${index + 1}` }));
    const applied = choosePromotions(all, basket(order));
    const shown = applied.map(
      ({ promotion: { code }, lines, shippingMinor }) => `${code} ${lines.join(' ')}${shippingMinor ? ` + ${shippingMinor}` : ''}`,
    );
    expect(shown.join(', ')).toBe(given);
  });
});

describe('whom it is for', () => {
  const table: readonly (readonly [
    title: string,
    draft: PromotionDraft & Partial<Promotion>,
    changes: Partial<Basket>,
    obstacle: string | undefined,
  ])[] = [
    ['everybody', {}, {}, undefined],
    ['its first day', { startsOn: '2026-03-05' }, {}, undefined],
    ['the day before', { startsOn: '2026-03-06' }, {}, 'promotion-early'],
    ['its last day', { lastOn: '2026-03-05' }, {}, undefined],
    ['the day after', { lastOn: '2026-03-04' }, {}, 'promotion-over'],
    ['ended today', { endedOn: '2026-03-05' }, {}, 'promotion-over'],
    ['ended tomorrow', { endedOn: '2026-03-06' }, {}, undefined],
    ['its channel', { channels: ['phone'] }, {}, undefined],
    ['another channel', { channels: ['shop'] }, {}, 'promotion-elsewhere'],
    ['its country', { countries: ['PT', 'ES'] }, {}, undefined],
    ['no country', { countries: ['ES'] }, { country: null }, 'promotion-elsewhere'],
    ['its group', { groups: ['vip'] }, { customer: { tags: ['b2b', 'vip'] } }, undefined],
    ['another group', { groups: ['vip'] }, { customer: { tags: ['b2b'] } }, 'promotion-elsewhere'],
    ['nobody known, for a group', { groups: ['vip'] }, { customer: undefined }, 'promotion-elsewhere'],
    ['nobody known, so often for each', { usesPerCustomer: 1 }, { customer: undefined }, 'promotion-elsewhere'],
    ['none of its goods', { products: ['TEA'] }, {}, 'promotion-elsewhere'],
    ['no gift in the order', { buy: 1, get: 1, gifts: ['TEA'] }, {}, 'promotion-elsewhere'],
    ['the minimum', { minimumMinor: 2000 }, {}, undefined],
    ['below the minimum', { minimumMinor: 2001 }, {}, 'promotion-minimum'],
    ['the least quantity', { minimumQuantity: 2 }, {}, undefined],
    ['too few', { minimumQuantity: 3 }, {}, 'promotion-too-few'],
    ['too few for a gift', { buy: 2, get: 1 }, {}, 'promotion-too-few'],
    ['one use left', { uses: 4 }, {}, undefined],
    ['no use left', { uses: 3 }, {}, 'promotion-limit'],
    ['one use of the customer left', { usesPerCustomer: 2 }, {}, undefined],
    ['no use of the customer left', { usesPerCustomer: 1 }, {}, 'promotion-limit'],
  ];
  test.each(table)('%s', (_, { endedOn = null, ...draft }, changes, obstacle) => {
    const isKind = draft.buy !== undefined;
    const one = promotion(isKind ? draft : { ratePpm: 100_000, ...draft }, { endedOn });
    expect(obstacleOf(one, basket('MUG 2@10', changes), { total: 3, byCustomer: 1 })?.code).toBe(obstacle);
  });

  test('the day it was ended is no day of it', () => {
    expect(holdsOn({ startsOn: '2026-03-01', lastOn: '2026-03-31', endedOn: '2026-03-05' }, '2026-03-04')).toBe(true);
    expect(holdsOn({ startsOn: '2026-03-01', lastOn: '2026-03-31', endedOn: '2026-03-05' }, '2026-03-05')).toBe(false);
  });

  test.each([
    [['MUG-*'], 'MUG-01', true],
    [['MUG-*'], 'MUG', false],
    [['*-BLUE'], 'MUG-BLUE', true],
    [['A.C'], 'ABC', false],
    [['A*C'], 'A.*C', true],
    [['머그*'], '머그-대', true],
    [[], 'MUG', false],
  ])('%j matches %s: %s', (patterns, sku, expected) => {
    expect(matches(patterns, sku)).toBe(expected);
  });
});

test('a code that gives nothing says why; one that applies says nothing', () => {
  const [summer, tea, idle] = [
    promotion({ ratePpm: 100_000 }),
    promotion({ amountMinor: 100, products: ['TEA'] }),
    promotion({ amountMinor: 1 }),
  ];
  const known = new Map(Object.entries({ SUMMER: summer, TEA: tea, IDLE: idle }));
  const found = promotionProblems({
    codes: ['SUMMER', 'TEA', 'NOPE', 'IDLE'],
    applied: new Set(['SUMMER']),
    promotion: (code) => known.get(code),
    used: () => none,
    basket: basket('MUG 2@10'),
  });
  expect(found.map(({ code }) => code)).toEqual(['promotion-elsewhere', 'promotion-unknown', 'promotion-idle']);
});

describe('terms', () => {
  const refused = (work: () => unknown) => {
    try {
      work();
      return undefined;
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };
  test.each([
    ['nothing given', {}, false, 'promotion-kind'],
    ['two things given', { ratePpm: 1, amountMinor: 1 }, false, 'promotion-kind'],
    ['free freight and a percentage', { ratePpm: 1 }, true, 'promotion-kind'],
    ['a price of everything', { priceMicros: 1 }, false, 'argument-missing'],
    ['a price off the order', { priceMicros: 1, products: ['A'], class: 'order' }, false, 'flags-conflict'],
    ['free freight off lines', { class: 'line' }, true, 'flags-conflict'],
    ['a gift without buying', { ratePpm: 1, gifts: ['A'] }, false, 'flags-conflict'],
    ['how often of no gift', { ratePpm: 1, mostTimes: 2 }, false, 'flags-conflict'],
    ['over before it begins', { ratePpm: 1, startsOn: '2026-03-02', lastOn: '2026-03-01' }, false, 'period-backwards'],
    ['no country', { ratePpm: 1, countries: ['XX'] }, false, 'country-invalid'],
  ] as const)('%s', (_, draft, isFreightFree, code) => {
    expect(refused(() => newTerms(draft as PromotionDraft, isFreightFree))).toBe(code);
  });

  test('an edit stays of its kind, and moves what goes with its class', () => {
    const terms = newTerms({ ratePpm: 100_000 }, false);
    expect(terms.combines).toEqual(['line', 'shipping']);
    expect(editedTerms('P', terms, { class: 'line' }, false).combines).toEqual(['order', 'shipping']);
    expect(editedTerms('P', { ...terms, combines: [] }, { class: 'line' }, false).combines).toEqual([]);
    expect(refused(() => editedTerms('P', terms, { amountMinor: 5 }, false))).toBe('promotion-other-kind');
    expect(refused(() => editedTerms('P', terms, {}, true))).toBe('promotion-other-kind');
    expect(editedTerms('P', newTerms({ buy: 2, get: 1 }, false), { ratePpm: 500_000 }, false).ratePpm).toBe(500_000);
  });

  test.each([
    [' summer10 ', 'SUMMER10'],
    ['ＳＵＭＭＥＲ', 'SUMMER'],
    ['여름', '여름'],
    ['夏セール', '夏セール'],
  ])('code %s is kept as %s', (typed, kept) => {
    expect(checkPromotionCode(typed)).toBe(kept);
  });
  test.each(['', 'two words', '-x', 'x'.repeat(51)])('no code: %s', (typed) => {
    expect(refused(() => checkPromotionCode(typed))).toBe('promotion-code-invalid');
  });
  test.each([
    ['10', 100_000],
    ['12.5', 125_000],
    ['100', 1_000_000],
    ['0.0001', 1],
    ['15%', 150_000],
  ])('%s percent', (typed, ratePpm) => {
    expect(parsePercent('--percent', typed)).toBe(ratePpm);
  });
  test.each(['0', '101', '-5', '1.23456', 'ten', '100.0001'])('no percentage: %s', (typed) => {
    expect(refused(() => parsePercent('--percent', typed))).toBe('flag-value');
  });
});

const anyDraft: fc.Arbitrary<PromotionDraft> = fc
  .record({
    products: fc.constantFrom<readonly string[]>([], ['A'], ['A', 'B'], ['*']),
    priority: fc.integer({ min: 0, max: 1 }),
    combines: fc.constantFrom(undefined, [], ['line'], ['line', 'order', 'shipping'], ['order']),
    mostMinor: fc.option(fc.integer({ min: 1, max: 2000 })),
    kind: fc.constantFrom<PromotionDraft>(
      { ratePpm: 333_333 },
      { ratePpm: 1_000_000 },
      { ratePpm: 70_001, class: 'line' },
      { amountMinor: 777 },
      { amountMinor: 99, class: 'line' },
      { buy: 2, get: 1 },
      { buy: 1, get: 2, ratePpm: 450_000 },
      { class: 'shipping', ratePpm: 500_000 },
      { class: 'shipping', amountMinor: 10_000 },
    ),
  })
  .map(({ kind, combines, ...rest }) => ({ ...rest, ...kind, ...(combines && { combines: combines as PromotionDraft['combines'] }) }));

const anyBasket = fc.record({
  lines: fc.array(
    fc.record({
      sku: fc.constantFrom('A', 'B', 'C'),
      quantity: fc.integer({ min: 0, max: 7 }),
      unitPriceMicros: fc.integer({ min: 0, max: 40_000_000 }),
      handMinor: fc.integer({ min: 0, max: 500 }),
      ratePpm: fc.constantFrom(0, 70_000, 190_000, 88_750),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  shippingMinor: fc.integer({ min: 0, max: 900 }),
  pricesIncludeTax: fc.boolean(),
  rounding: fc.constantFrom<Rounding>(...roundings),
  taxBasis: fc.constantFrom<TaxBasis>(...taxBases),
});

test('whatever is given: never below zero, at most one on a line that does not share it, and every part sums to the whole', () => {
  fc.assert(
    fc.property(fc.array(anyDraft, { maxLength: 5 }), anyBasket, (drafts, order) => {
      const promotions = drafts.map((draft) => promotion(draft));
      const lines = order.lines.map((line) => {
        const gross = lineAmountMinor(line.quantity, line.unitPriceMicros, 'EUR');
        return { ...line, handMinor: Math.min(gross, line.handMinor), amountMinor: gross - Math.min(gross, line.handMinor) };
      });
      const applied = choosePromotions(promotions, { ...basket(''), lines, shippingMinor: order.shippingMinor });
      const given = lines.map((_, index) => applied.reduce((sum, one) => sum + (one.lines[index] as number), 0));
      const offFreight = applied.reduce((sum, one) => sum + one.shippingMinor, 0);
      for (const [index, line] of lines.entries()) {
        expect(given[index]).toBeGreaterThanOrEqual(0);
        expect(given[index]).toBeLessThanOrEqual(line.amountMinor);
        const holders = applied.filter((one) => one.promotion.class === 'line' && (one.lines[index] as number) > 0);
        if (holders.length > 1) for (const holder of holders) expect(holder.promotion.combines).toContain('line');
      }
      expect(offFreight).toBeLessThanOrEqual(order.shippingMinor);
      const money = computeDocument({
        currency: 'EUR',
        ...order,
        lines: lines.map((line, index) => ({
          ...line,
          discountMinor: line.handMinor + (given[index] as number),
          tax: { category: 'S', ratePpm: line.ratePpm },
        })),
        discountMinor: 0,
        shippingMinor: order.shippingMinor - offFreight,
        shippingTax: { category: 'S', ratePpm: 190_000 },
      });
      const parts = [...money.lines, money.shipping];
      expect(parts.every(({ amountMinor }) => amountMinor >= 0)).toBe(true);
      expect(parts.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0)).toBe(money.totalMinor);
      expect(money.taxes.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0)).toBe(money.totalMinor);
      const whole = lines.reduce((sum, { amountMinor }) => sum + amountMinor, order.shippingMinor);
      const off = given.reduce((sum, part) => sum + part, offFreight);
      if (order.pricesIncludeTax) expect(money.totalMinor).toBe(whole - off);
      else expect(money.netMinor).toBe(whole - off);
    }),
    { numRuns: 200 },
  );
});
