// What is freed of a kit's line when some of its goods are promised no longer: whole kits, and no more of them than needed.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kitsToFree } from '../../src/domain/order/whole-kits.ts';

const [MUG, TEA] = [1, 2];
const perKit = new Map([
  [MUG, 1],
  [TEA, 2],
]);

test.each([
  [
    'one part of one kit',
    [[TEA, 1]],
    [
      [MUG, 2],
      [TEA, 3],
    ],
    [
      [MUG, 1],
      [TEA, 1],
      [TEA, 1],
    ],
  ],
  [
    'half of two kits',
    [
      [TEA, 2],
      [MUG, 2],
    ],
    [[TEA, 2]],
    [
      [MUG, 2],
      [TEA, 2],
      [TEA, 2],
    ],
  ],
  [
    'all there is',
    [
      [MUG, 1],
      [TEA, 2],
    ],
    [],
    [
      [MUG, 1],
      [TEA, 2],
    ],
  ],
])('%s', (_, over, rest, freed) => {
  const goods = (all: readonly (readonly number[])[]) => all.map(([productId = 0, quantity = 0]) => ({ productId, quantity }));
  expect(kitsToFree(perKit, goods(over), goods(rest)).map(({ goods: { productId }, quantity }) => [productId, quantity])).toEqual(freed);
});

test('what is left of a line is whole kits, nothing that is over, and as many as can be', () => {
  const kits = fc.array(fc.record({ isMugOver: fc.boolean(), isTeaOver: fc.boolean() }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(kits, (all) => {
      const over: { productId: number; quantity: number }[] = [];
      const rest: { productId: number; quantity: number }[] = [];
      for (const { isMugOver, isTeaOver } of all) {
        (isMugOver ? over : rest).push({ productId: MUG, quantity: 1 });
        (isTeaOver ? over : rest).push({ productId: TEA, quantity: 2 });
      }
      const freed = kitsToFree(perKit, over, rest);
      const count = (productId: number) =>
        freed.reduce((sum, { goods, quantity }) => sum + (goods.productId === productId ? quantity : 0), 0);
      const isOver = (productId: number) => over.filter((goods) => goods.productId === productId).length;
      expect([count(MUG), count(TEA) / 2]).toEqual(new Array(2).fill(Math.max(isOver(MUG), isOver(TEA))));
      expect(over.filter((goods) => !freed.some((one) => one.goods === goods && one.quantity === goods.quantity))).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
