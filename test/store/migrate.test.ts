// Bringing a shop up to date: which files are refused, the copy made before, all or nothing.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { checkSchema, migrate, schemaVersion } from '../../src/store/migrate.ts';
import { ground } from '../../src/store/migrations/0001-ground.ts';
import { projectRoot, runOms } from '../world.ts';
import { inShop, insertRow, type TestShop } from './shop.ts';

const STAMP = '2026-03-02T09:00:00Z';
/** A schema one step behind the one of the day after. */
const list = [ground, "create table later (id integer primary key, name text not null) strict; insert into later (name) values ('x')"];

const backups = ({ folder }: TestShop) => readdirSync(path.join(folder, 'backups')).sort();
const tableExists = ({ database }: TestShop, name: string) =>
  database.raw.prepare(`select count(*) from sqlite_schema where name = ?`).pluck().get(name) === 1;

describe('which files are shops', () => {
  test('a shop of a newer oms is refused, for reading and for writing, and left alone', () =>
    inShop(async (shop) => {
      shop.database.raw.pragma('user_version = 99');
      expect(() => checkSchema(shop.database)).toThrow(expect.objectContaining({ code: 'database-newer' }));
      await shop.oms('stock list', 4);
      await shop.oms('stock receive MUG 5', 4);
      expect(await migrate(shop.database, STAMP)).toBeUndefined();
      expect(shop.database.raw.pragma('user_version', { simple: true })).toBe(99);
    }));

  test('a shop of an older oms is refused for reading only', () =>
    inShop(async (shop) => {
      shop.database.raw.pragma(`user_version = ${schemaVersion - 1}`);
      expect(checkSchema(shop.database)).toBe('older');
      const { code, stderr } = await runOms(['stock', 'list', '--json'], { cwd: shop.folder });
      expect(code).toBe(4);
      expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'database-older', hint: expect.stringContaining('oms config set') } });
      expect(shop.database.raw.pragma('user_version', { simple: true })).toBe(schemaVersion - 1);
    }));

  test('another program’s database, a text and an empty file are refused', () =>
    inShop(async (shop) => {
      shop.database.raw.pragma('application_id = 0');
      expect(() => checkSchema(shop.database)).toThrow(expect.objectContaining({ code: 'database-not-a-shop' }));
      await shop.oms('stock list', 4);
      for (const [name, text] of [
        ['text.db', 'order,sku,quantity\n'.repeat(100)],
        ['empty.db', ''],
      ] as const) {
        writeFileSync(path.join(shop.folder, name), text);
        await shop.oms(`stock list --db ${name}`, 4);
        await shop.oms(`stock receive MUG 5 --db ${name}`, 4);
        expect(readFileSync(path.join(shop.folder, name), 'utf8')).toBe(text);
      }
    }));
});

describe('bringing a shop up to date', () => {
  test('a copy is made before, for the owner only, and holds what was there', () =>
    inShop(async (shop) => {
      await shop.oms('stock receive MUG 5');
      const copy = await migrate(shop.database, STAMP, list);
      expect(copy).toBe(path.join(shop.folder, 'backups', 'before-schema-2-2026-03-02T090000Z.db'));
      expect(statSync(copy as string).mode & 0o777).toBe(0o600);
      const before = openDatabase({ path: copy as string, root: projectRoot, waitMs: 0 });
      expect(before.raw.pragma('user_version', { simple: true })).toBe(1);
      expect(before.raw.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(before.raw.prepare('select on_hand from stock_level').pluck().get()).toBe(5);
      before.close();
      expect(shop.database.raw.pragma('user_version', { simple: true })).toBe(2);
      expect(tableExists(shop, 'later')).toBe(true);
    }));

  test('once is enough: the second time does nothing and copies nothing', () =>
    inShop(async (shop) => {
      await migrate(shop.database, STAMP, list);
      expect(await migrate(shop.database, STAMP, list)).toBeUndefined();
      expect(backups(shop)).toHaveLength(1);
      expect(shop.database.raw.prepare('select count(*) from later').pluck().get()).toBe(1);
    }));

  test('two at the same second keep two copies, and only one brings it up to date', () =>
    inShop(async (shop) => {
      const other = openDatabase({ path: path.join(shop.folder, 'oms.db'), root: projectRoot, waitMs: 5000 });
      const copies = await Promise.all([migrate(shop.database, STAMP, list), migrate(other, STAMP, list)]);
      other.close();
      expect(copies.filter((copy) => copy !== undefined)).toHaveLength(1);
      expect(backups(shop)).toHaveLength(1);
      expect(shop.database.raw.prepare('select count(*) from later').pluck().get()).toBe(1);
    }));

  test('a step that fails leaves the shop as it was', () =>
    inShop(async (shop) => {
      insertRow(shop.database, 'channel', { name: 'web', created_at: STAMP });
      const broken = [...list, 'drop table channel; create table nonsense (;'];
      await expect(migrate(shop.database, STAMP, broken)).rejects.toThrow(/syntax error/);
      expect(shop.database.raw.pragma('user_version', { simple: true })).toBe(1);
      expect(shop.database.raw.inTransaction).toBe(false);
      expect(tableExists(shop, 'later')).toBe(false);
      expect(tableExists(shop, 'channel')).toBe(true);
      expect(backups(shop)).toHaveLength(1);
    }));
});
