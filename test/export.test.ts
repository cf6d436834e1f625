// The way out and back in: any orders exported and imported again are unchanged, and in an empty shop they are the same.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runOms } from './world.ts';

/** Pieces of what people write, and of what spreadsheets, shells and terminals would do something with. */
const pieces = [
  '=',
  '+',
  '-',
  '@',
  "'",
  '"',
  ',',
  ';',
  '\n',
  '\r\n',
  '|',
  '0',
  '17',
  'E5',
  ' ',
  'a',
  'Ω',
  'ñ',
  '김',
  '山田',
  '李',
  '🙂',
  '＝',
  '_',
  '`',
  '#',
];
const text = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join('').trim())
  .filter((value) => value !== '' && !/^="[^"]*"$/.test(value));
const line = text.map((value) => value.replace(/[\r\n]+/g, '.'));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: '', freq: 2 });

const currencies = { GBP: 2, EUR: 2, KRW: 0, JPY: 0, KWD: 3 } as const;
type Currency = keyof typeof currencies;

function amount(currency: Currency, most: number): fc.Arbitrary<string> {
  const digits = currencies[currency];
  return fc.integer({ min: 1, max: most }).map((units) => {
    const fixed = (units / 10 ** digits).toFixed(digits);
    return digits === 3 ? fixed : `${fixed}${digits === 0 ? '.0' : ''}`;
  });
}

const person = (prefix: string) =>
  fc
    .record({
      name: line,
      company: maybe(line),
      email: maybe(fc.constantFrom('Ana@example.com', 'li@example.com')),
      phone: maybe(line),
      address1: line,
      address2: maybe(line),
      city: maybe(line),
      postcode: maybe(line),
      tax_id: maybe(line),
    })
    .chain((fields) => fc.constantFrom('GB', 'KR', 'ES', 'none').map((country): Record<string, string> => ({ ...fields, country })))
    .map((fields) => Object.fromEntries(Object.entries(fields).map(([field, value]) => [prefix + field, value])));

const lineOf = (currency: Currency) =>
  fc.record({
    sku: fc.oneof(fc.constantFrom('MUG', 'TEA', 'PACK', 'WRAP', 'NOPE'), line),
    item: maybe(line),
    quantity: fc.integer({ min: 1, max: 9 }).map(String),
    unit_price: maybe(amount(currency, 20_000)),
    line_amount: maybe(amount(currency, 20_000)),
    tax_rate: maybe(fc.constantFrom('20', '5', '0', '8.875')),
    shippable: maybe(fc.constant('no')),
    to: fc.constantFrom('', '', 'b', 'c'),
  });

/** A line in a parcel of its own is a row with that parcel's address; where the first is, the order's row stands before it. */
function rowsOf(
  lines: readonly Record<string, string>[],
  head: Record<string, string>,
  parcels: Readonly<Record<string, Record<string, string>>>,
): Record<string, string>[] {
  const rows = lines.map(({ to = '', ...one }) => (to === '' ? one : { ...one, ...parcels[to], parcel: to }));
  return lines[0]?.to === '' ? [{ ...rows[0], ...head }, ...rows.slice(1)] : [head, ...rows];
}

const orderRows = fc.constantFrom(...(Object.keys(currencies) as Currency[])).chain((currency) =>
  fc
    .record({
      head: fc.record({
        channel: fc.constantFrom('etsy', 'coupang', '나의 상점'),
        date: fc.constantFrom('2026-02-01', '2026-02-03 23:59:59', '2026-01-31T15:00:00Z'),
        status: fc.constantFrom('', '', 'cancelled', 'shipped', 'hold', 'odd'),
        channel_status: maybe(line),
        customer_id: maybe(fc.constantFrom('c-1', 'c-2', "'3")),
        prices_include_tax: maybe(fc.constantFrom('yes', 'no')),
        shipping: maybe(amount(currency, 900)),
        shipping_tax_rate: maybe(fc.constantFrom('20', '0')),
        order_total: maybe(amount(currency, 90_000)),
        payment: maybe(fc.constantFrom('card', '무통장입금', "'=bank")),
        paid_amount: maybe(amount(currency, 50_000)),
        note: maybe(text),
      }),
      shipTo: person(''),
      billTo: fc.option(person('bill_'), { nil: {} as Record<string, string> }),
      parcels: fc.record({ b: person(''), c: person('') }),
      lines: fc.array(lineOf(currency), { minLength: 1, maxLength: 4 }),
    })
    .map(({ head, shipTo, billTo, parcels, lines }): Record<string, string>[] =>
      rowsOf(lines, { ...head, ...shipTo, ...billTo, currency }, parcels).map((row) => ({ ...row, channel: head.channel })),
    ),
);

