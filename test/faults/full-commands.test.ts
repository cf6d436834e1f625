// Every command that writes, on a disk on which no file may grow beyond some size: says so with 4 and loses nothing, and with
// room ends where one run ends.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt, runProcess, runShell } from '../process.ts';
import { differences, stateWithoutRuns } from './shop-state.ts';
import { type Writing, writings } from './writing-commands.ts';
import { argvOf, WritingShop } from './writing-shop.ts';

/** In KiB: nothing at all; what SQLite shares with others, and some pages of a transaction. */
const SIZES = [0, 40];

const shop = new WritingShop();
beforeAll(async () => {
  ensureBuilt();
  await shop.make();
}, 120_000);
afterAll(() => shop.remove());

describe('no room', () => {
  for (const [verb, writing] of Object.entries(writings))
    test(verb, async () => {
      const { code = 0, again = code } = writing;
      const from = await shop.copy(writing.before, writing.damage);
      const whole = shop.again(from);
      await run(whole, writing);
      const expected = stateWithoutRuns(whole);
      const codes: number[] = [];
      for (const kilobytes of SIZES) {
        const folder = shop.again(from);
        const refused = await runOnFullDisk(folder, writing, kilobytes);
        codes.push(refused.code);
        if (refused.code === 4) expect(refused.stderr).toMatch(/the disk is full or failing/);
        else expect([code, again], refused.stderr).toContain(refused.code);
        if (writing.isSlow) await pause(1_100);
        await run(folder, writing);
        expect([kilobytes, differences(expected, stateWithoutRuns(folder))]).toEqual([kilobytes, []]);
      }
      expect(codes).toContain(4);
    });
});

async function run(folder: string, { line, code = 0, again = code }: Writing): Promise<void> {
  const done = await runProcess(argvOf(line), { cwd: folder });
  expect([code, again], done.stderr).toContain(done.code);
}

/** The signal that comes with it is ignored, so that writing fails instead. */
function runOnFullDisk(folder: string, { line }: Writing, kilobytes: number) {
  const words = argvOf(line).map((word) => `'${word}'`);
  return runShell(`trap "" XFSZ; ulimit -f ${kilobytes}; oms ${words.join(' ')}`, folder);
}
