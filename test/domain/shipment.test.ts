// Which goods may leave: what is reserved and not on a shipment yet, never more than an order wants.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OmsError } from '../../src/domain/error.ts';
import {
  checkOpen,
  type PlacedGoods,
  planShipment,
  type Shipment,
  type ShippableOrder,
  trackingPerParcel,
} from '../../src/domain/shipment.ts';

const order = { id: 1, state: 'confirmed', history: false } as const;
const line = (wanted: number, shipped = 0, packed = 0, shippable = true) => ({ wanted, shipped, packed, shippable, reserved: 0 });
const goods = (orderLineId: number, quantity: number, locationId = 1): PlacedGoods => ({
  orderLineId,
  productId: 1,
  locationId,
  lotId: null,
  quantity,
});

function outcome(changes: Partial<ShippableOrder>): unknown {
  try {
    const { lines = [line(5)], reserved = [], ...rest } = changes;
    const promised = lines.map((one, index) => ({
      ...one,
      reserved: index === 0 ? reserved.reduce((sum, { quantity }) => sum + quantity, 0) : 0,
    }));
    const plan = planShipment({ order, lines: promised, reserved, packed: [], allowPartial: true, ...rest });
    return plan.kind === 'ship'
      ? plan.goods.map(({ orderLineId, locationId, quantity }) => [orderLineId, locationId, quantity])
      : plan.kind;
  } catch (error) {
    if (error instanceof OmsError) return error.code;
    throw error;
  }
}

describe('a new shipment', () => {
  test.each<[string, Partial<ShippableOrder>, unknown]>([
    ['takes what is reserved', { reserved: [goods(1, 5)] }, [[1, 1, 5]]],
    ['takes part of it', { reserved: [goods(1, 2)] }, [[1, 1, 2]]],
    ['leaves what is on another', { reserved: [goods(1, 5)], packed: [goods(1, 2)], lines: [line(5, 0, 2)] }, [[1, 1, 3]]],
    [
      'keeps locations apart',
      { reserved: [goods(1, 2, 1), goods(1, 3, 2)], packed: [goods(1, 2, 1)], lines: [line(5, 0, 2)] },
      [[1, 2, 3]],
    ],
    ['is not needed when all is on others', { reserved: [goods(1, 5)], packed: [goods(1, 5)], lines: [line(5, 0, 5)] }, 'packed'],
    ['waits for the rest', { reserved: [goods(1, 2)], packed: [goods(1, 2)], lines: [line(5, 0, 2)] }, 'packed'],
    ['is not needed when all has left', { lines: [line(5, 5)] }, 'done'],
    ['needs something reserved', {}, 'order-not-reserved'],
    ['needs something reserved of the rest', { lines: [line(5, 3)] }, 'order-not-reserved'],
    ['is for goods', { lines: [line(1, 0, 0, false)] }, 'order-nothing-to-ship'],
    ['is for goods that are wanted', { lines: [line(0)] }, 'order-nothing-to-ship'],
    ['is whole where parts may not leave', { reserved: [goods(1, 2)], allowPartial: false }, 'order-partly-reserved'],
    ['may be the whole rest', { reserved: [goods(1, 2)], lines: [line(5, 3)], allowPartial: false }, [[1, 1, 2]]],
    ['is of confirmed orders', { order: { ...order, state: 'new' } }, 'order-not-confirmed'],
    ['is not of cancelled orders', { order: { ...order, state: 'cancelled' } }, 'order-not-confirmed'],
    ['is not of history', { order: { ...order, history: true } }, 'order-history'],
  ])('%s', (_, changes, expected) => expect(outcome(changes)).toEqual(expected));

  test('with those before it never holds more than is reserved', () => {
    const placed = fc.record({
      orderLineId: fc.integer({ min: 1, max: 3 }),
      locationId: fc.integer({ min: 1, max: 2 }),
      quantity: fc.integer({ min: 1, max: 9 }),
    });
    const distinct = fc.uniqueArray(placed, { selector: ({ orderLineId, locationId }) => `${orderLineId}/${locationId}`, minLength: 1 });
    fc.assert(
      fc.property(distinct, fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }), (all, taken) => {
        const reserved = all.map((one) => ({ ...one, productId: 1, lotId: null }));
        const packed = reserved.flatMap((one, index) => {
          const quantity = Math.min(one.quantity, taken[index] ?? 0);
          return quantity > 0 ? [{ ...one, quantity }] : [];
        });
        const sum = (many: readonly { quantity: number }[]) => many.reduce((total, { quantity }) => total + quantity, 0);
        const plan = planShipment({
          order,
          lines: [{ ...line(sum(reserved), 0, sum(packed)), reserved: sum(reserved) }],
          reserved,
          packed,
          allowPartial: true,
        });
        if (plan.kind === 'ship') expect(sum(plan.goods)).toBe(sum(reserved) - sum(packed));
        else expect([plan.kind, sum(packed)]).toEqual(['packed', sum(reserved)]);
      }),
    );
  });
});

describe('a shipment', () => {
  const shipment: Shipment = {
    id: 7,
    orderId: 1,
    state: 'open',
    withId: null,
    partyId: null,
    carrier: 'DPD',
    service: null,
    shippedAt: null,
    shippedOn: null,
    createdAt: '2026-03-02T09:00:00Z',
  };

  test.each([
    ['open', undefined],
    ['shipped', 'shipment-shipped'],
    ['delivered', 'shipment-shipped'],
    ['cancelled', 'shipment-cancelled'],
  ] as const)('that is %s may go on: %s', (state, code) => {
    const work = () => checkOpen({ ...shipment, state }, ['01']);
    if (code) expect(work).toThrow(code);
    else expect(work).not.toThrow();
  });

  test('has a number for each parcel, one for all, or none', () => {
    expect(trackingPerParcel('S7', 3, [])).toEqual([null, null, null]);
    expect(trackingPerParcel('S7', 3, ['01'])).toEqual(['01', '01', '01']);
    expect(trackingPerParcel('S7', 2, ['01', '02'])).toEqual(['01', '02']);
    expect(() => trackingPerParcel('S7', 3, ['01', '02'])).toThrow('tracking-count');
    expect(() => trackingPerParcel('S7', 1, ['01', '02'])).toThrow('tracking-count');
  });
});
