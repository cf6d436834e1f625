// When a row of records is one that has waited.
import { describe, expect, test } from 'vitest';
import type { RecordOptions } from '../../src/domain/import/record.ts';
import { tagsOf } from '../../src/domain/import/record-tags.ts';

const row = (sha256: string, at: number, identity: string, part = '') => ({ source: { sha256, row: at, part }, identity });
const receipt: RecordOptions = { as: 'receipt' };

describe('a row is known', () => {
  test.each([
    ['by its place in the same bytes', {}, row('a', 2, 'MUG'), row('a', 2, 'CUP'), 'place'],
    ['by its key in other bytes', {}, row('a', 2, 'MUG'), row('b', 7, 'MUG'), 'key'],
    ['by the name of its delivery', { ...receipt, key: 'D7' }, row('a', 2, 'MUG'), row('b', 2, 'CUP'), 'place'],
    ['by its location among those of one row', {}, row('a', 2, '', 'west'), row('a', 2, '', 'west'), 'place'],
  ] as const)('%s', (_, options: RecordOptions, one, other, by) => {
    expect(tagsOf(options, one)[by]).not.toBeNull();
    expect(tagsOf(options, one)[by]).toBe(tagsOf(options, other)[by]);
  });

  test.each([
    ['by another row of the same bytes', {}, row('a', 2, 'MUG'), row('a', 3, 'MUG'), 'place'],
    ['by the same row of other bytes', receipt, row('a', 2, 'MUG'), row('b', 2, 'MUG'), 'place'],
    ['by another location of the same row', receipt, row('a', 2, '', 'west'), row('a', 2, '', 'main'), 'place'],
  ] as const)('not %s', (_, options: RecordOptions, one, other, by) => {
    expect(tagsOf(options, one)[by]).not.toBe(tagsOf(options, other)[by]);
  });

  test.each([
    ['goods of a delivery have no key', receipt, row('a', 2, 'MUG'), 'key'],
    ['nor has what could not be read', {}, row('a', 2, ''), 'key'],
    ['a delivery that counts again has no place', { ...receipt, again: 'true' }, row('a', 2, 'MUG'), 'place'],
  ] as const)('by nothing else: %s', (_, options: RecordOptions, one, by) => {
    expect(tagsOf(options, one)[by]).toBeNull();
  });
});
