// Every derived column of a lived-in shop is damaged in turn: the check names it, and what is a copy is put right.
import { closeSync, copyFileSync, cpSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckReport } from '../../src/domain/check.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { FIXED_NOW, projectRoot, runOms } from '../world.ts';
import { inShop, insertRow } from './shop.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'oms-check-'));
const sound = path.join(folder, 'sound.db');
const damaged = path.join(folder, 'damaged.db');

/** Three orders: one half shipped and one piece of it back, one waiting for goods, one cancelled. */
const story = [
  'product add CUP --name Cup --price 3',
  'stock receive MUG 10 --unit-cost 4',
  'stock receive CUP 1',
  'order add --line MUG=4 --line CUP=1 --shipping 2.40 --name Ana --address1 High-St-1 --city Bath',
  'order add --line CUP=3 --name Li --address1 Low-St-2 --city Bath',
  'order add --line MUG=2 --name Kim',
  'payment record O1 55.40 --method card',
  'order confirm O1 O2',
  'shipment ship O1 --carrier post',
  'return record O1 --line MUG=1:damaged --reason broken --refund 5',
  'order add --line MUG=2 --name Eva --address1 Low-St-3 --city Bath',
  'order confirm O4',
  'order hold O4 --reason fraud?',
  'order cancel O3 --reason mistake',
  'order add --line MUG=1 --name Max --address1 Low-St-4 --city Bath',
  'order confirm O5',
  'invoice issue O5',
  'customer add --name Maxi',
  'customer merge C5 C1 --yes',
  'customer merge C6 C1 --yes',
  'order list --search mug',
  'customer list --search ana',
  'location add front',
  'product add BOX --name Box',
  'stock receive BOX 2',
  'stock move BOX 1 --from main --to front',
  'supplier add Mill',
  'purchase create Mill --line BOX=2@1 --line MUG=1',
  'purchase send U1 --expected 2026-04-01',
  'purchase receive U1 --line BOX=1',
  'promotion add TENTH --percent 10',
  'promotion add FREE --free-shipping',
  'order add --line CUP=1 --shipping 2 --code TENTH --code FREE --name Bo --address1 Low-St-5 --city Bath',
  'product add JAM --name Jam --price 2 --lots',
  'stock receive JAM 5 --lot L1 --expires 9999-12-31',
  'order add --line JAM=2 --name Ida --address1 Low-St-5 --city Bath',
  'order confirm O7',
];

beforeAll(
  () =>
    inShop(async ({ folder: shop, database, oms }) => {
      for (const line of story) await oms(`${line} --quiet`);
      writeFileSync(path.join(shop, 'prices.csv'), 'sku,price\nPOT,1.00\n');
      await oms('price import prices.csv --quiet', 1);
      printed(database);
      database.raw.pragma('wal_checkpoint(truncate)');
      copyFileSync(database.path, sound);
      cpSync(path.join(path.dirname(database.path), 'documents'), path.join(folder, 'documents'), { recursive: true });
    }),
  60_000,
);

