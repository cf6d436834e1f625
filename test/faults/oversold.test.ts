// Sixteen programs at once want more than there is: half of them confirm, a quarter cancels, a quarter receives. Some orders
// want the same product on several lines, or kits that share their parts. Nothing is promised twice, no movement is lost or
// doubled, nobody is told that the shop is busy.
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
const KITS = 20;

const skuOf = (product: number) => `SKU-${String(product).padStart(3, '0')}`;
const kitOf = (kit: number) => `KIT-${String(kit).padStart(2, '0')}`;

/** Parts of a kit with how many of each: every one is in two kits, and sold by itself too. */
const partsOf = (kit: number) => [
  { sku: skuOf(kit), quantity: 1 },
  { sku: skuOf((kit % KITS) + 1), quantity: 2 },
];

/** One to three lines, some of kits, some of the same product twice. */
function orderRows(random: Random): string[] {
  const wanted = () => (random.percent(15) ? kitOf(random.whole(1, KITS)) : skuOf(random.whole(1, PRODUCTS)));
  return Array.from({ length: ORDERS }, (_, order) => {
    const lines = Array.from({ length: random.whole(1, 3) }, () => `${wanted()},${random.whole(1, 3)}`);
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
  for (let kit = 1; kit <= KITS; kit += 1) {
    await must(['product', 'add', kitOf(kit), '--name', `Kit ${kit}`, '--kind', 'kit', '--price', '12'], folder);
    for (const { sku, quantity } of partsOf(kit)) await must(['product', 'part', 'add', kitOf(kit), sku, String(quantity)], folder);
  }
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

interface Line {
  readonly sku: string;
  readonly quantity: number;
  readonly cancelled: number;
  readonly reserved: number;
}

interface Order {
  readonly id: string;
  readonly state: string;
  readonly lines: readonly Line[];
}

async function shownOrders(folder: string, ids: readonly string[]): Promise<Order[]> {
  const orders: Order[] = [];
  for (const group of groupsOf(ids, 500)) orders.push(...[JSON.parse(await must(['order', 'show', ...group, '--json'], folder))].flat());
  return orders;
}

/** What lines have, taken apart into what stands on shelves. */
function promisedTo(orders: readonly Order[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { lines } of orders)
    for (const { sku, reserved } of lines) {
      const kit = /^KIT-(\d+)$/.exec(sku)?.[1];
      const parts = kit ? partsOf(Number(kit)) : [{ sku, quantity: 1 }];
      for (const part of parts) sums.set(part.sku, (sums.get(part.sku) ?? 0) + part.quantity * reserved);
    }
  return sums;
}

function longest(groups: readonly (readonly Ended[] | undefined)[]): number {
  return Math.round(Math.max(...groups.flatMap((group) => (group ?? []).map(({ milliseconds }) => milliseconds))));
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
    const orders = await shownOrders(folder, ids);
    const promised = promisedTo(orders);
    for (const { sku, onHand, reserved } of stock) {
      expect([sku, onHand]).toEqual([sku, FIRST + (come.get(sku) ?? 0)]);
      expect([sku, reserved]).toEqual([sku, promised.get(sku) ?? 0]);
      expect(reserved).toBeLessThanOrEqual(onHand);
    }
    for (const { id, state, lines } of orders)
      for (const { quantity, cancelled, reserved } of lines)
        expect([id, reserved <= (state === 'cancelled' ? 0 : quantity - cancelled)]).toEqual([id, true]);
    expect(orders.some(({ lines }) => lines.some(({ sku, reserved }) => sku.startsWith('KIT') && reserved > 0))).toBe(true);
    // there was less than was wanted: otherwise nothing was raced for
    expect(stock.filter(({ onHand, reserved }) => onHand === reserved).length).toBeGreaterThan(PRODUCTS / 4);
    expect(orders.filter(({ state }) => state === 'cancelled')).toHaveLength(Math.ceil(ORDERS / 4));
    const refusals = [...(confirmed ?? []), ...(cancels ?? [])].filter(({ code }) => code !== 0).length;
    console.log(`${ORDERS} orders: ${refusals} commands refused some; the longest took ${longest([confirmed, cancels, received])} ms`);
  }),
);
