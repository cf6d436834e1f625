// A seeded shop: random commands against a tiny model, everything looked over after every step.
import { describe, expect, test } from 'vitest';
import { explained, goesWell } from './story/explain.ts';
import { plainer, shrink } from './story/shrink.ts';
import { drawStory, type Step, type Story } from './story/story.ts';
import { type Failure, type Sabotage, tell } from './story/tell.ts';

const SEEDS = [1, 2] as const;
const STEPS = 32;
/** Takes so long only when it goes wrong, to find the shortest way there. */
const FAILING_MS = 180_000;

describe('a shop, come what may', () => {
  for (const seed of SEEDS) test(`seed ${seed}`, () => goesWell(seed, STEPS), FAILING_MS);
});

describe('the story itself', () => {
  test('the same seed draws the same steps, another seed others', () => {
    expect(drawStory(7, STEPS)).toEqual(drawStory(7, STEPS));
    expect(drawStory(8, STEPS)).not.toEqual(drawStory(7, STEPS));
  });

  test('damage done by a cancellation is seen, and told in the fewest commands', async () => {
    const story: Story = { seed: 0, start: '2026-03-02T09:00:00Z', steps: [...busy, cancelled, ...busy] };
    const failure = (await tell(story, { sabotage: keepPromise })) as Failure;
    expect(failure).toMatchObject({ at: busy.length, kind: 'shop' });
    const told = await explained(story, failure, keepPromise);
    expect(told.split('\n').filter((line) => line.startsWith('oms ') && !line.startsWith('oms config'))).toEqual([
      "oms init . --name 'Blue Mug' --country GB",
      "oms product add MUG --name 'Blue mug' --kind goods --tax-category standard --price 7",
      'oms stock receive MUG 1',
      "oms order add --line MUG=1 --name 'Ana Ruiz' --address1 'Calle Mayor 3' --city 'València'",
      "oms order cancel O1 --reason 'asked for it'",
    ]);
    expect(told).toContain('stock MUG: reserved is 1, should be 0');
  });

  test('the same story without damage goes well', async () => {
    const story: Story = { seed: 0, start: '2026-03-02T09:00:00Z', steps: [...busy, cancelled, ...busy] };
    expect(await tell(story)).toBeUndefined();
  });

  test('of many steps those are left without which it goes well', async () => {
    const steps: Step[] = Array.from({ length: 30 }, (_, number) => ({
      act: 'configSet',
      data: { number, words: ['a', 'b', 'c'] },
      dry: 'first',
    }));
    const numbers = (story: Story) => story.steps.map(({ data }) => (data as { number?: number }).number);
    const needsTwo = async (story: Story): Promise<Failure | undefined> => {
      const at = numbers(story).indexOf(21);
      const isWrong = at >= 0 && numbers(story).slice(0, at).includes(4);
      return isWrong ? { at, kind: 'shop', details: [], typed: [] } : undefined;
    };
    const story: Story = { seed: 0, start: '', steps };
    const { story: shortest } = await shrink(story, (await needsTwo(story)) as Failure, needsTwo);
    expect(shortest.steps).toEqual([
      { act: 'configSet', data: { number: 4 } },
      { act: 'configSet', data: { number: 21 } },
    ]);
  });

  test('data is made plainer a little at a time', () => {
    expect(plainer({ lines: [1, 5], key: 'k1' }, ['lines'])).toEqual([
      { lines: [5], key: 'k1' },
      { lines: [1], key: 'k1' },
      { lines: [1, 1], key: 'k1' },
      { lines: [1, 5] },
    ]);
  });
});

const order = { name: 'order-1', lines: [{ sku: 'MUG', quantity: 2 }], to: 'somewhere' };
const busy: readonly Step[] = [
  { act: 'productAdd', data: { sku: 'MUG', price: '7' } },
  { act: 'stockReceive', data: { sku: 'MUG', quantity: 9 } },
  { act: 'orderAdd', data: order, dry: 'first' },
  { act: 'orderAct', data: { verb: 'confirm', who: { names: [], all: true } } },
];
const cancelled: Step = { act: 'orderAct', data: { verb: 'cancel', who: { names: ['order-1'] } }, hours: 2 };

/** As if a cancellation forgot that goods had been promised. */
const keepPromise: Sabotage = ({ act, data }, place) => {
  if (act === 'orderAct' && (data as { verb: string }).verb === 'cancel')
    place.damage('update stock_level set reserved = 1 where reserved < on_hand');
};
