// No room left on the disk, at every size of it: refused with 4, nothing half done, and all goes on when there is room.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt, inFolder, inShopFolder, must, runProcess, runShell } from '../process.ts';

beforeAll(ensureBuilt);

/** A small disk of its own; needs root and a system that lets it mount. */
function mountSmallDisk(folder: string, kilobytes: number): boolean {
  mkdirSync(folder, { recursive: true });
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder]).status === 0;
}

function resizeDisk(folder: string, kilobytes: number): void {
  expect(spawnSync('mount', ['-o', `remount,size=${kilobytes}k`, folder]).status).toBe(0);
}

/** In bash, before a command: no file may grow beyond this; the signal is ignored, so that writing fails instead. */
function filesUpTo(kilobytes: number): string {
  return `trap "" XFSZ; ulimit -f ${kilobytes};`;
}

describe('no file may grow any more', () => {
  test('a shop is made whole or not at all', () =>
    inFolder(async (folder) => {
      for (const kilobytes of [0, 1, 8, 64, 200, 350]) {
        const { code, stderr } = await runShell(`${filesUpTo(kilobytes)} oms init shop --name A --country GB --json`, folder);
        expect([kilobytes, code, readdirSync(folder)]).toEqual([kilobytes, 4, []]);
        expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'disk-full' } });
      }
      await must(['init', 'shop', '--name', 'A', '--country', 'GB'], folder);
    }));

  test('goods in are received whole or not at all', () =>
    inShopFolder(async (folder) => {
      for (const kilobytes of [0, 1, 4, 8, 16]) {
        const { code, stdout, stderr } = await runShell(`${filesUpTo(kilobytes)} oms stock receive MUG 1`, folder);
        expect([kilobytes, code, stdout]).toEqual([kilobytes, 4, '']);
        expect(stderr).toMatch(/^error: the disk is full or failing: .*\n {2}make room, then repeat the command: nothing was half done\n$/);
        expect(JSON.parse(await must(['stock', 'show', 'MUG', '--json'], folder))).toMatchObject({ onHand: 0 });
      }
      await must(['stock', 'receive', 'MUG', '1'], folder);
    }));
});

test('a shop made on a disk of any size is whole, or is not there', () =>
  inFolder(async (folder) => {
    const disk = path.join(folder, 'disk');
    for (let kilobytes = 64; kilobytes < 5_120; kilobytes += 400) {
      if (!mountSmallDisk(disk, kilobytes)) return;
      try {
        const { code } = await runProcess(['init', 'shop', '--name', 'A', '--country', 'GB'], { cwd: disk });
        expect([kilobytes, code, existsSync(path.join(disk, 'shop'))]).toEqual([kilobytes, code === 0 ? 0 : 4, code === 0]);
        if (code === 0) expect(await runProcess(['db', 'check'], { cwd: path.join(disk, 'shop') })).toMatchObject({ code: 0 });
      } finally {
        spawnSync('umount', [disk]);
      }
    }
  }));

test('a disk that fills up: every product told is there, and with more room work goes on', () =>
  inFolder(async (folder) => {
    const disk = path.join(folder, 'disk');
    if (!mountSmallDisk(disk, 5_120)) {
      console.error('a small disk cannot be mounted here: only the limit on files was tested');
      return;
    }
    try {
      await must(['init', 'shop', '--name', 'A', '--country', 'GB'], disk);
      const shop = path.join(disk, 'shop');
      let told = 0;
      let refused = await runProcess(['product', 'add', `P${told}`, '--name', 'n'.repeat(9_000)], { cwd: shop });
      while (refused.code === 0 && told < 500) {
        told += 1;
        refused = await runProcess(['product', 'add', `P${told}`, '--name', 'n'.repeat(9_000)], { cwd: shop });
      }
      expect(refused).toMatchObject({ code: 4, stdout: '' });
      expect(refused.stderr).toMatch(/^error: the disk is full or failing/);
      expect((await must(['product', 'list', '--ids'], shop)).split('\n').filter(Boolean)).toHaveLength(told);
      expect(await runProcess(['db', 'check'], { cwd: shop })).toMatchObject({ code: 0 });
      expect(await runProcess(['init', '../second', '--name', 'B', '--country', 'GB'], { cwd: shop })).toMatchObject({ code: 4 });
      expect(existsSync(path.join(disk, 'second'))).toBe(false);
      resizeDisk(disk, 16_384);
      await must(['product', 'add', `P${told}`, '--name', 'n'.repeat(9_000)], shop);
      expect((await must(['product', 'list', '--ids'], shop)).split('\n').filter(Boolean)).toHaveLength(told + 1);
    } finally {
      spawnSync('umount', [disk]);
    }
  }));

test('an import that fills the disk: whole orders only, and the same import again makes it complete', () =>
  inFolder(async (folder) => {
    const disk = path.join(folder, 'disk');
    if (!mountSmallDisk(disk, 5_120)) return;
    try {
      await must(['init', 'shop', '--name', 'A', '--country', 'GB'], disk);
      const shop = path.join(disk, 'shop');
      await must(['product', 'add', 'MUG', '--name', 'Mug'], shop);
      const orders = 4_000;
      const rows = Array.from({ length: orders }, (_, index) => `N${index},MUG,1,12.50,buyer${index}@example.com`);
      writeFileSync(path.join(folder, 'orders.csv'), `order,sku,quantity,unit_price,email\n${rows.join('\n')}\n`);
      const file = path.join(folder, 'orders.csv');
      const refused = await runProcess(['order', 'import', file, '--channel', 'shop'], { cwd: shop });
      expect(refused.code).toBe(4);
      expect(refused.stderr).toContain('error: the disk is full or failing');
      expect(await runProcess(['db', 'check'], { cwd: shop })).toMatchObject({ code: 0 });
      resizeDisk(disk, 32_768);
      await must(['order', 'import', file, '--channel', 'shop'], shop);
      expect((await must(['order', 'list', '--ids'], shop)).split('\n').filter(Boolean)).toHaveLength(orders);
    } finally {
      spawnSync('umount', [disk]);
    }
  }));
