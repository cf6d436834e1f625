// However an export is written down, it is the same orders: in any order, in parts, again and again, all or nothing.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runOms } from './world.ts';

type Row = Readonly<Record<string, string>>;
/** The rows of each order. */
type Orders = readonly (readonly Row[])[];

const RUNS = { numRuns: 6, seed: 20260302 };
const TIMEOUT = 120_000;

let folder = '';
let shops = 0;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'oms-any-order-'));
  const lines = [
    ['init', 'empty', '--name', 'Blue Mug', '--country', 'GB'],
    ['product', 'add', 'MUG', '--name', 'Mug', '--price', '12.50'],
    ['product', 'add', 'TEA', '--name', 'Tea', '--price', '4.10'],
  ];
  for (const [index, argv] of lines.entries())
    expect(await runOms(argv, { cwd: index === 0 ? folder : path.join(folder, 'empty') })).toMatchObject({ code: 0 });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A new shop with the same products, as a function that runs a command line in it. */
function newShop() {
  const cwd = path.join(folder, String((shops += 1)));
  mkdirSync(cwd);
  copyFileSync(path.join(folder, 'empty/oms.db'), path.join(cwd, 'oms.db'));
  return async (words: string, stdin = '') => {
    const { code, stdout, stderr } = await runOms(words.split(' '), { cwd, stdin });
    return { code, stdout, stderr };
  };
}

interface Imported {
  readonly orders: { readonly new: number; readonly unchanged: number; readonly quarantined: number };
  readonly problems: unknown;
}

/** What a shop has after these files, by channel and number, and how the last of them came in. */
async function shopAfter(files: readonly string[], flags = '') {
  const oms = newShop();
  let last = { code: 0, stdout: '{}', stderr: '' };
  for (const file of files) last = await oms(`order import - --json${flags}`, file);
  const orders = JSON.parse((await oms('order export --json')).stdout || '[]') as Record<string, string>[];
  // ids are given as orders come; what is left is what the file says
  const told = orders.map(({ id: _, customer: __, ...order }) => order);
  const sorted = told.sort((a, b) => (`${a.channel} ${a.externalId}` < `${b.channel} ${b.externalId}` ? -1 : 1));
  return { orders: sorted, code: last.code, last: (last.stdout === '' ? undefined : JSON.parse(last.stdout)) as Imported | undefined };
}

const text = fc.constantFrom('Ana Ruiz', '김민지', 'Bo, "the" Li', 'a\nb', "O'Neil", '');
const day = fc.constantFrom('2026-02-01', '2026-02-28', '2026-03-01');
const sku = fc.constantFrom('MUG', 'TEA', 'NOPE', '');
const cents = fc.integer({ min: 0, max: 9_999 }).map((units) => (units / 100).toFixed(2));
const quantity = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 9 }).map(String) }, { weight: 1, arbitrary: fc.constant('x') });

const plainOrder = fc.record({
  head: fc.record({
    date: day,
    name: text,
    address1: text,
    country: fc.constantFrom('GB', 'KR', ''),
    email: fc.constantFrom('ana@example.com', 'bo@example.com', ''),
    status: fc.constantFrom('', 'open', 'shipped', 'cancelled', 'odd'),
    payment: fc.constantFrom('paid', 'card', ''),
    shipping: fc.option(cents, { nil: '' }),
  }),
  lines: fc.array(fc.record({ sku, quantity, unit_price: fc.option(cents, { nil: '' }) }), { minLength: 1, maxLength: 3 }),
});

const plain: fc.Arbitrary<Orders> = fc
  .array(plainOrder, { minLength: 1, maxLength: 8 })
  .map((orders) =>
    orders.map(({ head, lines }, order) =>
      lines.map((line, at) => ({ order: `N${order}`, ...line, ...(at === 0 ? head : emptied(head)) })),
    ),
  );

