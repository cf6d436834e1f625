// kill -9 at any moment: what was told as done is done, what was not is done whole or not at all.
import { writeFileSync } from 'node:fs';
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
});

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
