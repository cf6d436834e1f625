// oms run as cron runs it: without an environment, next to another run, and over a shop that somebody else is using.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { openNative } from '../../src/store/native.ts';
import { type Ended, ended, ensureBuilt, inShopFolder, must, programFile, runProcess, startOms } from '../process.ts';
import { projectRoot } from '../world.ts';

beforeAll(ensureBuilt, 120_000);

const AN_HOUR_AGO = new Date(Date.now() - 3_600_000);

/** A file that was put into the inbox an hour ago, with these orders of one mug each. */
function putIn(folder: string, name: string, orders: readonly string[]): void {
  const file = path.join(folder, 'inbox', name);
  mkdirSync(path.dirname(file), { recursive: true });
  const rows = orders.map((order) => `${order},MUG,1,12.50,Ada Quill,1 Hill Lane`);
  writeFileSync(file, `order,sku,quantity,unit_price,name,address1\n${rows.join('\n')}\n`);
  utimesSync(file, AN_HOUR_AGO, AN_HOUR_AGO);
}

/** The names of all files of the inbox that came from outside, wherever they are by now. */
function filesIn(folder: string): string[] {
  return readdirSync(path.join(folder, 'inbox'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.csv') && !name.endsWith('.rejects.csv'))
    .map((name) => path.basename(name))
    .sort();
}

/** As cron does, with even less: no variable at all, from the root of the disk. */
function asCron(args: readonly string[]): Promise<Ended> {
  return ended(spawn(process.execPath, [programFile, ...args], { cwd: '/', env: {}, stdio: ['ignore', 'pipe', 'pipe'] }));
}

test('without any environment: the inbox comes in, and the second time there is nothing to say', () =>
  inShopFolder(async (folder) => {
    putIn(folder, 'orders.csv', ['1', '2']);
    const first = await asCron(['run', '--db', folder]);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(
      /^orders\.csv → plain: 2 new \(B1\); now done\/.*orders\.csv\nconfirmed 2 orders: 0 reserved, 2 backordered\n$/,
    );
    expect(await asCron(['run', '--db', folder])).toMatchObject({ code: 0, stdout: '', stderr: '' });
  }));

test('a file that is being written to waits until it is whole', () =>
  inShopFolder(async (folder) => {
    putIn(folder, 'growing.csv', ['1']);
    const file = path.join(folder, 'inbox/growing.csv');
    const writing = setInterval(() => utimesSync(file, new Date(), new Date()), 20);
    const { code, stdout, stderr } = await runProcess(['run'], { cwd: folder });
    clearInterval(writing);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toContain('growing.csv is still being written');
    expect(filesIn(folder)).toEqual(['growing.csv']);
    utimesSync(file, AN_HOUR_AGO, AN_HOUR_AGO);
    expect(await runProcess(['run'], { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
  }));

test('another run is at work: waited for, and told with 4 where it takes too long', () =>
  inShopFolder(async (folder) => {
    putIn(folder, 'orders.csv', ['1']);
    const other = openNative(projectRoot, path.join(folder, 'oms.db-run'), 0);
    other.exec('begin exclusive');
    const refused = await runProcess(['run', '--wait', '0', '--json'], { cwd: folder });
    expect(refused).toMatchObject({ code: 4, stdout: '' });
    expect(JSON.parse(refused.stderr)).toMatchObject({ error: { code: 'run-at-work' } });
    // whoever only uses the shop is not kept waiting by a run
    await must(['stock', 'receive', 'MUG', '1', '--wait', '0'], folder);
    const waiting = ended(startOms(['run'], { cwd: folder }));
    await pause(1_000);
    expect(filesIn(folder)).toEqual(['orders.csv']);
    other.close();
    expect(await waiting).toMatchObject({ code: 0, stderr: '' });
    expect(await runProcess(['run', '--wait', '0'], { cwd: folder })).toMatchObject({ code: 0, stdout: '' });
  }));

test('several at once: every file once, every order once', () =>
  inShopFolder(async (folder) => {
    const names = Array.from({ length: 6 }, (_, index) => `day${index}.csv`);
    for (const [index, name] of names.entries()) putIn(folder, name, [`${index}a`, `${index}b`, 'same']);
    const runs = await Promise.all(Array.from({ length: 3 }, () => runProcess(['run'], { cwd: folder })));
    for (const run of runs) expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(runs.filter(({ stdout }) => stdout !== '')).toHaveLength(1);
    expect(filesIn(folder)).toEqual(names);
    expect(JSON.parse(await must(['order', 'list', '--json'], folder))).toHaveLength(13);
    expect(await runProcess(['db', 'check'], { cwd: folder })).toMatchObject({ code: 0 });
  }));
