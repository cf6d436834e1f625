// Lots: what is promised of which, first expired, first out; what comes back goes where it came from.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byExpiry, type LotLevel, lotsNamed, mayBePromised, planLotsBack, shelvesByLot, takenByExpiry } from '../../src/domain/lot.ts';
import { planReservations } from '../../src/domain/order/reserve.ts';
import { partsFirst, partsText, readParts } from '../../src/domain/product-made.ts';
import { planKitStock } from '../../src/domain/stock-kit.ts';

const on = '2026-03-02';
const rule = { lots: true, expiryDays: 3 };
const place = { productId: 1, locationId: 1 };
const lot = (lotId: number, expiresOn: string | null, onHand: number, reserved = 0, unavailable = 0): LotLevel => {
  return { lotId, ...place, expiresOn, onHand, reserved, unavailable };
};

test.each([
  ['2026-03-05', 3, true],
  ['2026-03-04', 3, false],
  ['2026-03-02', 0, true],
  ['2026-03-01', 0, false],
  ['2026-03-02', null, true],
  [null, 3, true],
])('a lot until %s of which %s days have to be left may be promised: %s', (expiresOn, expiryDays, may) => {
  expect(mayBePromised({ expiresOn }, { expiryDays }, on)).toBe(may);
});

test('what is of no lot goes first, then what expires first; what has too few days left stays', () => {
  const lots = [lot(1, '2026-03-04', 5), lot(2, '2026-03-09', 2, 1), lot(3, '2026-04-01', 9, 0, 4), lot(4, null, 3)];
  const shelves = shelvesByLot([{ ...place, onHand: 20, reserved: 1, unavailable: 4 }], lots, () => rule, on);
  const claim = { orderId: 1, priority: 0, allowPartial: true, country: '', region: '' };
  const wants = [{ lineId: 1, quantity: 99, parts: [{ productId: 1, quantity: 1 }], notBefore: null }];
  const rules = { buffers: new Map(), share: 'turn', from: 'nearest', places: [], on } as const;
  const [decision] = planReservations([{ ...claim, wants }], shelves, rules);
  expect(decision?.allotments.map(({ lotId, quantity }) => [lotId, quantity])).toEqual([
    [null, 1],
    [2, 1],
    [3, 5],
    [4, 3],
  ]);
});

test('taken from several shelves is all that is wanted, or nothing', () => {
  const days = fc.constantFrom('2026-03-01', '2026-03-09', '2026-04-01', null);
  const level = fc.record({ lotId: fc.nat(99), expiresOn: days, onHand: fc.nat(9), reserved: fc.nat(3), unavailable: fc.nat(3) });
  const sound = level.map((one) => ({ ...place, ...one, onHand: one.onHand + one.reserved + one.unavailable }));
  fc.assert(
    fc.property(fc.array(sound, { maxLength: 6 }), fc.nat(12), (all, wanted) => {
      const lots = [...all].sort(byExpiry);
      const sum = (field: 'onHand' | 'reserved' | 'unavailable') => lots.reduce((total, one) => total + one[field], 0);
      const whole = { ...place, onHand: sum('onHand'), reserved: sum('reserved'), unavailable: sum('unavailable') };
      const shelves = shelvesByLot([whole], lots, () => rule, on);
      const free = lots
        .filter((one) => mayBePromised(one, rule, on))
        .reduce((n, one) => n + one.onHand - one.reserved - one.unavailable, 0);
      const taken = takenByExpiry(shelves, wanted);
      expect(taken?.reduce((n, { quantity }) => n + quantity, 0)).toBe(free < wanted ? undefined : wanted);
    }),
    { numRuns: 100 },
  );
});

describe('what comes back', () => {
  const sent = [
    { lotId: 1, code: 'A', quantity: 3 },
    { lotId: 2, code: 'B', quantity: 2 },
  ];
  test.each([
    ['all of it', { quantity: 5, damaged: 4, lots: [] }, [3, 2], [3, 1]],
    ['of a lot that is named', { quantity: 2, damaged: 1, lots: [' B '] }, [2], [1]],
    ['part of several lots', { quantity: 4, damaged: 0, lots: [] }, undefined, undefined],
    ['more of a lot than was sent', { quantity: 3, damaged: 0, lots: ['B'] }, undefined, undefined],
    ['of a lot that is of other goods', { quantity: 5, damaged: 0, lots: ['C'] }, [3, 2], [0, 0]],
  ])('%s', (_, wish, quantities, damaged) => {
    const back = planLotsBack(lotsNamed(sent, wish.lots), wish);
    expect(back?.map(({ quantity }) => quantity)).toEqual(quantities);
    expect(back?.map((one) => one.damaged)).toEqual(damaged);
  });
});

test('as many kits as the scarcest part allows, from the latest day of all', () => {
  const part = (sku: string, available: number, each: number, availableFrom: string | null = null) => {
    return { sku, name: sku, onHand: available, reserved: 0, unavailable: 0, expired: 0, buffer: 0, available, each, availableFrom };
  };
  const kit = { sku: 'KIT', name: 'Kit', availableFrom: '2026-04-01' };
  const stock = planKitStock(kit, [part('MUG', 9, 2), part('BAG', 4, 1, '2026-05-01')]);
  expect(stock).toMatchObject({ available: 4, availableFrom: '2026-05-01' });
  expect(stock.parts.map(({ sku, enoughFor, limits }) => [sku, enoughFor, limits])).toEqual([
    ['BAG', 4, true],
    ['MUG', 4, true],
  ]);
  expect(planKitStock(kit, [])).toMatchObject({ available: 0, parts: [] });
});

test.each([
  ['MUG=2\nTEA=1', 'MUG 2, TEA 1'],
  ['MUG=2; TEA=1', 'MUG 2, TEA 1'],
  ['A;B=2', 'A;B 2'],
  ['A=B= 2', 'A=B 2'],
  ['MUG=0', undefined],
  ['MUG', undefined],
])('parts in a cell: %j', (text, expected) => {
  expect(
    readParts(text)
      ?.map(({ part, quantity }) => `${part} ${quantity}`)
      .join(', '),
  ).toBe(expected);
});

test('parts are read as they are written, and stand before what is made of them', () => {
  const parts = [
    { part: 'A', quantity: 1 },
    { part: 'B;C', quantity: 20 },
  ];
  expect(readParts(partsText(parts))).toEqual(parts);
  const row = (sku: string, ...names: string[]) => ({ draft: { sku, parts: names.map((part) => ({ part, quantity: 1 })) } });
  const rows = [row('BIG', 'KIT'), row('KIT', 'MUG'), row('LOOP', 'LOOP'), { draft: null }, row('MUG')];
  expect([...partsFirst(rows)].map(({ draft }) => draft?.sku)).toEqual([undefined, 'MUG', 'KIT', 'BIG', 'LOOP']);
});
