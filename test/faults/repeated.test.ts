// Every command that writes, twice: ends where once ends.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allVerbs } from './odd-words.ts';
import { differences, stateOf, stateWithoutRuns } from './shop-state.ts';
import { printing, writings } from './writing-commands.ts';
import { runNow, WritingShop } from './writing-shop.ts';

const shop = new WritingShop();
beforeAll(() => shop.make(), 120_000);
afterAll(() => shop.remove());

test('every command that writes is here', async () => {
  const verbs = (await allVerbs()).filter(({ command }) => command.writes).map(({ path }) => path.join(' '));
  expect([...Object.keys(writings), ...printing].sort()).toEqual(verbs.sort());
});

describe('twice is once', () => {
  for (const [verb, { line, before, damage, isRun, code = 0, again = code }] of Object.entries(writings))
    test(verb, async () => {
      const folder = await shop.copy(before, damage);
      const state = isRun ? stateWithoutRuns : stateOf;
      const untouched = state(folder);
      const first = await runNow(folder, line);
      expect([first.code, first.stderr]).toEqual([code, first.code === code ? first.stderr : '']);
      const once = state(folder);
      expect(differences(untouched, once)).not.toEqual([]);
      const second = await runNow(folder, line);
      expect([second.code, second.stderr]).toEqual([again, second.code === again ? second.stderr : '']);
      expect(differences(once, state(folder))).toEqual([]);
    });
});
