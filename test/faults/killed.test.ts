// kill -9 at any moment: what was told as done is done, what was not is done whole or not at all.
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNative } from '../../src/store/native.ts';
import { ended, ensureBuilt, inFolder, inShopFolder, must, runProcess, startOms } from '../process.ts';
import { Random } from '../story/random.ts';
import { projectRoot } from '../world.ts';

beforeAll(ensureBuilt);

const SEED = Number(process.env.OMS_SEED ?? 20260302);
const KILLS = 20;

describe(`killed, seed ${SEED}`, () => {
  test(`${KILLS} times in goods in: the ledger and the level agree, and nothing told is lost`, () =>
    inShopFolder(async (folder) => {
      const random = new Random(SEED);
      let told = 0;
      let killed = 0;
      for (let round = 0; round < KILLS; round += 1) {
        const child = startOms(['stock', 'receive', 'MUG', '1', '--key', `delivery-${round}`], { cwd: folder });
        const done = ended(child);
        // the write itself is a few milliseconds somewhere in these
        await pause(random.whole(20, 200));
        child.kill('SIGKILL');
        const { code, stdout } = await done;
        if (stdout !== '') told += 1;
        if (code === 137) killed += 1;
      }
      expect(killed).toBeGreaterThan(0);
      const { onHand, ledger } = readStock(folder);
      expect(onHand).toBe(ledger);
      expect(onHand).toBeGreaterThanOrEqual(told);
      expect(await runProcess(['db', 'check'], { cwd: folder })).toMatchObject({ code: 0 });
      // the same deliveries again: what was done is not done twice
      for (let round = 0; round < KILLS; round += 1) await must(['stock', 'receive', 'MUG', '1', '--key', `delivery-${round}`], folder);
      expect(readStock(folder)).toEqual({ onHand: KILLS, ledger: KILLS });
    }));

  test('while a shop is made: there is a whole one or none, and it can be made again', () =>
    inFolder(async (folder) => {
      const random = new Random(SEED);
      for (let round = 0; round < 10; round += 1) {
        const name = `shop${round}`;
        const child = startOms(['init', name, '--name', 'A', '--country', 'GB'], { cwd: folder });
        const done = ended(child);
        await pause(random.whole(40, 160));
        child.kill('SIGKILL');
        await done;
        const again = await runProcess(['init', name, '--name', 'A', '--country', 'GB', '--json'], { cwd: folder });
        if (again.code !== 0) expect(JSON.parse(again.stderr)).toMatchObject({ error: { code: 'shop-exists' } });
        expect(await must(['config', 'get', 'currency', '--db', name], folder)).toBe('GBP\n');
      }
    }));

  test('while orders are imported: whole orders only, and the same import again makes it complete', () =>
    inShopFolder(async (folder) => {
      const random = new Random(SEED);
      const orders = 3_000;
      const rows = Array.from({ length: orders }, (_, index) => `N${index},MUG,1,12.50\nN${index},MUG,2,12.50`);
      writeFileSync(path.join(folder, 'orders.csv'), `order,sku,quantity,unit_price\n${rows.join('\n')}\n`);
      for (let round = 0; round < 6; round += 1) {
        const child = startOms(['order', 'import', 'orders.csv', '--channel', 'shop', '--quiet'], { cwd: folder });
        const done = ended(child);
        await pause(random.whole(100, 900));
        child.kill('SIGKILL');
        await done;
        const { count, lines } = countOrders(folder);
        expect(lines).toBe(2 * count);
      }
      await must(['order', 'import', 'orders.csv', '--channel', 'shop', '--quiet'], folder);
      expect(countOrders(folder)).toEqual({ count: orders, lines: 2 * orders });
      expect(await runProcess(['db', 'check'], { cwd: folder })).toMatchObject({ code: 0 });
    }));

  test('while the inbox is run: whole orders only, each file in one place, and the next run makes it complete', () =>
    inShopFolder(async (folder) => {
      const random = new Random(SEED);
      const files = Array.from({ length: 5 }, (_, index) => `day${index}.csv`);
      const orders = 400;
      for (const name of files) putIntoInbox(folder, name, orders);
      let killed = 0;
      for (let round = 0; round < 12; round += 1) {
        const child = startOms(['run'], { cwd: folder });
        const done = ended(child);
        await pause(random.whole(150, 1_200));
        child.kill('SIGKILL');
        if ((await done).code === 137) killed += 1;
        const { count, lines } = countOrders(folder);
        expect(lines).toBe(2 * count);
        const places = inboxPlaces(folder);
        expect(places.map((place) => path.basename(place)).sort()).toEqual(files);
        // what has been moved has been kept
        expect(count).toBeGreaterThanOrEqual(places.filter((place) => place.startsWith('done')).length * orders);
      }
      expect(killed).toBeGreaterThan(0);
      expect(await runProcess(['run'], { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
      expect(inboxPlaces(folder).every((place) => place.startsWith('done'))).toBe(true);
      for (const place of inboxPlaces(folder)) {
        const report = JSON.parse(readFileSync(path.join(folder, 'inbox', `${place}.report.json`), 'utf8'));
        expect(report).toMatchObject({ movedTo: place, state: 'done', error: null });
      }
      expect(countOrders(folder)).toEqual({ count: files.length * orders, lines: 2 * files.length * orders });
      expect(JSON.parse(await must(['order', 'list', '--state', 'new', '--json'], folder))).toEqual([]);
      expect(await runProcess(['run'], { cwd: folder })).toMatchObject({ code: 0, stdout: '' });
      expect(await runProcess(['db', 'check'], { cwd: folder })).toMatchObject({ code: 0 });
    }));
});

/** Orders of two lines in a file that was put there an hour ago. */
function putIntoInbox(folder: string, name: string, orders: number): void {
  const file = path.join(folder, 'inbox', name);
  const buyer = 'Ada Quill,1 Hill Lane';
  const rows = Array.from({ length: orders }, (_, index) => {
    const order = `${name}-${index}`;
    return `${order},MUG,1,12.50,${buyer}\n${order},MUG,2,12.50,${buyer}`;
  });
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `order,sku,quantity,unit_price,name,address1\n${rows.join('\n')}\n`);
  const anHourAgo = new Date(Date.now() - 3_600_000);
  utimesSync(file, anHourAgo, anHourAgo);
}

/** Where the files are, below the inbox. */
function inboxPlaces(folder: string): string[] {
  return readdirSync(path.join(folder, 'inbox'), { recursive: true, encoding: 'utf8' }).filter((name) => /(^|\/)day\d\.csv$/.test(name));
}

function readStock(folder: string): { onHand: number; ledger: number } {
  return withDatabase(folder, (database) => ({
    onHand: database.prepare('select coalesce(sum(on_hand), 0) from stock_level').pluck().get() as number,
    ledger: database.prepare('select coalesce(sum(quantity), 0) from movement').pluck().get() as number,
  }));
}

function countOrders(folder: string): { count: number; lines: number } {
  return withDatabase(folder, (database) => ({
    count: database.prepare('select count(*) from sales_order').pluck().get() as number,
    lines: database.prepare('select count(*) from order_line').pluck().get() as number,
  }));
}

function withDatabase<T>(folder: string, work: (database: ReturnType<typeof openNative>) => T): T {
  const database = openNative(projectRoot, path.join(folder, 'oms.db'), 5_000);
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    return work(database);
  } finally {
    database.close();
  }
}