/** A job of two files, as a printer would have taken it, and a parcel with an SSCC. */
function printed(database: Database): void {
  const at = FIXED_NOW;
  const job = { kind: 'label', format: 'pdf', printer: 'zebra', copies: 1, state: 'sent', request: 'zebra-1', actor: 'a' };
  insertRow(database, 'print_job', { ...job, created_at: at, updated_at: at });
  for (const position of [1, 2])
    insertRow(database, 'print_file', { job_id: 1, position, path: 'x.pdf', pages: 1, sha256: 'a'.repeat(64) });
  insertRow(database, 'sscc_series', { extension: '0', prefix: '4012345', next: 1 });
  database.raw.prepare(`update parcel set sscc = '040123450000000009' where id = 1`).run();
  insertRow(database, 'print_item', { job_id: 1, document: 'S1', fingerprint: 'x' });
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function check(file: string, ...flags: string[]): Promise<CheckReport & { readonly code: number }> {
  const { stdout, stderr, code } = await runOms(['--db', file, 'db', 'check', '--json', ...flags], { cwd: folder });
  if (stdout === '') throw new Error(stderr);
  return { ...(JSON.parse(stdout) as CheckReport), code };
}

/** A copy of the shop, changed behind the program's back: no trigger, no constraint stands in the way. */
function damage(statement: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(damaged + suffix, { force: true });
  copyFileSync(sound, damaged);
  const { raw, close } = opened(damaged);
  raw.pragma('foreign_keys = off');
  raw.pragma('ignore_check_constraints = on');
  const triggers = raw.prepare(`select name from sqlite_schema where type = 'trigger'`).pluck().all() as string[];
  for (const trigger of triggers) raw.exec(`drop trigger ${trigger}`);
  const { changes } = raw.prepare(statement).run();
  close();
  expect(changes, statement).toBe(1);
}

function opened(file: string) {
  const database = openDatabase({ path: file, root: projectRoot, waitMs: 1000 });
  return { raw: database.raw, close: () => database.close() };
}

/** What copies say; writing them anew mends them. */
const copies: readonly (readonly [
  table: string,
  id: string,
  field: string,
  is: string | number | null,
  should: string | number | null,
  statement: string,
])[] = [
  ['stock_level', 'MUG@main', 'on_hand', 8, 7, 'update stock_level set on_hand = 8 where product_id = 1'],
  ['stock_level', 'MUG@main', 'unavailable', 0, 1, 'update stock_level set unavailable = 0 where product_id = 1'],
  ['stock_level', 'MUG@main', 'reserved', 1, 3, 'update stock_level set reserved = 1 where product_id = 1'],
  ['lot_level', 'JAM L1@main', 'on_hand', 6, 5, 'update lot_level set on_hand = 6'],
  ['lot_level', 'JAM L1@main', 'unavailable', 1, 0, 'update lot_level set unavailable = 1'],
  ['lot_level', 'JAM L1@main', 'reserved', 1, 2, 'update lot_level set reserved = 1'],
  ['sales_order', 'O1', 'state', 'completed', 'confirmed', `update sales_order set state = 'completed' where id = 1`],
  ['sales_order', 'O3', 'state', 'new', 'cancelled', `update sales_order set state = 'new' where id = 3`],
  ['sales_order', 'O1', 'payment_state', 'paid', 'partly-refunded', `update sales_order set payment_state = 'paid' where id = 1`],
  ['sales_order', 'O1', 'fulfilment_state', 'reserved', 'shipped', `update sales_order set fulfilment_state = 'reserved' where id = 1`],
  ['sales_order', 'O2', 'fulfilment_state', 'shipped', 'backordered', `update sales_order set fulfilment_state = 'shipped' where id = 2`],
  ['sales_order', 'O1', 'return_state', 'none', 'partly-returned', `update sales_order set return_state = 'none' where id = 1`],
  ['sales_order', 'O1', 'invoice_state', 'invoiced', 'none', `update sales_order set invoice_state = 'invoiced' where id = 1`],
  ['sales_order', 'O1', 'paid_minor', 5539, 5540, 'update sales_order set paid_minor = 5539 where id = 1'],
  ['sales_order', 'O1', 'refunded_minor', 0, 500, 'update sales_order set refunded_minor = 0 where id = 1'],
  ['sales_order', 'O1', 'credited_minor', 0, 1250, 'update sales_order set credited_minor = 0 where id = 1'],
  ['sales_order', 'O1', 'uncredited_minor', 7, 0, 'update sales_order set uncredited_minor = 7 where id = 1'],
  ['sales_order', 'O3', 'error_count', 0, 1, 'update sales_order set error_count = 0 where id = 3'],
  ['sales_order', 'O2', 'warning_count', 7, 2, 'update sales_order set warning_count = 7 where id = 2'],
  ['order_search', 'O2', 'id', null, 2, 'delete from order_search where rowid = 2'],
  ['customer_search', 'C9', 'id', 9, null, `insert into customer_search (rowid, text) values (9, 'x')`],
  ['sales_order', 'O5', 'customer_id', 5, 1, 'update sales_order set customer_id = 5 where id = 5'],
  ['sales_order', 'O4', 'hold_count', 0, 1, 'update sales_order set hold_count = 0 where id = 4'],
  ['promotion', 'TENTH', 'use_count', 3, 1, `update promotion set use_count = 3 where code = 'TENTH'`],
  ['purchase', 'U1', 'state', 'received', 'sent', `update purchase set state = 'received'`],
];

/** What was agreed, or happened: it is named, and never rewritten. */
const sources: readonly (readonly [
  table: string,
  id: string,
  field: string,
  is: string | number,
  should: string | number | null,
  statement: string,
])[] = [
  ['sales_order', 'O1', 'net_minor', 1, 4617, 'update sales_order set net_minor = 1 where id = 1'],
  ['sales_order', 'O1', 'tax_minor', 0, 923, 'update sales_order set tax_minor = 0 where id = 1'],
  ['sales_order', 'O1', 'total_minor', 5541, 5540, 'update sales_order set total_minor = 5541 where id = 1'],
  ['sales_order', 'O4', 'number', 'O1', 'O4', `update sales_order set number = 'O1' where id = 4`],
  ['order_line', 'O1/1', 'net_minor', 4166, 4167, 'update order_line set net_minor = 4166 where id = 1'],
  ['order_line', 'O1/2', 'tax_minor', 51, 50, 'update order_line set tax_minor = 51 where id = 2'],
  ['order_line', 'O6/1', 'discount_minor', 30, 31, 'update order_promotion set amount_minor = 31 where amount_minor = 30'],
  ['sales_order', 'O6', 'shipping_minor', 0, 100, 'update order_promotion set amount_minor = 100 where line_id is null'],
  [
    'product_price',
    'CUP',
    'unit_price_micros',
    2_000_000,
    3_000_000,
    'update product_price set unit_price_micros = 2000000 where product_id = 2',
  ],
  ['product', 'JAM', 'lots', 0, 1, `update product set lots = 0 where sku = 'JAM'`],
  ['movement', 'M7 BOX', 'quantity', 1, 0, `update movement set quantity = 2 where kind = 'transfer' and quantity = 1`],
  [
    'reservation',
    'O4/1',
    'quantity',
    3,
    2,
    'update reservation set quantity = 3 where id = (select max(id) from reservation where quantity = 2 and product_id = 1)',
  ],
  ['reservation', 'O4/1', 'product_id', 2, 1, 'update reservation set product_id = 2 where quantity = 2 and product_id = 1'],
  ['reservation', 'O4/1', 'quantity', 2, 0, `update sales_order set state = 'new' where id = 4`],
  [
    'line_cancellation',
    'O2/1',
    'quantity',
    0,
    1,
    `insert into line_cancellation (order_id, order_line_id, quantity, reason, actor, at) values (2, 3, 1, 'x', 'a', '2026-03-02T09:00:00Z')`,
  ],
  ['order_line_party', '1', 'order_line_id', 1, 2, 'insert into order_line_party values (1, 2, 1)'],
  ['backorder', 'O1', 'order_id', 1, null, 'insert into backorder (order_id, since) values (1, 1)'],
  ['shipment_line', 'O1/1', 'quantity', 5, 4, 'update shipment_line set quantity = 5 where order_line_id = 1'],
  ['invoice_line', 'O5/1', 'quantity', 2, 1, `update invoice_line set quantity = 2 where kind = 'line'`],
  ['invoice_line', 'INV-2026-0001/1', 'tax_rounding_minor', 1, 0, 'update invoice_line set tax_rounding_minor = 1 where id = 1'],
  ['invoice_line', 'INV-2026-0001/1', 'order_id', 1, 5, 'update invoice_line set order_id = 1 where id = 1'],
  ['goods_return_line', 'O1/1', 'quantity', 9, 4, 'update goods_return_line set asked_quantity = 9, received_quantity = 9'],
  ['quarantine', '1', 'channel_id', 1, null, 'update quarantine set channel_id = 1'],
  ['invoice', 'INV-2026-0002', 'sequence', 'gap: 2 … 2', 'ok', 'update number_series set next = 3 where next = 2'],
  ['invoice', 'INV-2026-0009', 'number', 'number-wrong', 'ok', `update invoice set number = 'INV-2026-0009'`],
  ['invoice', 'INV-2026-0001', 'snapshot', 'content-differs', 'ok', `update invoice set form = 'final'`],
  ['invoice', 'INV-2026-0001', 'total_minor', 'sum-differs', 'ok', 'update invoice set total_minor = total_minor + 1'],
  ['invoice', 'INV-2026-0001', 'chain_hash', 'chain-broken', 'ok', `update invoice set due_on = '2027-01-01'`],
  ['invoice', 'INV-2026-0001', 'snapshot', 'snapshot-altered', 'ok', `update invoice set snapshot = replace(snapshot, 'Max', 'Moritz')`],
  ['parcel', '1', 'sscc', '040123450000000008', 'SSCC', `update parcel set sscc = '040123450000000008'`],
  ['sscc_series', '04012345', 'next', 0, 1, 'update sscc_series set next = 0'],
  ['print_job', 'J1', 'files', 1, 2, 'delete from print_file where position = 1'],
  ['print_job', 'J1', 'documents', 0, 1, 'delete from print_item'],
  ['customer', 'C6', 'merged_into', 5, 1, 'update customer set merged_into = 5 where id = 6'],
  ['order_line', '1', 'product_id', 99, 'product.id', 'update order_line set product_id = 99 where id = 1'],
  [
    'database',
    'oms.db',
    'integrity',
    'CHECK constraint failed in stock_level',
    'ok',
    'update stock_level set reserved = 99 where product_id = 1',
  ],
];

test('the shop is sound to begin with', async () => {
  const { findings, rows, code } = await check(sound);
  expect(findings).toEqual([]);
  expect(code).toBe(0);
  expect(rows).toMatchObject({ sales_order: 7, payment: 2, goods_return: 1, reservation: 3, invoice: 1 });
});

describe('a damaged copy is named and put right', () => {
  test.each(copies)('%s %s %s', async (table, id, field, is, should, statement) => {
    damage(statement);
    const found = await check(damaged);
    expect(found.findings).toEqual([{ table, id, field, is, should, repaired: false }]);
    expect(found.code).toBe(1);
    const planned = await check(damaged, '--repair', '--dry-run');
    expect(planned).toMatchObject({ findings: [{ repaired: true }], code: 0 });
    expect((await check(damaged)).findings).toHaveLength(1);
    const repaired = await check(damaged, '--repair');
    expect(repaired.findings).toEqual([{ table, id, field, is, should, repaired: true }]);
    expect(repaired.code).toBe(0);
    expect((await check(damaged)).findings).toEqual([]);
  });

  test('a level that is gone is made again', async () => {
    damage('delete from stock_level where product_id = 2');
    expect((await check(damaged, '--repair')).findings.map(({ field, is, should }) => [field, is, should])).toEqual([
      ['on_hand', null, 0],
      ['unavailable', null, 0],
      ['reserved', null, 0],
    ]);
    expect((await check(damaged)).code).toBe(0);
  });
});

describe('what was agreed or happened is named and left alone', () => {
  test.each(sources)('%s %s %s', async (table, id, field, is, should, statement) => {
    damage(statement);
    const wanted = { table, id, field, is, should, repaired: false };
    expect((await check(damaged)).findings).toContainEqual(wanted);
    const repaired = await check(damaged, '--repair');
    expect(repaired.findings).toContainEqual(wanted);
    expect(repaired.code).toBe(1);
  });

  test('a ledger below what is promised: the level cannot be what it should, and stays', async () => {
    damage(`update movement set quantity = 4 where kind = 'receive' and product_id = 1`);
    const { findings, code } = await check(damaged, '--repair');
    expect(findings).toEqual([{ table: 'stock_level', id: 'MUG@main', field: 'on_hand', is: 7, should: 1, repaired: false }]);
    expect(code).toBe(1);
  });
});

/** Where the ledger is not what a document says: a movement is added, and nothing that stands in it is edited. */
const movements: readonly (readonly [id: string, is: number, should: number, statement: string])[] = [
  ['S1 MUG@main', -3, -4, `update movement set quantity = -3 where kind = 'ship' and product_id = 1`],
  ['R1 MUG@main', 2, 1, `update movement set quantity = 2 where kind = 'return'`],
  ['U1 BOX@main', 2, 1, `update movement set quantity = 2 where cause_kind = 'purchase'`],
  ['U1 BOX@main', 1, 2, `update purchase_line set received_quantity = 2 where product_id = 3`],
];

describe('a ledger that is not what documents say gets a correcting movement', () => {
  test.each(movements)('%s is %i, should be %i', async (id, is, should, statement) => {
    damage(statement);
    const wanted = { table: 'movement', id, field: 'quantity', is, should };
    expect((await check(damaged)).findings).toContainEqual({ ...wanted, repaired: false });
    const before = ledgerOf(damaged);
    const repaired = await check(damaged, '--repair');
    expect(repaired.findings).toContainEqual({ ...wanted, repaired: true });
    expect(repaired.code).toBe(0);
    const after = ledgerOf(damaged);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length)).toMatchObject([{ quantity: should - is, reason: 'db check', actor: 'tester' }]);
    expect((await check(damaged)).findings).toEqual([]);
  });
});