/** As a careful spreadsheet would save it. */
function csvOf(rows: readonly Record<string, string>[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value = '') => `"${(/^['=+\-@＝＋－＠]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
  return [names.join(','), ...rows.map((row) => names.map((name) => cell(row[name])).join(','))].join('\n');
}

/** Two shops of the same goods, and a way to talk to each. */
async function withShops(work: (oms: (shop: string, line: string, stdin?: string) => Promise<string>) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oms-export-'));
  const oms = async (shop: string, words: string, stdin = '') => {
    const done = await runOms(words.split(' '), { cwd: path.join(folder, shop), stdin });
    expect(done.code, `oms ${words}: ${done.stderr}`).not.toBe(70);
    return done.stdout;
  };
  try {
    writeFileSync(path.join(folder, 'products.csv'), 'sku,name,price,kind\nMUG,Mug,12.50,goods\nTEA,Tea,,goods\nWRAP,Wrap,2,service\n');
    writeFileSync(path.join(folder, 'codes.csv'), 'channel,code,sku,quantity\netsy,PACK,TEA,3\ncoupang,PACK,MUG,7\n');
    for (const shop of ['one', 'two']) {
      await runOms(['init', shop, '--name', shop, '--country', 'GB'], { cwd: folder });
      await oms(shop, 'product import ../products.csv');
      await oms(shop, 'product alias import ../codes.csv');
    }
    await work(oms);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What both shops have to agree in; whether stock is short is told only of the order that was typed in. */
async function listed(oms: (shop: string, line: string) => Promise<string>, shop: string) {
  const rows = JSON.parse(await oms(shop, 'order list --json')) as { id: string; warnings: number }[];
  return rows.map(({ id: _, warnings: __, ...row }) => row);
}

test('any orders come in again unchanged, and in an empty shop they are the same', { timeout: 240_000 }, () =>
  fc.assert(
    fc.asyncProperty(fc.array(orderRows, { minLength: 1, maxLength: 12 }), async (orders) => {
      await withShops(async (oms) => {
        const file = csvOf(orders.flatMap((rows, index) => rows.map((row) => ({ ...row, order: index === 0 ? '=0' : `N${index}` }))));
        const came = JSON.parse(await oms('one', 'order import - --json', file)) as { orders: Record<string, number>; problems: unknown };
        expect(came.orders, JSON.stringify(came.problems)).toMatchObject({ new: orders.length, quarantined: 0 });
        await oms('one', 'order add --line MUG=2 --line TEA=1@3.10 --name Typed --address1 Road --country GB --shipping 4');
        const exported = await oms('one', 'order export');
        const again = JSON.parse(await oms('one', 'order import - --json', exported)) as { orders: Record<string, number> };
        expect(again.orders, exported).toEqual({ new: 0, updated: 0, unchanged: orders.length + 1, conflict: 0, quarantined: 0 });
        expect(await oms('one', 'order export')).toBe(exported);
        await oms('two', 'order import -', exported);
        expect(await oms('two', 'order export')).toBe(exported);
        expect(await listed(oms, 'two')).toEqual(await listed(oms, 'one'));
      });
    }),
    { numRuns: 12, seed: 20260302 },
  ),
);
