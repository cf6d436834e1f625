// Reserving: never more than there is, never more than is wanted, demand summed per product, turns by priority and age.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Claim, Want } from '../../src/domain/order/claim.ts';
import {
  availablePerLine,
  availablePerProduct,
  type Decision,
  planReservations,
  type ReserveRules,
  type Shelf,
} from '../../src/domain/order/reserve.ts';

const shelf = (productId: number, locationId: number, onHand: number, reserved = 0, unavailable = 0): Shelf => ({
  productId,
  locationId,
  onHand,
  reserved,
  unavailable,
});
const want = (lineId: number, productId: number, quantity: number): Want => ({
  lineId,
  quantity,
  parts: [{ productId, quantity: 1 }],
  notBefore: null,
});
const kit = (lineId: number, quantity: number, parts: Record<number, number>): Want => ({
  lineId,
  quantity,
  parts: Object.entries(parts).map(([id, each]) => ({ productId: Number(id), quantity: each })),
  notBefore: null,
});
const claim = (orderId: number, wants: Want[], facts: Partial<Claim> = {}): Claim => ({
  orderId,
  priority: 0,
  wants,
  allowPartial: true,
  country: '',
  region: '',
  ...facts,
});
const places = [1, 2, 3].map((locationId) => ({ locationId, country: '', region: '' }));
const rules: ReserveRules = { buffers: new Map(), share: 'turn', from: 'nearest', places, on: '2026-03-02' };
const fair: ReserveRules = { ...rules, share: 'fair-share' };
const total = (all: readonly { readonly quantity: number }[]) => all.reduce((sum, { quantity }) => sum + quantity, 0);

/** "line:product@place x quantity" of all that is promised. */
const promised = (decisions: readonly Decision[]) =>
  decisions
    .flatMap(({ allotments }) => allotments)
    .map((one) => `${one.lineId}:${one.productId}@${one.locationId}x${one.quantity}`)
    .join(' ');
const shortages = (decisions: readonly Decision[]) =>
  decisions
    .flatMap((decision) => decision.shortages)
    .map((one) => `${one.productId} ${one.wanted}/${one.available}`)
    .join(' ');
const given = (decisions: readonly Decision[]) => decisions.map(({ lines }) => lines.map((line) => line.given));

