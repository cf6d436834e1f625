// The rows of one small order and its documents, written straight into the database.
import type { Database } from '../../src/store/database.ts';
import { insertRow } from './shop.ts';

export const AT = '2026-03-02T09:00:00Z';
export const ON = '2026-03-02';

/** One MUG at 12.50 without tax, paid, with an invoice; 5 were received before. Ids are all 1 (channel, order, line …). */
export function insertOneOfEach(database: Database): void {
  insertRow(database, 'movement', { kind: 'receive', product_id: 1, location_id: 1, quantity: 5, actor: 'a', at: AT, business_date: ON });
  insertRow(database, 'stock_level', { product_id: 1, location_id: 1, on_hand: 5 });
  insertRow(database, 'channel', { name: 'manual', created_at: AT });
  insertRow(database, 'sales_order', {
    channel_id: 1,
    number: 'O1',
    ordered_at: AT,
    ordered_on: ON,
    currency: 'GBP',
    prices_include_tax: 0,
    rounding: 'half-up',
    tax_basis: 'document',
    net_minor: 1250,
    tax_minor: 0,
    total_minor: 1250,
    created_at: AT,
    updated_at: AT,
  });
  insertRow(database, 'order_line', {
    order_id: 1,
    position: 1,
    sku: 'MUG',
    product_id: 1,
    name: 'Mug',
    quantity: 1,
    unit_price_micros: 12_500_000,
    net_minor: 1250,
    tax_minor: 0,
  });
  insertRow(database, 'payment', {
    order_id: 1,
    kind: 'payment',
    amount_minor: 1250,
    currency: 'GBP',
    method: 'cash',
    paid_on: ON,
    at: AT,
    actor: 'a',
  });
  insertRow(database, 'number_series', { kind: 'invoice', year: 2026, prefix: 'INV-2026-', next: 2 });
  insertRow(database, 'invoice', invoiceRow);
  insertRow(database, 'invoice_line', {
    invoice_id: 1,
    position: 1,
    kind: 'line',
    order_id: 1,
    order_line_id: 1,
    quantity: 1,
    tax_code: 'S',
    tax_ppm: 0,
    net_minor: 1250,
    tax_minor: 0,
  });
}

export const invoiceRow = {
  kind: 'invoice',
  series_id: 1,
  sequence: 1,
  number: 'INV-2026-1',
  form: 'plain',
  issued_at: AT,
  issued_on: ON,
  currency: 'GBP',
  language: 'en',
  prices_include_tax: 0,
  rounding: 'half-up',
  tax_basis: 'document',
  net_minor: 1250,
  tax_minor: 0,
  total_minor: 1250,
  snapshot: '{}',
  snapshot_salt: 'salt',
  snapshot_hash: 'hash',
  previous_hash: '',
  chain_hash: 'chain',
  actor: 'a',
};
