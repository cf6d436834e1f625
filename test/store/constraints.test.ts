// The database defends itself: what no command would write is refused by the tables too.
import { statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { AT, insertOneOfEach, invoiceRow, ON } from './rows.ts';
import { inShop, insertRow } from './shop.ts';

describe('the file', () => {
  test('is the owner’s only, a shop, in WAL, synced in full, with foreign keys', () =>
    inShop(async ({ folder, database }) => {
      const pragma = (name: string) => database.raw.pragma(name, { simple: true });
      expect(statSync(path.join(folder, 'oms.db')).mode & 0o777).toBe(0o600);
      expect(pragma('application_id')).toBe(Buffer.from('oms1', 'ascii').readInt32BE());
      expect(pragma('journal_mode')).toBe('wal');
      expect(pragma('synchronous')).toBe(2);
      expect(pragma('foreign_keys')).toBe(1);
    }));

  test('every table is strict', () =>
    inShop(async ({ database }) => {
      const tables = database.raw.pragma('table_list') as { name: string; schema: string; type: string; strict: number }[];
      // what an index for searching keeps is SQLite's own
      const own = tables.filter(({ name, schema, type }) => schema === 'main' && type === 'table' && !name.startsWith('sqlite_'));
      expect(own.length).toBeGreaterThan(30);
      expect(own.filter(({ strict }) => strict !== 1).map(({ name }) => name)).toEqual([]);
    }));

  test('text where a number belongs is refused', () =>
    inShop(async ({ database }) => {
      expect(() => insertRow(database, 'stock_level', { product_id: 1, location_id: 1, on_hand: 'many' })).toThrow(/cannot store TEXT/);
    }));
});

/** Rows that must not get in, each with what refuses them. */
const refusedRows: readonly (readonly [about: string, table: string, row: Readonly<Record<string, unknown>>, by: RegExp])[] = [
  ['more reserved than on hand', 'stock_level', { product_id: 2, location_id: 1, on_hand: 2, reserved: 3 }, /CHECK/],
  [
    'reserved and unavailable together above on hand',
    'stock_level',
    { product_id: 2, location_id: 1, on_hand: 3, reserved: 2, unavailable: 2 },
    /CHECK/,
  ],
  ['less than nothing on hand', 'stock_level', { product_id: 2, location_id: 1, on_hand: -1 }, /CHECK/],
  ['less than nothing reserved', 'stock_level', { product_id: 2, location_id: 1, on_hand: 1, reserved: -1 }, /CHECK/],
  ['two levels of one place', 'stock_level', { product_id: 1, location_id: 1, on_hand: 1 }, /UNIQUE/],
  ['a level of no product', 'stock_level', { product_id: 999, location_id: 1, on_hand: 1 }, /FOREIGN KEY/],
  ['a movement that moves nothing', 'movement', movement({ quantity: 0 }), /CHECK/],
  ['a movement of an unknown kind', 'movement', movement({ kind: 'steal' }), /CHECK/],
  ['a movement of no product', 'movement', movement({ product_id: 999 }), /FOREIGN KEY/],
  ['a reservation of nothing', 'reservation', { order_line_id: 1, product_id: 1, location_id: 1, quantity: 0, created_at: AT }, /CHECK/],
  ['a payment of nothing', 'payment', payment({ amount_minor: 0 }), /CHECK/],
  ['a payment beyond what is exact', 'payment', payment({ amount_minor: 9007199254740992n }), /CHECK/],
  ['a payment for no order', 'payment', payment({ order_id: 999 }), /FOREIGN KEY/],
  ['a second product of one SKU', 'product', { sku: 'MUG', name: 'x', kind: 'goods', created_at: AT, updated_at: AT }, /UNIQUE/],
  ['a product without SKU', 'product', { sku: '', name: 'x', kind: 'goods', created_at: AT, updated_at: AT }, /CHECK/],
  ['a second invoice of one number', 'invoice', { ...invoiceRow, sequence: 2 }, /UNIQUE/],
  ['a second invoice of one place in the series', 'invoice', { ...invoiceRow, number: 'INV-2026-2' }, /UNIQUE/],
  ['an invoice without place in a series', 'invoice', { ...invoiceRow, sequence: 0, number: 'INV-2026-0' }, /CHECK/],
  ['a snapshot that is no JSON', 'invoice', { ...invoiceRow, sequence: 2, number: 'INV-2026-2', snapshot: '{' }, /CHECK/],
  ['two lines in one position', 'order_line', line({ position: 1 }), /UNIQUE/],
  ['more cancelled than ordered', 'order_line', line({ position: 2, cancelled_quantity: 2 }), /CHECK/],
  ['a fraction of a piece', 'order_line', line({ position: 2, quantity: 1.5 }), /cannot store REAL/],
  ['an event whose fields are no JSON', 'event', event({ fields: 'x' }), /CHECK/],
];

function movement(change: Readonly<Record<string, unknown>>) {
  return { kind: 'adjust', product_id: 1, location_id: 1, quantity: 1, actor: 'a', at: AT, business_date: ON, ...change };
}
function payment(change: Readonly<Record<string, unknown>>) {
  return { order_id: 1, kind: 'payment', amount_minor: 1, currency: 'GBP', method: 'cash', paid_on: ON, at: AT, actor: 'a', ...change };
}
function line(change: Readonly<Record<string, unknown>>) {
  return { order_id: 1, name: 'x', quantity: 1, unit_price_micros: 1, net_minor: 0, tax_minor: 0, ...change };
}
function event(change: Readonly<Record<string, unknown>>) {
  return { at: AT, business_date: ON, actor: 'a', command: 'c', entity_kind: 'shop', entity_id: 1, action: 'x', ...change };
}

describe('the tables', () => {
  test('refuse what must not be', () =>
    inShop(async ({ database }) => {
      insertRow(database, 'product', { sku: 'CUP', name: 'Cup', kind: 'goods', created_at: AT, updated_at: AT });
      insertOneOfEach(database);
      for (const [about, table, row, by] of refusedRows) expect(() => insertRow(database, table, row), about).toThrow(by);
    }));

  test('take the same rows once they are right', () =>
    inShop(async ({ database }) => {
      insertRow(database, 'product', { sku: 'CUP', name: 'Cup', kind: 'goods', created_at: AT, updated_at: AT });
      insertOneOfEach(database);
      insertRow(database, 'stock_level', { product_id: 2, location_id: 1, on_hand: 4, reserved: 2, unavailable: 2 });
      for (const [table, row] of [
        ['movement', movement({})],
        ['payment', payment({ amount_minor: 9007199254740991n })],
        ['order_line', line({ position: 2, cancelled_quantity: 1 })],
        ['invoice', { ...invoiceRow, sequence: 2, number: 'INV-2026-2' }],
        ['event', event({})],
      ] as const)
        insertRow(database, table, row);
    }));
});

/** What may still be written on an issued invoice: its PDF's hash once, and the erasure of what is personal. */
const invoiceMay = ['pdf_sha256', 'snapshot', 'snapshot_salt'];

describe('what is only ever appended', () => {
  test.each(['movement', 'event', 'payment', 'invoice_line'])('%s: no row is changed or deleted', (table) =>
    inShop(async ({ database }) => {
      insertOneOfEach(database);
      for (const column of columnsOf(database, table)) {
        expect(() => change(database, table, column), column).toThrow(/append-only|never changed/);
      }
      expect(() => database.raw.exec(`delete from ${table}`)).toThrow(/append-only|never deleted/);
    }),
  );

  test('payment: only what an undone batch has booked goes with it', () =>
    inShop(async ({ database }) => {
      insertOneOfEach(database);
      const batch = (undone_at: string | null) => insertRow(database, 'batch', { command: 'c', started_at: AT, actor: 'a', undone_at });
      const own = insertRow(database, 'payment', payment({ batch_id: batch(AT) }));
      const other = insertRow(database, 'payment', payment({ batch_id: batch(null) }));
      const remove = (id: number) => database.raw.prepare('delete from payment where id = ?').run(id);
      expect(remove(own).changes).toBe(1);
      for (const id of [1, other]) expect(() => remove(id)).toThrow(/append-only/);
    }));

  test('invoice: every column is frozen, save what erasing and the first print need', () =>
    inShop(async ({ database }) => {
      insertOneOfEach(database);
      for (const column of columnsOf(database, 'invoice')) {
        if (!invoiceMay.includes(column)) expect(() => change(database, 'invoice', column), column).toThrow(/never changed/);
      }
      expect(() => database.raw.exec('delete from invoice')).toThrow(/never deleted/);
      expect(() => database.raw.exec(`update invoice set snapshot = '{"a":1}'`)).toThrow(/never changed/);
      expect(() => database.raw.exec(`update invoice set snapshot_salt = 'other'`)).toThrow(/never changed/);
      database.raw.exec(`update invoice set pdf_sha256 = 'first'`);
      expect(() => database.raw.exec(`update invoice set pdf_sha256 = 'second'`)).toThrow(/never changed/);
      database.raw.exec('update invoice set snapshot = null, snapshot_salt = null');
      expect(() => database.raw.exec(`update invoice set snapshot = '{}'`)).toThrow(/never changed/);
    }));
});

function columnsOf(database: Database, table: string): string[] {
  return (database.raw.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
}

/** Sets a column to something that it is not, whatever its type; what refuses must be the trigger, which comes first. */
function change(database: Database, table: string, column: string): void {
  database.raw.exec(`update ${table} set ${column} = case when ${column} is null then 1 else ${column} || '1' end`);
}
