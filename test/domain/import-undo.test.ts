// Which orders keep a batch from being undone.
import { expect, test } from 'vitest';
import { movedOn } from '../../src/domain/import/undo.ts';

const steps = (orderId: number, ...what: string[]) => what.map((one) => ({ orderId, what: one }));

test('what the shop does by itself with an order is no hindrance', () => {
  expect(movedOn(steps(1, 'linked', 'confirmed', 'reserved', 'released', 'unconfirmed', 'updated', 'conflict', 'restored'))).toEqual([]);
});

test('what a person has done is named, each thing once, by order', () => {
  const all = [...steps(7, 'confirmed', 'held', 'unheld', 'held'), ...steps(3, 'packed', 'shipped'), ...steps(5, 'reserved')];
  expect(movedOn(all)).toEqual([
    { orderId: 3, what: ['packed', 'shipped'] },
    { orderId: 7, what: ['held', 'unheld'] },
  ]);
});

test('an event that nobody has thought of is one', () => {
  expect(movedOn(steps(1, 'gift-wrapped'))).toEqual([{ orderId: 1, what: ['gift-wrapped'] }]);
});