describe('one order', () => {
  const table: readonly (readonly [title: string, wants: Want[], shelves: Shelf[], promised: string, short: string])[] = [
    ['all there', [want(1, 7, 3)], [shelf(7, 1, 5)], '1:7@1x3', ''],
    ['exactly all', [want(1, 7, 5)], [shelf(7, 1, 5)], '1:7@1x5', ''],
    ['part of it', [want(1, 7, 6)], [shelf(7, 1, 5)], '1:7@1x5', '7 6/5'],
    ['nothing there', [want(1, 7, 1)], [], '', '7 1/0'],
    ['reserved and unavailable are not free', [want(1, 7, 5)], [shelf(7, 1, 9, 4, 3)], '1:7@1x2', '7 5/2'],
    ['the same product on two lines is one demand', [want(1, 7, 3), want(2, 7, 3)], [shelf(7, 1, 4)], '1:7@1x3 2:7@1x1', '7 6/4'],
    ['locations in their order', [want(1, 7, 5)], [shelf(7, 1, 2), shelf(7, 2, 9)], '1:7@1x2 1:7@2x3', ''],
    ['two lines over two locations', [want(1, 7, 3), want(2, 7, 3)], [shelf(7, 1, 4), shelf(7, 2, 4)], '1:7@1x3 2:7@1x1 2:7@2x2', ''],
    ['products apart', [want(1, 7, 1), want(2, 8, 1)], [shelf(7, 1, 1), shelf(8, 1, 0)], '1:7@1x1', '8 1/0'],
    ['a kit is taken apart', [kit(1, 2, { 7: 1, 8: 3 })], [shelf(7, 1, 5), shelf(8, 1, 6)], '1:7@1x2 1:8@1x6', ''],
    ['a kit goes whole or not', [kit(1, 2, { 7: 1, 8: 3 })], [shelf(7, 1, 5), shelf(8, 1, 5)], '1:7@1x1 1:8@1x3', '8 6/5'],
    ['two kits share a part', [kit(1, 2, { 7: 1 }), kit(2, 2, { 7: 2 })], [shelf(7, 1, 4)], '1:7@1x2 2:7@1x2', '7 6/4'],
    [
      'a kit and its part on another line',
      [want(1, 7, 2), kit(2, 2, { 7: 1, 8: 1 })],
      [shelf(7, 1, 3), shelf(8, 1, 9)],
      '1:7@1x2 2:7@1x1 2:8@1x1',
      '7 4/3',
    ],
    ['a kit of nothing cannot be promised', [kit(1, 1, {})], [shelf(7, 1, 5)], '', ''],
  ];

  test.each(table)('%s', (_, wants, shelves, allotted, short) => {
    const part = planReservations([claim(1, wants)], shelves, rules);
    expect([promised(part), shortages(part)]).toEqual([allotted, short]);
    const isShort = part[0]?.lines.some((line) => line.given < line.wanted);
    const whole = planReservations([claim(1, wants, { allowPartial: false })], shelves, rules);
    expect([promised(whole), shortages(whole)]).toEqual([isShort ? '' : allotted, short]);
  });

  test('the buffer is kept back once over all locations', () => {
    const kept = { ...rules, buffers: new Map([[7, 3]]) };
    const plan = (shelves: Shelf[]) => planReservations([claim(1, [want(1, 7, 9)])], shelves, kept);
    expect(promised(plan([shelf(7, 1, 2), shelf(7, 2, 5)]))).toBe('1:7@1x2 1:7@2x2');
    expect(shortages(plan([shelf(7, 1, 2)]))).toBe('7 9/0');
  });

  test('what may not be promised yet waits, and holds back nobody else', () => {
    const later = { ...want(1, 7, 2), notBefore: '2026-03-03' };
    const plan = (on: string, allowPartial: boolean) =>
      planReservations([claim(1, [later, want(2, 8, 1)], { allowPartial }), claim(2, [want(3, 8, 1)])], [shelf(7, 1, 9), shelf(8, 1, 1)], {
        ...rules,
        on,
      });
    expect(promised(plan('2026-03-02', true))).toBe('2:8@1x1');
    expect(plan('2026-03-02', true)[0]?.lines.map(({ reason }) => reason)).toEqual(['not-yet', 'given']);
    expect(promised(plan('2026-03-02', false))).toBe('3:8@1x1');
    expect(plan('2026-03-02', false)[0]?.lines.map(({ reason }) => reason)).toEqual(['not-yet', 'whole']);
    expect(promised(plan('2026-03-03', false))).toBe('1:7@1x2 2:8@1x1');
  });
});

describe('in turn', () => {
  test('what one takes the next does not get', () => {
    const claims = [claim(10, [want(1, 7, 3)]), claim(11, [want(2, 7, 3)]), claim(12, [want(3, 8, 1)]), claim(13, [want(4, 7, 1)])];
    const shelves = [shelf(7, 1, 2), shelf(7, 2, 2), shelf(8, 1, 5)];
    expect(given(planReservations(claims, shelves, rules))).toEqual([[3], [1], [1], [0]]);
    const whole = claims.map((one) => ({ ...one, allowPartial: false }));
    expect(given(planReservations(whole, shelves, rules))).toEqual([[3], [0], [1], [1]]);
  });
});

describe('a fair share', () => {
  const plan = (claims: Claim[], shelves: Shelf[]) => given(planReservations(claims, shelves, fair));

  test('is in proportion to what is wanted, by largest remainder', () => {
    expect(plan([claim(1, [want(1, 7, 6)]), claim(2, [want(2, 7, 3)]), claim(3, [want(3, 7, 1)])], [shelf(7, 1, 7)])).toEqual([
      [4],
      [2],
      [1],
    ]);
  });
  test('is of the same priority only: higher comes first', () => {
    const claims = [claim(1, [want(1, 7, 4)], { priority: 5 }), claim(2, [want(2, 7, 4)]), claim(3, [want(3, 7, 4)])];
    expect(plan(claims, [shelf(7, 1, 7)])).toEqual([[4], [2], [1]]);
  });
  test('is not taken by what only goes whole: that takes its turn before', () => {
    const claims = [claim(1, [want(1, 7, 4)]), claim(2, [want(2, 7, 3)], { allowPartial: false }), claim(3, [want(3, 7, 4)])];
    expect(plan(claims, [shelf(7, 1, 7)])).toEqual([[2], [3], [2]]);
  });
  test('of a part that kits cannot use goes on in turn', () => {
    const claims = [claim(1, [kit(1, 2, { 7: 2 })]), claim(2, [kit(2, 2, { 7: 2 })])];
    expect(plan(claims, [shelf(7, 1, 6)])).toEqual([[2], [1]]);
  });
  test('of what is enough is all', () => {
    expect(plan([claim(1, [want(1, 7, 4)]), claim(2, [want(2, 7, 3)])], [shelf(7, 1, 7)])).toEqual([[4], [3]]);
  });
});

