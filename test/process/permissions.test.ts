// Files and folders that may not be read or written: refused with the reason, and nothing half done.
import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Ended, ensureBuilt, inFolder, inShopFolder, must, permissionsBind, runBound } from '../process.ts';

beforeAll(ensureBuilt, 120_000);

/** Runs `work` with a file's or folder's mode changed. */
async function withMode<T>(file: string, mode: number, work: () => Promise<T>): Promise<T> {
  chmodSync(file, mode);
  try {
    return await work();
  } finally {
    chmodSync(file, 0o700);
  }
}

function codeOf({ stderr }: Ended): string {
  return (JSON.parse(stderr) as { error: { code: string } }).error.code;
}

describe.runIf(permissionsBind)('a shop', () => {
  test('whose file is read-only can be read and not written', () =>
    inShopFolder((folder) =>
      withMode(path.join(folder, 'oms.db'), 0o400, async () => {
        expect(await runBound(['product', 'list', '--ids'], folder)).toMatchObject({ code: 0, stdout: 'MUG\n', stderr: '' });
        const refused = await runBound(['stock', 'receive', 'MUG', '1'], folder);
        expect(refused).toMatchObject({ code: 4, stdout: '' });
        expect(refused.stderr).toBe(
          `error: the shop cannot be written: ${folder}/oms.db or its folder is read-only\n  ls -l ${folder}/oms.db\n`,
        );
        expect(JSON.parse(await must(['stock', 'show', 'MUG', '--json'], folder))).toMatchObject({ onHand: 0 });
      }),
    ));

  test('whose folder is read-only is not written', () =>
    inShopFolder((folder) =>
      withMode(folder, 0o500, async () => {
        const before = readFileSync(path.join(folder, 'oms.db'));
        const written = await runBound(['stock', 'receive', 'MUG', '1', '--json'], folder);
        expect(written.code).toBe(4);
        expect(codeOf(written)).toBe('database-read-only');
        expect(readFileSync(path.join(folder, 'oms.db'))).toEqual(before);
        expect(readdirSync(folder).sort()).toEqual(['backups', 'documents', 'inbox', 'oms.db']);
      }),
    ));

  test('that may not be read, or not even be looked for, is not called missing', () =>
    inShopFolder(async (folder) => {
      await withMode(path.join(folder, 'oms.db'), 0o000, async () => {
        const refused = await runBound(['product', 'list', '--json'], folder);
        expect([refused.code, codeOf(refused)]).toEqual([4, 'file-unreadable']);
      });
      mkdirSync(path.join(folder, 'locked'));
      await withMode(path.join(folder, 'locked'), 0o000, async () => {
        const refused = await runBound(['product', 'list', '--db', 'locked/oms.db', '--json'], folder);
        expect([refused.code, codeOf(refused)]).toEqual([4, 'file-unreadable']);
      });
    }));

  test('is not made where nothing may be made, and no part of it stays', () =>
    inFolder(async (folder) => {
      mkdirSync(path.join(folder, 'fixed'));
      await withMode(path.join(folder, 'fixed'), 0o500, async () => {
        for (const place of ['fixed', 'fixed/shop', 'fixed/deep/shop']) {
          const refused = await runBound(['init', place, '--name', 'A', '--country', 'GB', '--json'], folder);
          expect([place, refused.code, codeOf(refused)]).toEqual([place, 4, 'file-unreadable']);
        }
        expect(readdirSync(path.join(folder, 'fixed'))).toEqual([]);
      });
    }));
});
