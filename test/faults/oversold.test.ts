// Sixteen programs at once want more than there is: half of them confirm, a quarter cancels, a quarter receives. Nothing is
// promised twice, no movement is lost or doubled, nobody is told that the shop is busy.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type Ended, ensureBuilt, inFolder, must, runProcess } from '../process.ts';
import { Random } from '../story/random.ts';

beforeAll(ensureBuilt);

const PRODUCTS = 200;
/** 5,000 are wanted, and take some five minutes on two cores; so many fit the time that a change has. */
const ORDERS = Number(process.env.OMS_RACE_ORDERS ?? 480);
const CONFIRMING = 8;
const CANCELLING = 4;
const RECEIVING = 4;
/** Orders of one command. */
const TOGETHER = 12;
const FIRST = 2;
const SEED = 7;

const skuOf = (product: number) => `SKU-${String(product).padStart(3, '0')}`;

/** One to three lines, some of the same product twice. */
function orderRows(random: Random): string[] {
  return Array.from({ length: ORDERS }, (_, order) => {
    const lines = Array.from({ length: random.whole(1, 3) }, () => `${skuOf(random.whole(1, PRODUCTS))},${random.whole(1, 3)}`);
    const all = random.percent(10) ? [...lines, lines[0] as string] : lines;
    return all.map((line) => `N${order + 1},${line},5.00,Buyer ${order},1 High Street,York,YO1 7HU,GB`).join('\n');
  });
}

async function makeShop(folder: string): Promise<void> {
  const products = Array.from({ length: PRODUCTS }, (_, index) => `${skuOf(index + 1)},Product ${index + 1},5.00`);
  writeFileSync(path.join(folder, 'products.csv'), `sku,name,price\n${products.join('\n')}\n`);
  writeFileSync(path.join(folder, 'stock.csv'), `sku,quantity\n${products.map((row) => `${row.slice(0, 7)},${FIRST}`).join('\n')}\n`);
  const header = 'order,sku,quantity,unit_price,name,address1,city,postcode,country';
  writeFileSync(path.join(folder, 'orders.csv'), `${header}\n${orderRows(new Random(SEED)).join('\n')}\n`);
  await must(['init', '.', '--name', 'Race', '--country', 'GB'], folder);
  await must(['product', 'import', 'products.csv'], folder);
  await must(['stock', 'import', 'stock.csv', '--as', 'count'], folder);
  await must(['order', 'import', 'orders.csv', '--channel', 'race'], folder);
}

/** Runs command lines one after the other, each with its exit code. */
async function inTurn(folder: string, lines: readonly (readonly string[])[]): Promise<Ended[]> {
  const ended: Ended[] = [];
  for (const line of lines) ended.push(await runProcess(line, { cwd: folder }));
  return ended;
}

function groupsOf(ids: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, index) => ids.slice(index * size, (index + 1) * size));
}

/** What each of the sixteen does. Every order is confirmed by two of them, every fourth is cancelled meanwhile. */
function work(ids: readonly string[]) {
  const shares = Array.from({ length: CONFIRMING }, (_, worker) =>
    ids.filter((__, index) => index % (CONFIRMING / 2) === worker % (CONFIRMING / 2)),
  );
  const confirming = shares.map((share) => groupsOf(share, TOGETHER).map((group) => ['order', 'confirm', ...group]));
  const cancelled = ids.filter((_, index) => index % 4 === 0);
  const cancelling = Array.from({ length: CANCELLING }, (_, worker) =>
    groupsOf(
      cancelled.filter((__, index) => index % CANCELLING === worker),
      TOGETHER,
    ).map((group) => ['order', 'cancel', ...group, '--reason', 'no more', '--yes']),
  );
  const receipts = Math.ceil(ORDERS / 48);
  const receiving = Array.from({ length: RECEIVING }, (_, worker) =>
    Array.from({ length: receipts }, (__, round) => [
      'stock',
      'receive',
      skuOf(1 + ((worker * receipts + round) % PRODUCTS)),
      '3',
      '--key',
      `w${worker}-${round}`,
    ]),
  );
  return { confirming, cancelling, receiving };
}

interface Stock {
  readonly sku: string;
  readonly onHand: number;
  readonly reserved: number;
}

test(`${ORDERS} orders for more than there is`, { timeout: 3_600_000 }, () =>
  inFolder(async (folder) => {
    await makeShop(folder);
    const ids = (await must(['order', 'list', '--ids'], folder)).split('\n').filter(Boolean).reverse();
    expect(ids).toHaveLength(ORDERS);
    const { confirming, cancelling, receiving } = work(ids);
    const [confirmed, cancels, received] = await Promise.all(
      [confirming, cancelling, receiving].map(async (workers) => (await Promise.all(workers.map((lines) => inTurn(folder, lines)))).flat()),
    );
    // what is cancelled first cannot be confirmed any more: some are refused, and nobody is told to try again
    for (const { code, stderr } of [...(confirmed ?? []), ...(cancels ?? [])]) {
      expect([0, 1, 3], stderr).toContain(code);
      expect(stderr).not.toMatch(/busy|another program/i);
    }
    for (const ended of received ?? []) expect(ended).toMatchObject({ code: 0, stderr: '' });
    await must(['db', 'check'], folder);
    const stock = JSON.parse(await must(['stock', 'list', '--json'], folder)) as Stock[];
    const come = new Map<string, number>();
    for (const [, , sku = ''] of receiving.flat()) come.set(sku, (come.get(sku) ?? 0) + 3);
    for (const { sku, onHand, reserved } of stock) {
      expect([sku, onHand]).toEqual([sku, FIRST + (come.get(sku) ?? 0)]);
      expect(reserved).toBeLessThanOrEqual(onHand);
    }
    // there was less than was wanted: otherwise nothing was raced for
    expect(stock.filter(({ onHand, reserved }) => onHand === reserved).length).toBeGreaterThan(PRODUCTS / 4);
    expect((await must(['order', 'list', '--state', 'cancelled', '--ids'], folder)).split('\n').filter(Boolean)).toHaveLength(
      Math.ceil(ORDERS / 4),
    );
  }),
);
