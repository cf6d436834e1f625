// Backups made while another process writes: each is one moment of the shop, whole and sound; a bad one is not kept.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyDatabase, verifyCopy } from '../../src/store/backup.ts';
import { openDatabase } from '../../src/store/database.ts';
import { projectRoot, runOms } from '../world.ts';
import { readyToRace } from './race-helper.ts';
import { inShop, type TestShop } from './shop.ts';

/** More than it gets to: it writes until the last backup is made. */
const ROUNDS = 1_000_000;

describe('while another process writes', () => {
  test('every backup is one moment of the shop, and the writer never fails', () =>
    inShop(async (shop) => {
      const writer = await readyToRace(shop, 'immediate', 1, ROUNDS);
      const done = writer.run();
      const seen: number[] = [];
      for (let second = 10; second < 18; second += 1) seen.push(await movementsInBackup(shop, second));
      writer.enough();
      expect(await done).toMatchObject([{ failed: 0, codes: [] }]);
      writer.stop();
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
      // the writer was writing: otherwise this would show nothing
      expect(new Set(seen).size).toBeGreaterThan(4);
    }));

  async function movementsInBackup({ folder }: TestShop, second: number): Promise<number> {
    const made = await runOms(['db', 'backup', 'out', '--ids'], { cwd: folder, now: `2026-03-02T09:00:${second}Z` });
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const backup = made.stdout.trim();
    const checked = await runOms(['--db', backup, 'db', 'check', '--json'], { cwd: folder });
    const { rows, findings } = JSON.parse(checked.stdout) as { rows: { movement: number }; findings: unknown[] };
    expect(findings).toEqual([]);
    return rows.movement;
  }
});

describe('a copy that is not what it should be', () => {
  test('is refused when rows are missing, and when it is no database', () =>
    inShop(async ({ database, folder, oms }) => {
      await oms('stock receive MUG 5');
      const copy = path.join(folder, 'copy.db');
      const rows = await copyDatabase(database, copy);
      expect(rows).toMatchObject({ movement: 1, product: 1 });
      await verifyCopy(copy, projectRoot, rows);
      const opened = openDatabase({ path: copy, root: projectRoot, waitMs: 0 });
      opened.raw.exec('drop trigger movement_no_delete; delete from movement');
      opened.close();
      await expect(verifyCopy(copy, projectRoot, rows)).rejects.toMatchObject({
        code: 'backup-damaged',
        details: { cause: 'movement: 0 / 1' },
      });
      writeFileSync(copy, 'not a database');
      await expect(verifyCopy(copy, projectRoot, rows)).rejects.toThrow();
    }));

  test('never takes the place of a file that is there', () =>
    inShop(async ({ database, folder }) => {
      const copy = path.join(folder, 'copy.db');
      writeFileSync(copy, 'mine');
      await expect(copyDatabase(database, copy)).rejects.toMatchObject({ code: 'file-exists' });
    }));

  test('leaves nothing behind when the folder is full of something else', () =>
    inShop(async ({ folder, oms }) => {
      mkdirSync(path.join(folder, 'out/2026-03-02T090000Z'), { recursive: true });
      await oms('db backup out', 1);
      expect(readdirSync(path.join(folder, 'out'))).toEqual(['2026-03-02T090000Z']);
    }));
});
