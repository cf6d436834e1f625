// Reserving: never more than there is, never more than is wanted, demand summed per product, turns by priority and age.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LineProgress, OrderLine } from '../../src/domain/order/order.ts';
import {
  availablePerLine,
  availablePerProduct,
  planReservation,
  type Shelf,
  takeTurns,
  type Want,
  wantsOf,
} from '../../src/domain/order/reserve.ts';

const shelf = (productId: number, locationId: number, onHand: number, reserved = 0, unavailable = 0): Shelf => ({
  productId,
  locationId,
  onHand,
  reserved,
  unavailable,
});
const want = (lineId: number, productId: number, quantity: number): Want => ({ lineId, productId, quantity });
const partial = { buffers: new Map<number, number>(), allowPartial: true };
const whole = { ...partial, allowPartial: false };

describe('planReservation', () => {
  const table: readonly (readonly [title: string, wants: Want[], shelves: Shelf[], promised: string, short: string])[] = [
    ['all there', [want(1, 7, 3)], [shelf(7, 1, 5)], '1:7@1x3', ''],
    ['exactly all', [want(1, 7, 5)], [shelf(7, 1, 5)], '1:7@1x5', ''],
    ['part of it', [want(1, 7, 6)], [shelf(7, 1, 5)], '1:7@1x5', '7 6/5'],
    ['nothing there', [want(1, 7, 1)], [], '', '7 1/0'],
    ['reserved and unavailable are not free', [want(1, 7, 5)], [shelf(7, 1, 9, 4, 3)], '1:7@1x2', '7 5/2'],
    ['the same product on two lines is one demand', [want(1, 7, 3), want(2, 7, 3)], [shelf(7, 1, 4)], '1:7@1x3 2:7@1x1', '7 6/4'],
    ['locations in their order', [want(1, 7, 5)], [shelf(7, 2, 2), shelf(7, 1, 9)], '1:7@2x2 1:7@1x3', ''],
    ['two lines over two locations', [want(1, 7, 3), want(2, 7, 3)], [shelf(7, 1, 4), shelf(7, 2, 4)], '1:7@1x3 2:7@1x1 2:7@2x2', ''],
    ['products apart', [want(1, 7, 1), want(2, 8, 1)], [shelf(7, 1, 1), shelf(8, 1, 0)], '1:7@1x1', '8 1/0'],
  ];
  const shown = (plan: ReturnType<typeof planReservation>) => [
    plan.allotments.map((one) => `${one.lineId}:${one.productId}@${one.locationId}x${one.quantity}`).join(' '),
    plan.shortages.map((one) => `${one.productId} ${one.wanted}/${one.available}`).join(' '),
  ];

  test.each(table)('%s', (_, wants, shelves, promised, short) => {
    expect(shown(planReservation(wants, shelves, partial))).toEqual([promised, short]);
    expect(shown(planReservation(wants, shelves, whole))).toEqual([short === '' ? promised : '', short]);
  });

  test('the buffer is kept back once over all locations', () => {
    const rules = { ...partial, buffers: new Map([[7, 3]]) };
    expect(shown(planReservation([want(1, 7, 9)], [shelf(7, 1, 2), shelf(7, 2, 5)], rules))).toEqual(['1:7@1x2 1:7@2x2', '7 9/4']);
    expect(shown(planReservation([want(1, 7, 9)], [shelf(7, 1, 2)], rules))).toEqual(['', '7 9/0']);
  });

  const anyShelf = fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.nat(20), fc.nat(20), fc.nat(20))
    .map(([product, location, free, reserved, unavailable]) =>
      shelf(product, location, free + reserved + unavailable, reserved, unavailable),
    );
  const anyShelves = fc.uniqueArray(anyShelf, { selector: ({ productId, locationId }) => `${productId}/${locationId}` });
  const anyWants = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 30 })))
    .map((all) => all.map(([product, quantity], index) => want(index + 1, product, quantity)));
  const anyBuffers = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(10))).map((pairs) => new Map(pairs));
  const total = (all: readonly { readonly quantity: number }[]) => all.reduce((sum, { quantity }) => sum + quantity, 0);

  test('never more than a shelf has, a product may give, or a line wants', () => {
    fc.assert(
      fc.property(anyWants, anyShelves, anyBuffers, fc.boolean(), (wants, shelves, buffers, allowPartial) => {
        const { allotments } = planReservation(wants, shelves, { buffers, allowPartial });
        for (const one of shelves) {
          const taken = total(
            allotments.filter(({ productId, locationId }) => productId === one.productId && locationId === one.locationId),
          );
          expect(taken).toBeLessThanOrEqual(one.onHand - one.reserved - one.unavailable);
        }
        for (const [productId, available] of availablePerProduct(shelves, buffers))
          expect(total(allotments.filter((one) => one.productId === productId))).toBeLessThanOrEqual(available);
        for (const { lineId, quantity } of wants)
          expect(total(allotments.filter((one) => one.lineId === lineId))).toBeLessThanOrEqual(quantity);
        expect(allotments.every(({ quantity }) => quantity > 0)).toBe(true);
      }),
    );
  });

  test('in part: all that is available is given; as a whole: everything or nothing', () => {
    fc.assert(
      fc.property(anyWants, anyShelves, anyBuffers, (wants, shelves, buffers) => {
        const available = availablePerProduct(shelves, buffers);
        const part = planReservation(wants, shelves, { buffers, allowPartial: true });
        for (const productId of new Set(wants.map((one) => one.productId))) {
          const demand = total(wants.filter((one) => one.productId === productId));
          const given = total(part.allotments.filter((one) => one.productId === productId));
          expect(given).toBe(Math.min(demand, available.get(productId) ?? 0));
        }
        const all = planReservation(wants, shelves, { buffers, allowPartial: false });
        expect(total(all.allotments)).toBe(all.shortages.length > 0 ? 0 : total(wants));
      }),
    );
  });

  test('in turns nobody is given what is not there, and the first is served as if alone', () => {
    fc.assert(
      fc.property(anyWants, anyShelves, anyBuffers, fc.boolean(), (wants, shelves, buffers, allowPartial) => {
        const rules = { buffers, allowPartial };
        const orders = wants.map((one, index) => ({ ...one, orderId: Math.floor(index / 2) }));
        const turns = takeTurns(orders, shelves, rules);
        expect([...turns.reservable, ...turns.waiting].sort((a, b) => a - b)).toEqual([...new Set(orders.map(({ orderId }) => orderId))]);
        const first = orders.filter(({ orderId }) => orderId === 0);
        const alone = planReservation(first, shelves, rules).allotments.length > 0;
        expect(turns.reservable.includes(0)).toBe(alone);
      }),
    );
  });
});

