// Which of day and month comes first in the dates of a file, by all of them.
import { expect, test } from 'vitest';
import { DayOrder } from '../../src/input/day-order.ts';

const formats = ['M/d/yyyy', 'M/d/yyyy H:mm', 'd/M/yyyy', 'd/M/yyyy H:mm', 'd MMM yyyy'];
const first = (order: DayOrder) => order.formats[0];

test.each([
  ['days that are no months', ['03/13/2026', '03/04/2026'], 'M/d/yyyy', false],
  ['months that are no days first', ['13/03/2026', '03/04/2026'], 'd/M/yyyy', false],
  ['with times', ['03/04/2026 9:00', '31/03/2026 10:00'], 'd/M/yyyy', false],
  ['either', ['03/04/2026', '04/04/2026'], 'M/d/yyyy', true],
  ['the same either way', ['04/04/2026', '5 Mar 2026', ''], 'M/d/yyyy', false],
  ['neither fits all', ['13/03/2026', '03/13/2026'], 'M/d/yyyy', false],
  ['what is no date says nothing', ['soon', '31/03/2026'], 'd/M/yyyy', false],
] as const)('%s', (_, dates, format, isOpen) => {
  const order = DayOrder.of(formats) as DayOrder;
  for (const date of dates) order.see(date);
  expect(first(order)).toBe(format);
  expect(order.either).toEqual(isOpen ? { format: 'M/d/yyyy', other: 'd/M/yyyy' } : undefined);
});

test('formats of one order only are not looked at', () => {
  expect(DayOrder.of(['d/M/yyyy', 'M/d/yyyy h:mm a', 'yyyy-MM-dd', 'dd.MM.yyyy'])).toBeUndefined();
  expect(DayOrder.of(['dd.MM.yyyy', 'MM.dd.yyyy'])).toBeDefined();
});
