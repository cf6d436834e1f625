// Searching is right at any time: whatever is indexed, stale or not looked at yet, and while somebody else writes.
import { expect, test } from 'vitest';
import { matches, termsOf } from '../../src/domain/search.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { foundIds, indexSome } from '../../src/store/search.ts';
import { searchWords } from '../../src/store/search-text.ts';
import { projectRoot } from '../world.ts';
import { inShop } from './shop.ts';

const names = ['김민지', '山田花子', 'José Muñoz', 'Ana Ruiz', 'Li'];
const queries = ['김', '지', '山', 'muñoz', 'munoz', 'n', 'ana', 'iz', 'li', '1', '12', 'e1', 'none'];

function addOrder({ raw }: Database, number: number): void {
  raw.prepare('insert into party (name, phone) values (?, ?)').run(names[number % names.length], `010-2345-${6000 + number}`);
  raw
    .prepare(`insert into sales_order (channel_id, external_id, number, ship_party_id, bill_party_id, ordered_at, ordered_on, currency,
      prices_include_tax, rounding, tax_basis, net_minor, tax_minor, total_minor, created_at, updated_at)
      values (1, ?, ?, last_insert_rowid(), null, '', '2026-01-01', 'GBP', 1, 'half-up', 'document', 1, 0, 1, '', '')`)
    .run(`E${number}`, `E${number}`);
}

/** What is found by the index and what is looked through, beside what is there. */
async function expectRight(database: Database): Promise<void> {
  await database.read(async (db) => {
    const all = database.raw.prepare('select id from sales_order order by id desc').pluck().all() as number[];
    const words = await searchWords(db, 'order', all);
    for (const query of queries) {
      const terms = termsOf(query);
      const found: number[] = [];
      for await (const ids of foundIds(db, 'order', terms)) found.push(...ids);
      expect(found, query).toEqual(all.filter((id) => matches(words.get(id) ?? [], terms)));
    }
  });
}

test('before, while and after it is indexed, changed and taken away', () =>
  inShop(async ({ database }) => {
    database.raw.exec(`insert into channel (name, created_at) values ('web', '')`);
    const index = (most: number) => database.write((db) => indexSome(database, db, 'order', most));
    for (let number = 1; number <= 30; number += 1) addOrder(database, number);
    await expectRight(database);
    expect(await index(12)).toBe(false);
    await expectRight(database);
    database.raw.exec(`update party set name = '김 Ana' where id in (2, 20); update sales_order set updated_at = 'x' where id in (2, 20)`);
    expect(database.raw.prepare('select id from search_stale').pluck().all()).toEqual([2]);
    await expectRight(database);
    database.raw.exec('delete from sales_order where id in (3, 12, 29, 30)');
    await expectRight(database);
    expect(await index(100)).toBe(true);
    await expectRight(database);
    // ids that are given again
    database.raw.exec('delete from sales_order where id > 25');
    await expectRight(database);
    addOrder(database, 41);
    await expectRight(database);
    expect(await index(100)).toBe(true);
    addOrder(database, 42);
    await expectRight(database);
    expect(await index(2)).toBe(true);
    await expectRight(database);
  }));

test('while somebody else writes, what is not indexed is looked through at once', () =>
  inShop(async ({ database, oms }) => {
    await oms('order add --line MUG=1 --name Ana --address1 High-St-1 --city Bath --quiet');
    const other = openDatabase({ path: database.path, root: projectRoot, waitMs: 0 });
    other.raw.exec('begin immediate');
    expect(await oms('order list --search an --ids')).toBe('O1\n');
    expect(database.raw.prepare(`select upto from search_mark where kind = 'order'`).pluck().get()).toBe(0);
    other.raw.exec('rollback');
    other.close();
    expect(await oms('order list --search an --ids')).toBe('O1\n');
    expect(database.raw.prepare(`select upto from search_mark where kind = 'order'`).pluck().get()).toBe(1);
  }));

test('what is forgotten is in no page of the index', () =>
  inShop(async ({ database, oms }) => {
    await oms('customer add --name Zwxyvq');
    await oms('customer list --search zwx');
    // "zw" as the index writes it, less what terms before it begin with
    const isHeld = () =>
      (database.raw.prepare('select block from customer_search_data').pluck().all() as Buffer[]).some((block) => block.includes('e003b'));
    expect(isHeld()).toBe(true);
    await oms('customer erase C1 --yes');
    expect(isHeld()).toBe(false);
    expect(await oms('customer list --search zwx --ids')).toBe('');
  }));