test('takeTurns: what one takes the next does not get', () => {
  const wants = [
    { ...want(1, 7, 3), orderId: 10 },
    { ...want(2, 7, 3), orderId: 11 },
    { ...want(3, 8, 1), orderId: 12 },
    { ...want(4, 7, 1), orderId: 13 },
  ];
  const shelves = [shelf(7, 1, 2), shelf(7, 2, 2), shelf(8, 1, 5)];
  expect(takeTurns(wants, shelves, partial)).toEqual({ reservable: [10, 11, 12], waiting: [13] });
  expect(takeTurns(wants, shelves, whole)).toEqual({ reservable: [10, 12, 13], waiting: [11] });
});

const line = (id: number, productId: number | null, shippable = true) => ({ id, productId, shippable }) as OrderLine;
const progress = (wanted: number, reserved = 0, shipped = 0) => ({ wanted, reserved, shipped }) as LineProgress;

test('wantsOf: services and unknown products need nothing, what is reserved or gone is not wanted again', () => {
  const lines = [line(1, 7), line(2, 8, false), line(3, null), line(4, 9), line(5, 7)];
  const sums = [progress(5, 2, 1), progress(1), progress(1), progress(3, 3), progress(2, 0, 2)];
  expect(wantsOf(lines, sums)).toEqual([want(1, 7, 2)]);
});

test('availablePerLine: each line counts its own reservation, and takes its turn at the rest', () => {
  const lines = [line(1, 7), line(2, 7), line(3, null)];
  const sums = [progress(4, 1), progress(4, 0, 1), progress(1)];
  // 5 free: the first line still needs 3 of them, the second is left 2 of the 3 it needs
  expect(availablePerLine(lines, sums, [shelf(7, 1, 6, 1)], new Map())).toEqual([6, 3, 0]);
});
