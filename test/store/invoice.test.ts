// Issued documents in a real database: no gap with many processes and kills, nothing altered unseen.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ended, ensureBuilt, must, runProcess, startOms } from '../process.ts';
import { inShop, type TestShop } from './shop.ts';

beforeAll(ensureBuilt);

const PROCESSES = 4;
const EACH = 25;

/** Makes confirmed orders of one mug each. */
async function orders({ oms }: TestShop, count: number): Promise<string[]> {
  for (let made = 0; made < count; made += 1) await oms(`order add --line MUG --name Ann${made} --address1 Road --city Leeds`);
  await oms('order confirm --all');
  return (await oms('order list --ids')).trim().split('\n').reverse();
}

const numberOf = (sequence: number) => `INV-2026-${String(sequence).padStart(4, '0')}`;

function numbers({ database }: TestShop): string[] {
  return database.raw.prepare("select number from invoice where kind = 'invoice' order by id").pluck().all() as string[];
}

describe('numbers', () => {
  test(`of ${PROCESSES} processes that issue at once are 1 … ${PROCESSES * EACH}, each order invoiced once`, () =>
    inShop(async (shop) => {
      const ids = await orders(shop, PROCESSES * EACH);
      const shares = Array.from({ length: PROCESSES }, (_, index) => ids.filter((_, at) => at % PROCESSES === index));
      const runs = await Promise.all(shares.map((share) => runProcess(['invoice', 'issue', ...share], { cwd: shop.folder })));
      expect(runs.map(({ code, stderr }) => ({ code, stderr }))).toEqual(new Array(PROCESSES).fill({ code: 0, stderr: '' }));
      expect(numbers(shop)).toEqual(Array.from({ length: PROCESSES * EACH }, (_, index) => numberOf(index + 1)));
      expect(shop.database.raw.prepare('select count(distinct order_id) from invoice_line').pluck().get()).toBe(ids.length);
      const verified = await shop.oms('invoice verify --json');
      expect(JSON.parse(verified)).toMatchObject({ documents: PROCESSES * EACH, findings: [] });
    }));

  test('are lost to no kill, and the pages that were not drawn are drawn by the next print', () =>
    inShop(async (shop) => {
      const ids = await orders(shop, 24);
      for (const delay of [150, 250, 350, 450, 600]) {
        const child = startOms(['invoice', 'issue', ...ids], { cwd: shop.folder });
        child.stdin?.end();
        setTimeout(() => child.kill('SIGKILL'), delay);
        await ended(child);
      }
      const taken = numbers(shop).length;
      expect(numbers(shop)).toEqual(Array.from({ length: taken }, (_, index) => numberOf(index + 1)));
      await must(['invoice', 'issue', ...ids, '--quiet'], shop.folder);
      expect(numbers(shop)).toHaveLength(ids.length);
      for (const file of (await shop.oms(`invoice print ${numbers(shop).join(' ')}`)).trim().split('\n'))
        expect(existsSync(file)).toBe(true);
      expect(JSON.parse(await shop.oms('invoice verify --json'))).toMatchObject({ documents: ids.length, findings: [] });
    }));

  test('rise with their dates: a clock that went back is refused before a number is taken', () =>
    inShop(async (shop) => {
      await orders(shop, 2);
      await shop.oms('invoice issue O1');
      shop.database.raw.prepare("update number_series set last_issued_on = '2026-03-03'").run();
      await shop.oms('invoice issue O2', 1);
      expect(shop.database.raw.prepare('select next from number_series').pluck().get()).toBe(2);
    }));
});

test('history is not invoiced, by name or with the rest', () =>
  inShop(async (shop) => {
    await orders(shop, 2);
    shop.database.raw.exec('update sales_order set history = 1 where id = 1');
    const refused = JSON.parse(await shop.oms('invoice issue O1 --json', 1)) as unknown;
    expect(refused).toMatchObject({ results: [{ error: { code: 'order-not-invoiceable', details: { state: 'history' } } }] });
    expect(await shop.oms('invoice issue --all --ids')).toBe('INV-2026-0001\n');
    expect(shop.database.raw.prepare('select distinct order_id from invoice_line').pluck().all()).toEqual([2]);
  }));

