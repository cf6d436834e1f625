// A packed map says what a Map says.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PackedMap } from '../../src/input/packed-map.ts';

const KEY_MOST = 2 ** 30 - 1;

test('gives what was last put there, also where keys stand in each other’s places', () => {
  const key = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: KEY_MOST }), fc.constantFrom(0, KEY_MOST));
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.integer({ min: 1, max: 2 ** 31 - 1 })), { maxLength: 200 }), fc.array(key), (put, asked) => {
      const packed = new PackedMap();
      const map = new Map(put);
      for (const [one, value] of put) packed.set(one, value);
      for (const one of [...map.keys(), ...asked]) expect(packed.get(one)).toBe(map.get(one));
    }),
  );
});

test('grows', () => {
  const packed = new PackedMap();
  for (let key = 0; key < 100_000; key += 1) packed.set((key * 7919) % KEY_MOST, key + 1);
  for (let key = 0; key < 100_000; key += 997) expect(packed.get((key * 7919) % KEY_MOST)).toBe(key + 1);
  expect(packed.get(1)).toBeUndefined();
});