describe('where goods are taken from', () => {
  const busan = { locationId: 1, country: 'KR', region: '부산' };
  const seoul = { locationId: 2, country: 'KR', region: '서울' };
  const tokyo = { locationId: 3, country: 'JP', region: '' };
  const everywhere = [shelf(7, 1, 2), shelf(7, 2, 2), shelf(7, 3, 9), shelf(8, 1, 1), shelf(8, 3, 1)];
  const plan = (from: ReserveRules['from'], to: Partial<Claim>, wants = [want(1, 7, 3)]) =>
    promised(planReservations([claim(1, wants, to)], everywhere, { ...rules, from, places: [busan, seoul, tokyo] }));

  test('in the order of the places', () => expect(plan('priority', { country: 'JP' })).toBe('1:7@1x2 1:7@2x1'));
  test('near the buyer: the region', () => expect(plan('nearest', { country: 'KR', region: '서울' })).toBe('1:7@2x2 1:7@1x1'));
  test('near the buyer: the country', () => expect(plan('nearest', { country: 'JP', region: '大阪府' })).toBe('1:7@3x3'));
  test('near the buyer: nobody is near', () => expect(plan('nearest', { country: 'FR' })).toBe('1:7@1x2 1:7@2x1'));
  test('in the fewest parcels', () => expect(plan('fewest-parcels', { country: 'KR', region: '서울' })).toBe('1:7@3x3'));
  test('in the fewest parcels: the nearest of as few', () =>
    expect(plan('fewest-parcels', { country: 'KR', region: '서울' }, [want(1, 7, 1)])).toBe('1:7@2x1'));
  test('in the fewest parcels for the whole order', () =>
    expect(plan('fewest-parcels', { country: 'KR', region: '서울' }, [want(1, 7, 2), want(2, 8, 1)])).toBe('1:7@1x2 2:8@1x1'));
});

