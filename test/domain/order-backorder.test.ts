// When what is missing could come: purchases are handed out as orders are served, each unit once.
import { expect, test } from 'vitest';
import { expectedDates } from '../../src/domain/order/backorder.ts';

const wants = (lineId: number, quantity: number, parts = [{ productId: 7, quantity: 1 }], notBefore: string | null = null) => ({
  wants: [{ lineId, quantity, parts, notBefore }],
});
const coming = (productId: number, quantity: number, expectedOn: string | null) => ({ productId, quantity, expectedOn });
const early = coming(7, 5, '2026-03-10');
const late = coming(7, 5, '2026-04-01');

test.each([
  ['the first is met first', [wants(1, 3), wants(2, 3), wants(3, 3)], [early, late], ['2026-03-10', '2026-04-01', '2026-04-01']],
  ['who is not met whole has no date', [wants(1, 8), wants(2, 3)], [early, late], ['2026-04-01', null]],
  ['a purchase without a date gives none', [wants(1, 3), wants(2, 4)], [early, coming(7, 5, null)], ['2026-03-10', null]],
  ['nothing bought, no date', [wants(1, 1)], [], [null]],
  [
    'a kit waits for its last part',
    [
      wants(1, 2, [
        { productId: 7, quantity: 2 },
        { productId: 8, quantity: 1 },
      ]),
    ],
    [early, coming(8, 2, '2026-03-20')],
    ['2026-03-20'],
  ],
  ['nothing is promised before its day', [wants(1, 2, undefined, '2026-05-01')], [early], ['2026-05-01']],
  ['a kit without parts has no date', [wants(1, 1, [])], [early], [null]],
] as const)('%s', (_, waiting, bought, dates) => {
  expect([...expectedDates(waiting, bought).values()]).toEqual(dates);
});