const shopifyOrder = fc.record({
  head: fc
    .record({
      paid: fc.constantFrom('paid', 'pending', 'refunded', 'odd'),
      sent: fc.constantFrom('unfulfilled', 'fulfilled'),
      shipping: cents,
      name: text,
      zip: fc.constantFrom("'YO1 7AA", 'YO1 7AB', ''),
      note: text,
    })
    .map(({ paid, sent, shipping, name, zip, note }) => ({
      'Financial Status': paid,
      'Fulfillment Status': sent,
      Currency: 'GBP',
      Shipping: shipping,
      'Shipping Name': name,
      'Shipping Address1': '1 Hill Lane',
      'Shipping Zip': zip,
      'Shipping Country': 'GB',
      Notes: note,
    })),
  day,
  lines: fc.array(
    fc.record({
      'Lineitem quantity': quantity,
      'Lineitem name': fc.constantFrom('Mug', 'Tea'),
      'Lineitem price': cents,
      'Lineitem sku': sku,
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const shopify: fc.Arbitrary<Orders> = fc.array(shopifyOrder, { minLength: 1, maxLength: 8 }).map((orders) =>
  orders.map(({ head, day: date, lines }, order) =>
    lines.map((line, at) => ({
      Name: `#${1001 + order}`,
      'Created at': `${date} 09:15:10 +0000`,
      ...line,
      ...(at === 0 ? head : emptied(head)),
    })),
  ),
);

/** The same names, and nothing in them. */
function emptied(row: Row): Row {
  return Object.fromEntries(Object.keys(row).map((name) => [name, '']));
}

function csvOf(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  const cell = (value = '') => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return `${[names, ...rows.map((row) => names.map((name) => row[name]))].map((cells) => cells.map(cell).join(',')).join('\n')}\n`;
}

/** Any mixture of the rows in which each order's own rows keep their order. */
function scattered(orders: Orders, turns: readonly number[]): Row[] {
  const left = orders.map((rows) => [...rows]);
  const mixed: Row[] = [];
  for (let turn = 0; left.some((rows) => rows.length > 0); turn += 1) {
    const waiting = left.filter((rows) => rows.length > 0);
    mixed.push((waiting[(turns[turn % turns.length] ?? 0) % waiting.length] as Row[]).shift() as Row);
  }
  return mixed;
}

function shuffled<T>(all: readonly T[], turns: readonly number[]): T[] {
  const left = [...all];
  return all.map((_, index) => left.splice((turns[index % turns.length] ?? 0) % left.length, 1)[0] as T);
}

const turnsOf = fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 12 });

describe.each([
  ['plain', plain],
  ['shopify', shopify],
])('%s', (_, anyOrders) => {
  const holds = (property: (orders: Orders, turns: readonly number[]) => Promise<void>) =>
    fc.assert(fc.asyncProperty(anyOrders, turnsOf, property), RUNS);

  test('orders in any order, and their rows scattered, are the same orders', { timeout: TIMEOUT }, () =>
    holds(async (orders, turns) => {
      const once = await shopAfter([csvOf(orders.flat())]);
      expect(once.orders.length + (once.last?.orders.quarantined ?? 0)).toBe(orders.length);
      expect((await shopAfter([csvOf(shuffled(orders, turns).flat())])).orders).toEqual(once.orders);
      expect((await shopAfter([csvOf(scattered(orders, turns))])).orders).toEqual(once.orders);
    }),
  );

  test('an export that comes again, whole or mixed up, changes nothing', { timeout: TIMEOUT }, () =>
    holds(async (orders, turns) => {
      const file = csvOf(orders.flat());
      const once = await shopAfter([file]);
      const again = await shopAfter([file, file, csvOf(scattered(orders, turns)), `${file}\n`]);
      expect(again.orders).toEqual(once.orders);
      expect(again.last?.orders).toMatchObject({ new: 0, unchanged: once.orders.length, updated: 0, conflict: 0 });
    }),
  );

  test('two files, divided between any two orders, are one file', { timeout: TIMEOUT }, () =>
    holds(async (orders, [turn = 0]) => {
      const at = turn % orders.length;
      const parts = [orders.slice(0, at), orders.slice(at)].filter((part) => part.length > 0);
      const whole = await shopAfter([csvOf(orders.flat())]);
      expect((await shopAfter(parts.map((part) => csvOf(part.flat())))).orders).toEqual(whole.orders);
    }),
  );

  test('--strict is the same where nothing is wrong, and nothing where something is', { timeout: TIMEOUT }, () =>
    holds(async (orders) => {
      const file = csvOf(orders.flat());
      const loose = await shopAfter([file]);
      const strict = await shopAfter([file], ' --strict');
      const isRight = loose.last?.orders.quarantined === 0;
      expect(strict.orders).toEqual(isRight ? loose.orders : []);
      if (isRight) expect(strict.last).toEqual(loose.last);
      else expect(strict.code).toBe(1);
    }),
  );
});