function ledgerOf(file: string): unknown[] {
  const { raw, close } = opened(file);
  const rows = raw.prepare('select * from movement order by id').all();
  close();
  return rows;
}

test('people read it as a table, with a way out', async () => {
  damage('update stock_level set on_hand = 8 where product_id = 1');
  const { stdout, stderr } = await runOms(['--db', damaged, 'db', 'check'], { cwd: folder });
  expect(stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
    ['Table', 'Row', 'Field', 'Is', 'Should be', 'Put right'],
    ['stock_level', 'MUG@main', 'on_hand', '8', '7'],
    [''],
  ]);
  expect(stderr).toBe('1 value is wrong; what is only a copy can be put right: oms db check --repair\n');
});

test('the repair stands in the history, and nothing else is written', async () => {
  damage('update stock_level set reserved = 1 where product_id = 1');
  await check(damaged, '--repair');
  const { raw, close } = opened(damaged);
  const event = raw.prepare('select actor, command, action, fields from event order by id desc limit 1').get();
  close();
  expect(event).toEqual({
    actor: 'tester',
    command: 'db check',
    action: 'repaired',
    fields: '{"fields":["stock_level MUG@main reserved"]}',
  });
});

describe('damaged pages', () => {
  /** Writes nonsense over the first page of a table. */
  function scribble(table: string): void {
    damage('update stock_level set reserved = 1 where product_id = 1');
    const { raw, close } = opened(damaged);
    const page = raw.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(table) as number;
    const size = raw.pragma('page_size', { simple: true }) as number;
    raw.pragma('wal_checkpoint(truncate)');
    close();
    const file = openSync(damaged, 'r+');
    writeSync(file, Buffer.alloc(200, 0xab), 0, 200, (page - 1) * size);
    closeSync(file);
  }

  test.each(['hold', 'sales_order', 'movement'])(
    'of %s are told as SQLite tells them, and what can still be read is looked through',
    async (table) => {
      scribble(table);
      const { findings, code } = await check(damaged);
      expect(code).toBe(1);
      expect(findings[0]).toMatchObject({ table: 'database', id: 'oms.db', field: 'integrity', should: 'ok' });
      expect(findings.some((finding) => finding.table === 'stock_level')).toBe(table !== 'movement');
    },
  );
});
