// An order that is changed, and changed back, is as if it had never been: lines, money, people, promises.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inShop } from './shop.ts';

interface Shown {
  readonly discountMinor: number;
}

/**
 * A change, and what takes it back, of an order of 2 MUG (12.50) and 3 CUP (3.00). No few of them leave a line without
 * goods: it could have no discount. An order's discount goes back to what it was when it was changed: what is cancelled
 * meanwhile takes its share along, and brings that share back.
 */
const changes: readonly (readonly [there: string, back: string | ((before: Shown) => string)])[] = [
  ['edit O1 --quantity MUG=4', 'edit O1 --quantity MUG=2'],
  ['edit O1 --quantity CUP=2', 'edit O1 --quantity CUP=3'],
  ['edit O1 --price 1=9.99', 'edit O1 --price 1=12.50'],
  ['edit O1 --line-discount CUP=0.37', 'edit O1 --line-discount CUP='],
  ['edit O1 --discount 3.33', (before) => `edit O1 --discount ${before.discountMinor / 100}`],
  ['edit O1 --shipping 7.77', 'edit O1 --shipping 2.40'],
  ['edit O1 --line TEA=2@1.11', 'edit O1 --remove TEA'],
  ['edit O1 --city Leeds --phone 123456', 'edit O1 --city Bath --phone='],
  ['edit O1 --bill-name Firm', 'edit O1 --bill-same'],
  ['edit O1 --ship-to CUP=Ann;Mill-Lane-9;BA2-3QQ;Bath', 'edit O1 --ship-to CUP='],
  [
    'edit O1 --po A-1 --terms 30 --requested 2026-05-01 --tag gift --priority 3',
    'edit O1 --po= --terms= --requested= --untag gift --priority 0',
  ],
  ['cancel O1 --line MUG=1 --reason x', 'resume O1 --line MUG=1'],
  ['cancel O1 --line CUP=1 --reason x', 'resume O1 --line CUP'],
];

/** What an order is, without its history. */
function standing(shown: string): Shown {
  const { events, cancellations, ...order } = JSON.parse(shown) as Shown & Record<string, unknown>;
  return order;
}

describe('an order', () => {
  test('changed and changed back, in any order, is as it was', () =>
    inShop(async ({ oms, database }) => {
      await oms('product add CUP --name Cup --price 3 --quiet');
      await oms('product add TEA --name Tea --price 1 --quiet');
      await oms('stock receive MUG 20 --quiet');
      await oms('stock receive CUP 20 --quiet');
      await oms('order add --line MUG=2 --line CUP=3 --name Ann --address1 High-St-1 --city Bath --shipping 2.40 --discount 1.01 --quiet');
      await oms('order confirm O1 --quiet');
      const look = async () => standing(await oms('order show O1 --json'));
      const reserved = () => database.raw.prepare('select product_id, reserved from stock_level order by 1').all();
      const [before, promised] = [await look(), reserved()];
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray([...changes.keys()], { minLength: 1, maxLength: 5 }), async (picked) => {
          const undoing: string[] = [];
          for (const index of picked) {
            const [there, back] = changes[index] as (typeof changes)[number];
            undoing.unshift(typeof back === 'string' ? back : back(await look()));
            await oms(`order ${there} --quiet`);
          }
          expect(await look()).not.toEqual(before);
          for (const back of undoing) await oms(`order ${back} --quiet`);
          expect(await look()).toEqual(before);
          expect(reserved()).toEqual(promised);
        }),
        { numRuns: 8 },
      );
      await oms('db check');
    }));
});