describe('an issued document', () => {
  const attempts = [
    'update invoice set total_minor = 1',
    "update invoice set snapshot = '{}'",
    "update invoice set number = 'X'",
    "update invoice set pdf_sha256 = 'x'",
    'delete from invoice',
    'update invoice_line set quantity = 9',
    'delete from invoice_line',
  ];
  test.each(attempts)('cannot be touched: %s', (attempt) =>
    inShop(async (shop) => {
      await orders(shop, 1);
      await shop.oms('invoice issue O1');
      expect(() => shop.database.raw.exec(attempt)).toThrow(/never (changed|deleted)/);
    }),
  );

  test('may be erased lawfully: snapshot and salt go, number and chain stay, its kept page still prints', () =>
    inShop(async (shop) => {
      await orders(shop, 2);
      await shop.oms('invoice issue O1 O2');
      shop.database.raw.exec('update invoice set snapshot = null, snapshot_salt = null where id = 1');
      expect(JSON.parse(await shop.oms('invoice verify --json'))).toMatchObject({ findings: [] });
      const file = (await shop.oms('invoice print INV-2026-0001')).trim();
      expect(await shop.oms('invoice show INV-2026-0001')).toContain('was erased');
      rmSync(file);
      await shop.oms('invoice print INV-2026-0001', 1);
      expect(JSON.parse(await shop.oms('invoice verify --json'))).toMatchObject({ findings: [] });
    }));

  test('whose page this version draws otherwise is not passed off as the same', () =>
    inShop(async (shop) => {
      await orders(shop, 1);
      shop.database.raw.exec(
        "create trigger drawn_otherwise after insert on invoice begin update invoice set pdf_sha256 = 'other' where id = new.id; end",
      );
      await shop.oms('invoice issue O1', 1);
      const lost = await shop.oms('invoice print INV-2026-0001 --json', 1);
      expect(JSON.parse(lost)).toMatchObject({ results: [{ outcome: 'refused', error: { code: 'document-lost' } }] });
      await shop.oms('invoice print INV-2026-0001 --redraw -o copy.pdf');
      expect(readFileSync(path.join(shop.folder, 'copy.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    }));
});

describe('verify', () => {
  const tampered: readonly (readonly [code: string, number: string, sql: string])[] = [
    [
      'gap',
      'INV-2026-0002',
      'update invoice set sequence = 9 where id = 3; delete from invoice_line where invoice_id = 2; delete from invoice where id = 2',
    ],
    ['gap', 'INV-2026-0004', 'update number_series set next = 6'],
    ['number-wrong', 'INV-2026-9999', "update invoice set number = 'INV-2026-9999' where id = 2"],
    ['date-order', 'INV-2026-0003', "update invoice set issued_on = '2026-02-01' where id = 3"],
    ['snapshot-altered', 'INV-2026-0002', "update invoice set snapshot = replace(snapshot, 'Ann', 'Eve') where id = 2"],
    ['sum-differs', 'INV-2026-0002', 'update invoice_line set net_minor = net_minor + 1 where invoice_id = 2'],
    ['content-differs', 'INV-2026-0002', 'update invoice set total_minor = 1 where id = 2'],
    ['chain-broken', 'INV-2026-0002', 'update invoice set total_minor = 1 where id = 2'],
    ['chain-broken', 'INV-2026-0003', 'delete from invoice_line where invoice_id = 2; delete from invoice where id = 2'],
    ['file-altered', 'INV-2026-0001', "update invoice set pdf_sha256 = 'x' where id = 1"],
  ];
  test.each(tampered)('finds %s at %s', (code, number, statements) =>
    inShop(async (shop) => {
      await orders(shop, 3);
      await shop.oms('invoice issue O1 O2 O3');
      const { raw } = shop.database;
      // somebody with the file and a database tool, who knows to take the guards away first
      for (const name of raw
        .prepare("select name from sqlite_master where type = 'trigger' and tbl_name like 'invoice%'")
        .pluck()
        .all() as string[])
        raw.exec(`drop trigger ${name}`);
      raw.pragma('foreign_keys = off');
      raw.exec(statements);
      const { findings } = JSON.parse(await shop.oms('invoice verify --json', 1)) as { findings: { code: string; number: string }[] };
      expect(findings).toContainEqual(expect.objectContaining({ code, number }));
    }),
  );
});
