// Every command that writes, killed and run again: ends where one run ends.
import { statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, ensureBuilt, runProcess, startOms } from '../process.ts';
import { Random } from '../story/random.ts';
import { differences, stateWithoutRuns } from './shop-state.ts';
import { type Writing, writings } from './writing-commands.ts';
import { argvOf, WritingShop } from './writing-shop.ts';

/** Always the same in what changes have to pass, else one that never was: OMS_SEED plays it again. */
const SEED = Number(process.env.OMS_SEED ?? (process.env.CI ? 7 : Date.now() % 2 ** 32));
/** So often at any moment, and so often just when something is being written. */
const KILLS = Number(process.env.OMS_KILLS ?? 1);

const shop = new WritingShop();
let killed = 0;
beforeAll(async () => {
  ensureBuilt();
  await shop.make();
}, 120_000);
afterAll(() => {
  shop.remove();
  console.log(`seed ${SEED}: ${killed} commands were killed before they had ended`);
});

describe(`killed and run again, seed ${SEED}`, () => {
  const random = new Random(SEED);
  for (const [verb, writing] of Object.entries(writings))
    test(verb, async () => {
      const from = await shop.copy(writing.before, writing.damage);
      const whole = shop.again(from);
      const { milliseconds } = await run(whole, writing);
      const expected = stateWithoutRuns(whole);
      for (let kill = 0; kill < 2 * KILLS; kill += 1) {
        const folder = shop.again(from);
        const moment = kill % 2 === 0 ? pause(milliseconds * (0.3 + random.whole(0, 70) / 100)) : untilWritten(folder, milliseconds * 3);
        await startAndKill(folder, writing, moment);
        if (writing.isSlow) await pause(1_100);
        await run(folder, writing);
        expect(differences(expected, stateWithoutRuns(folder))).toEqual([]);
      }
    });
});

test('most of them were killed', () => expect(killed).toBeGreaterThan(Object.keys(writings).length * KILLS));

async function run(folder: string, { line, code = 0, again = code }: Writing) {
  const done = await runProcess(argvOf(line), { cwd: folder });
  expect([code, again], done.stderr).toContain(done.code);
  return done;
}

async function startAndKill(folder: string, { line }: Writing, moment: Promise<void>): Promise<void> {
  const child = startOms(argvOf(line), { cwd: folder });
  const done = ended(child);
  await moment;
  child.kill('SIGKILL');
  if ((await done).code === 137) killed += 1;
}

/** Until the log of the database has something in it: then a transaction is being kept, or has just been. */
async function untilWritten(folder: string, mostMs: number): Promise<void> {
  const until = performance.now() + mostMs;
  while (performance.now() < until && logSize(folder) === 0) await pause(1);
}

function logSize(folder: string): number {
  return statSync(path.join(folder, 'oms.db-wal'), { throwIfNoEntry: false })?.size ?? 0;
}
