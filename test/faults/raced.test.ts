// Several programs on one shop at once: nobody is refused for it, nothing is lost and nothing is promised twice.
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt, inShopFolder, must, runProcess } from '../process.ts';

beforeAll(ensureBuilt);

const ROUNDS = 12;

test('three receive, one takes away, one reads, one backs up: the sum is right and every reading whole', () =>
  inShopFolder(async (folder) => {
    await must(['stock', 'receive', 'MUG', '100'], folder);
    const repeat = async (args: (round: number) => readonly string[], rounds = ROUNDS) => {
      const outcomes = [];
      for (let round = 0; round < rounds; round += 1) outcomes.push(await runProcess(args(round), { cwd: folder }));
      return outcomes;
    };
    const [readings, ...writings] = await Promise.all([
      repeat(() => ['stock', 'show', 'MUG', '--json']),
      repeat(() => ['stock', 'receive', 'MUG', '2']),
      repeat(() => ['stock', 'receive', 'MUG', '3']),
      repeat(() => ['stock', 'adjust', 'MUG', '-1', '--reason', 'broken']),
      repeat((round) => ['db', 'backup', `copy${round}`], 3),
    ]);
    for (const outcome of writings.flat()) expect(outcome).toMatchObject({ code: 0, stderr: '' });
    for (const { stdout } of readings) {
      const { onHand, locations } = JSON.parse(stdout) as { onHand: number; locations: { onHand: number }[] };
      expect(locations.reduce((sum, location) => sum + location.onHand, 0)).toBe(onHand);
    }
    expect(JSON.parse(await must(['stock', 'show', 'MUG', '--json'], folder))).toMatchObject({ onHand: 100 + ROUNDS * (2 + 3 - 1) });
    expect(await runProcess(['db', 'check'], { cwd: folder })).toMatchObject({ code: 0 });
  }));

test('the last pieces are promised once, however many confirm at the same time', () =>
  inShopFolder(async (folder) => {
    await must(['stock', 'receive', 'MUG', '4'], folder);
    const ids: string[] = [];
    for (let order = 0; order < 6; order += 1) {
      const buyer = ['--name', `Buyer ${order}`, '--address1', '1 High Street', '--city', 'York', '--postcode', 'YO1 7HU'];
      ids.push((await must(['order', 'add', '--line', 'MUG=1', ...buyer, '--ids'], folder)).trim());
    }
    const confirmed = await Promise.all(ids.map((id) => runProcess(['order', 'confirm', id], { cwd: folder })));
    for (const outcome of confirmed) expect(outcome).toMatchObject({ code: 0 });
    expect(JSON.parse(await must(['stock', 'show', 'MUG', '--json'], folder))).toMatchObject({ onHand: 4, reserved: 4, available: 0 });
    expect(await runProcess(['db', 'check'], { cwd: folder })).toMatchObject({ code: 0 });
  }));

test('a promotion for three orders is given to three, however many are typed in, cancelled and taken up at the same time', () =>
  inShopFolder(async (folder) => {
    await must(['promotion', 'add', 'THREE', '--amount', '1', '--uses', '3'], folder);
    const typed = Array.from({ length: 8 }, (_, order) => [
      'order',
      'add',
      '--line',
      'MUG=1',
      '--code',
      'THREE',
      '--name',
      `Buyer ${order}`,
    ]);
    const added = await Promise.all(typed.map((args) => runProcess(args, { cwd: folder })));
    for (const outcome of added) expect(outcome).toMatchObject({ code: 0 });
    const uses = async () =>
      JSON.parse(await must(['promotion', 'show', 'THREE', '--json'], folder)) as { useCount: number; givenMinor: number };
    expect(await uses()).toMatchObject({ useCount: 3, givenMinor: 300 });
    const orders = JSON.parse(await must(['order', 'list', '--json'], folder)) as { id: string; totalMinor: number }[];
    const [full, reduced] = [
      Math.max(...orders.map(({ totalMinor }) => totalMinor)),
      Math.min(...orders.map(({ totalMinor }) => totalMinor)),
    ];
    const given = orders.filter(({ totalMinor }) => totalMinor === reduced).map(({ id }) => id);
    expect(full - reduced).toBe(100);
    expect(given).toHaveLength(3);
    const others = orders.filter(({ totalMinor }) => totalMinor === full).map(({ id }) => id);
    await Promise.all([
      runProcess(['order', 'cancel', ...given, '--reason', 'race'], { cwd: folder }),
      ...others.map((id) => runProcess(['order', 'edit', id, '--reprice'], { cwd: folder })),
    ]);
    await must(['order', 'resume', ...given], folder);
    expect(await uses()).toMatchObject({ useCount: 3, givenMinor: 300 });
    expect(await runProcess(['db', 'check'], { cwd: folder })).toMatchObject({ code: 0 });
  }));
