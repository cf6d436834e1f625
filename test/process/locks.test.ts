// Two at once: waiting for another process's lock, giving up, being interrupted, making one shop together.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNative } from '../../src/store/native.ts';
import { ended, ensureBuilt, inFolder, inShopFolder, must, runProcess, startOms } from '../process.ts';
import { projectRoot } from '../world.ts';

beforeAll(ensureBuilt, 120_000);

/** Holds the shop's write lock while `work` runs; `work` may give it back before. */
async function holdingLock<T>(folder: string, work: (release: () => void) => Promise<T>): Promise<T> {
  const database = openNative(projectRoot, path.join(folder, 'oms.db'), 5_000);
  database.exec('begin immediate');
  let held = true;
  const release = () => {
    if (held) database.exec('rollback');
    held = false;
  };
  try {
    return await work(release);
  } finally {
    release();
    database.close();
  }
}

describe('the write lock is another’s', () => {
  test('--wait 1: waits a second, then gives up with 4 and says how to wait longer', () =>
    inShopFolder((folder) =>
      holdingLock(folder, async () => {
        const { code, stdout, stderr, milliseconds } = await runProcess(['stock', 'receive', 'MUG', '1', '--wait', '1'], { cwd: folder });
        expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
        expect(stderr).toBe(
          'error: another process is using the shop and did not finish in time\n  try again, or wait longer: --wait 300\n',
        );
        expect(milliseconds).toBeGreaterThan(1_000);
        expect(milliseconds).toBeLessThan(10_000);
      }),
    ));

  test('--wait 0: gives up at once; --json tells it by its code', () =>
    inShopFolder((folder) =>
      holdingLock(folder, async () => {
        const { code, stderr } = await runProcess(['stock', 'receive', 'MUG', '1', '--wait', '0', '--json'], { cwd: folder });
        expect(code).toBe(4);
        expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'busy' } });
      }),
    ));

  test('is waited for without being told to, and had when it is given back', () =>
    inShopFolder((folder) =>
      holdingLock(folder, async (release) => {
        const waiting = ended(startOms(['stock', 'receive', 'MUG', '1'], { cwd: folder }));
        await pause(1_500);
        release();
        expect(await waiting).toMatchObject({ code: 0, stdout: 'received 1 MUG at main; on hand 1\n', stderr: '' });
      }),
    ));

  test.each([
    ['stock', 'list', '--json'],
    ['db', 'backup'],
  ])('does not keep out who reads: oms %s %s', (...words) =>
    inShopFolder((folder) =>
      holdingLock(folder, async () => {
        const { code, milliseconds } = await runProcess(words, { cwd: folder });
        expect(code).toBe(0);
        expect(milliseconds).toBeLessThan(10_000);
      }),
    ),
  );

  test('Ctrl-C while waiting: at once, quiet, 130, and nothing is done', () =>
    inShopFolder((folder) =>
      holdingLock(folder, async (release) => {
        const child = startOms(['stock', 'receive', 'MUG', '1', '--wait', '60'], { cwd: folder });
        const done = ended(child);
        await pause(1_500);
        expect(child.exitCode).toBeNull();
        child.kill('SIGINT');
        const { code, stdout, stderr, milliseconds } = await done;
        expect({ code, stdout, stderr }).toEqual({ code: 130, stdout: '', stderr: '' });
        expect(milliseconds).toBeLessThan(10_000);
        release();
        expect(JSON.parse(await must(['stock', 'show', 'MUG', '--json'], folder))).toMatchObject({ onHand: 0 });
      }),
    ));
});

describe('two make a shop in one folder at once', () => {
  test('one does, the others are refused, and the shop is whole', () =>
    inFolder(async (folder) => {
      const names = ['One', 'Two', 'Three', 'Four'];
      const all = await Promise.all(
        names.map((name) => runProcess(['init', 'shop', '--name', name, '--country', 'GB', '--json'], { cwd: folder })),
      );
      const winners = all.filter(({ code }) => code === 0);
      expect(winners).toHaveLength(1);
      for (const { stderr } of all.filter(({ code }) => code !== 0))
        expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'shop-exists' } });
      const name = (JSON.parse(winners[0]?.stdout ?? '') as { settings: { name: string } }).settings.name;
      expect(await must(['config', 'get', 'name', '--db', 'shop'], folder)).toBe(`${name}\n`);
      await must(['product', 'add', 'MUG', '--name', 'Mug', '--db', 'shop'], folder);
      expect(readdirSync(path.join(folder, 'shop')).sort()).toEqual(['backups', 'documents', 'inbox', 'oms.db']);
    }));
});