describe('whatever comes', () => {
  const product = fc.integer({ min: 1, max: 3 });
  const anyShelf = fc
    .tuple(product, fc.integer({ min: 1, max: 3 }), fc.nat(20), fc.nat(20), fc.nat(20))
    .map(([productId, location, free, reserved, unavailable]) =>
      shelf(productId, location, free + reserved + unavailable, reserved, unavailable),
    );
  const anyShelves = fc.uniqueArray(anyShelf, { selector: ({ productId, locationId }) => `${productId}/${locationId}` });
  const anyParts = fc.uniqueArray(fc.record({ productId: product, quantity: fc.integer({ min: 1, max: 3 }) }), {
    selector: ({ productId }) => productId,
    minLength: 1,
  });
  const anyWant = fc.oneof(
    product.map((productId) => [{ productId, quantity: 1 }]),
    anyParts,
  );
  const anyClaims = fc
    .array(
      fc.record({
        wants: fc.array(fc.tuple(anyWant, fc.integer({ min: 1, max: 15 })), { minLength: 1, maxLength: 3 }),
        priority: fc.nat(1),
        allowPartial: fc.boolean(),
      }),
    )
    .map((all) => {
      let lineId = 0;
      return all
        .sort((left, right) => right.priority - left.priority)
        .map(({ wants, ...facts }, index) =>
          claim(
            index + 1,
            wants.map(([parts, quantity]) => ({ lineId: (lineId += 1), quantity, parts, notBefore: null })),
            facts,
          ),
        );
    });
  const anyRules = fc.record({
    buffers: fc.array(fc.tuple(product, fc.nat(10))).map((pairs) => new Map(pairs)),
    share: fc.constantFrom<ReserveRules['share']>('turn', 'fair-share'),
    from: fc.constantFrom<ReserveRules['from']>('nearest', 'fewest-parcels', 'priority'),
    places: fc.constant(places),
    on: fc.constant('2026-03-02'),
  });

  test('never more than a shelf has, a product may give, or a line wants; kits whole', () => {
    fc.assert(
      fc.property(anyClaims, anyShelves, anyRules, (claims, shelves, chosen) => {
        const decisions = planReservations(claims, shelves, chosen);
        const all = decisions.flatMap(({ allotments }) => allotments);
        for (const one of shelves) {
          const taken = total(all.filter(({ productId, locationId }) => productId === one.productId && locationId === one.locationId));
          expect(taken).toBeLessThanOrEqual(one.onHand - one.reserved - one.unavailable);
        }
        for (const [productId, available] of availablePerProduct(shelves, chosen.buffers))
          expect(total(all.filter((one) => one.productId === productId))).toBeLessThanOrEqual(available);
        expect(all.every(({ quantity }) => quantity > 0)).toBe(true);
        for (const [index, { lines }] of decisions.entries())
          for (const [at, { lineId, given: units, wanted }] of lines.entries()) {
            expect(units).toBeLessThanOrEqual(wanted);
            for (const part of claims[index]?.wants[at]?.parts ?? [])
              expect(total(all.filter((one) => one.lineId === lineId && one.productId === part.productId))).toBe(units * part.quantity);
          }
      }),
    );
  });

  test('whole orders get everything or nothing, and nobody is passed over for whom there is something left', () => {
    fc.assert(
      fc.property(anyClaims, anyShelves, anyRules, (claims, shelves, chosen) => {
        const decisions = planReservations(claims, shelves, chosen);
        const left = availablePerProduct(shelves, chosen.buffers);
        for (const one of decisions.flatMap(({ allotments }) => allotments))
          left.set(one.productId, (left.get(one.productId) ?? 0) - one.quantity);
        for (const [index, { allowPartial, wants }] of claims.entries()) {
          const lines = decisions[index]?.lines ?? [];
          const isWhole = lines.every((line) => line.given === line.wanted);
          if (!allowPartial) expect(isWhole || lines.every((line) => line.given === 0)).toBe(true);
          if (!allowPartial || isWhole) continue;
          for (const [at, { parts, quantity }] of wants.entries()) {
            const couldHaveOneMore = parts.every((part) => (left.get(part.productId) ?? 0) >= part.quantity);
            expect(couldHaveOneMore && (lines[at]?.given ?? 0) < quantity).toBe(false);
          }
        }
      }),
    );
  });

  test('in turn the first is served as if alone', () => {
    fc.assert(
      fc.property(anyClaims, anyShelves, anyRules, (claims, shelves, chosen) => {
        const [first] = claims;
        if (!first) return;
        const turn = { ...chosen, share: 'turn' as const };
        expect(planReservations(claims, shelves, turn)[0]).toEqual(planReservations([first], shelves, turn)[0]);
      }),
    );
  });

  test('a fair share is never more than one unit from the exact one, where nothing is in kits', () => {
    const simple = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(simple, fc.nat(100), (quantities, there) => {
        const claims = quantities.map((quantity, index) => claim(index + 1, [want(index + 1, 7, quantity)]));
        const shares = given(planReservations(claims, [shelf(7, 1, there)], fair)).flat();
        const wanted = quantities.reduce((sum, quantity) => sum + quantity, 0);
        expect(shares.reduce((sum, one) => sum + one, 0)).toBe(Math.min(there, wanted));
        for (const [index, share] of shares.entries())
          expect(Math.abs(share - Math.min(1, there / wanted) * (quantities[index] as number))).toBeLessThan(1);
      }),
    );
  });
});

test('availablePerLine: each line counts its own reservation, and takes its turn at the rest', () => {
  const line = (lineId: number, parts: Want['parts'], wanted: number, reserved: number, shipped: number) => ({
    lineId,
    parts,
    wanted,
    reserved,
    shipped,
  });
  const mug = [{ productId: 7, quantity: 1 }];
  // 5 free: the first line still needs 3 of them, the second is left 2 of the 3 it needs
  const lines = [line(1, mug, 4, 1, 0), line(2, mug, 4, 0, 1), line(3, [], 1, 0, 0), line(4, [{ productId: 8, quantity: 2 }], 3, 1, 0)];
  const shelves = [shelf(7, 1, 6, 1), shelf(8, 1, 5, 2)];
  expect([...availablePerLine(lines, shelves, new Map())]).toEqual([
    [1, 6],
    [2, 3],
    [3, 0],
    [4, 2],
  ]);
});
