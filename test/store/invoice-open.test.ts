// What is open of invoices and accounts: shared out once, so that invoices sum to what their orders owe for them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountEntries } from '../../src/store/account.ts';
import type { Database } from '../../src/store/database.ts';
import { selectInvoices } from '../../src/store/invoice-list.ts';
import { insertOneOfEach, invoiceRow } from './rows.ts';
import { inShop, insertRow } from './shop.ts';

const ORDERS = 40;
const LAST = 99;

/** A document of two orders: what it asks each for, below zero where it takes a deposit off, and what of that is given back. */
const documentOf = fc.record({
  asked: fc.tuple(fc.integer({ min: -LAST, max: LAST }), fc.integer({ min: -LAST, max: LAST })),
  isCollective: fc.boolean(),
  givenBack: fc.constantFrom(0, 0, 0.3, 1),
});
const pairOf = fc.record({
  documents: fc.array(documentOf, { minLength: 1, maxLength: 6 }),
  paid: fc.tuple(fc.nat(2 * LAST), fc.nat(2 * LAST)),
  refunded: fc.nat(LAST),
});
type Pair = typeof pairOf extends fc.Arbitrary<infer T> ? T : never;

const lineOf = { kind: 'line', quantity: 1, tax_code: 'S', tax_ppm: 0, tax_minor: 0 };

/** Writes two orders that are copies of the first, with their documents; gives the ids of these and what each asks each order for. */
function insertPair(database: Database, pair: Pair, index: number) {
  const template = database.raw.prepare('select * from sales_order where id = 1').get() as Record<string, unknown>;
  const orders = [0, 1].map((at) => {
    const paid = pair.paid[at] as number;
    const money = { paid_minor: paid, refunded_minor: Math.min(paid, pair.refunded), uncredited_minor: 0 };
    return insertRow(database, 'sales_order', { ...template, id: undefined, number: `P${index}-${at}`, ...money });
  });
  const documents = pair.documents.map(({ asked, isCollective, givenBack }, place) => {
    const sequence = 1000 * (index + 1) + 10 * place;
    const row = { ...invoiceRow, chain_hash: `chain-${sequence}`, number: `N${sequence}`, sequence };
    const id = insertRow(database, 'invoice', row);
    const note = insertRow(database, 'invoice', {
      ...row,
      kind: 'credit-note',
      form: 'credit',
      number: `C${sequence}`,
      sequence: sequence + 1,
    });
    const left = orders.slice(0, isCollective ? 2 : 1).map((order, at) => {
      const minor = asked[at] as number;
      const back = Math.trunc(minor * givenBack);
      const common = { ...lineOf, order_id: order, position: at + 1 };
      const line = insertRow(database, 'invoice_line', { ...common, invoice_id: id, net_minor: minor });
      insertRow(database, 'invoice_line', { ...common, invoice_id: note, net_minor: back, original_line_id: line });
      return minor - back;
    });
    return { id, left };
  });
  return { settled: pair.paid.map((paid) => paid - Math.min(paid, pair.refunded)), documents };
}

test('the invoices of orders sum to what these owe for them, and the oldest are served first', () =>
  inShop(async ({ database }) => {
    insertOneOfEach(database);
    const pairs = fc.sample(pairOf, { numRuns: ORDERS, seed: 20260302 }).map((pair, index) => insertPair(database, pair, index));
    const rows = await database.read((db) => selectInvoices(db, {}).execute());
    const open = new Map(rows.map(({ id, open_minor }) => [id, open_minor]));
    for (const { settled, documents } of pairs) {
      const shares = documents.map(({ id }) => open.get(id) as number);
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      const owedUpTo = (count: number) =>
        sum(settled.map((paid, at) => Math.max(0, sum(documents.slice(0, count).map(({ left }) => left[at] ?? 0)) - paid)));
      expect(sum(shares)).toBe(owedUpTo(documents.length));
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
      for (let count = 1; count < documents.length; count += 1) expect(sum(shares.slice(0, count))).toBeLessThanOrEqual(owedUpTo(count));
    }
    expect(
      pairs.filter(({ documents }) => documents.length > 2 && documents.some(({ left }) => (left[0] as number) < 0)).length,
    ).toBeGreaterThan(9);
  }));

test('an account has the payments of orders that the shop invoices, and of no others', () =>
  inShop(async ({ database, oms }) => {
    const ann = '--name Ann --email ann@example.com --address1 Road --city Leeds';
    await oms(`order add --line MUG --channel amazon ${ann}`);
    await oms(`order add --line MUG --channel web ${ann}`);
    await oms(`order add --line MUG ${ann}`);
    await oms('channel edit amazon --invoices marketplace');
    await oms('channel edit web --invoices on-request');
    await oms('order confirm --all');
    for (const order of ['O1', 'O2', 'O3']) await oms(`payment record ${order} 12.50 --method card --quiet`);
    const entries = () => database.read(async (db) => (await accountEntries(db, 1, 'GBP', '2026-12-31')).map(({ document }) => document));
    expect(await entries()).toEqual(['P3']);
    await oms('invoice issue O2');
    expect(await entries()).toEqual(['INV-2026-0001', 'P2', 'P3']);
  }));
