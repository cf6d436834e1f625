// What is entered at Hometax: types, reasons, days and signs.
import { describe, expect, test } from 'vitest';
import type { InvoiceDocument, ReasonCode } from '../../src/domain/invoice/document.ts';
import { koreanEntries } from '../../src/domain/invoice/korean.ts';
import { documentOf } from '../output/documents.ts';

const item = (ratePpm: number, category: string) => ({ sku: 'A', name: '머그컵', quantity: 1, price: 1000, ratePpm, category });

function issued(given: Partial<InvoiceDocument> = {}, items = [item(100_000, 'S')]): InvoiceDocument {
  return documentOf({ currency: 'KRW', pricesIncludeTax: false, issuedOn: '2026-03-05', suppliedOn: '2026-03-02', items, ...given });
}

const original = { document: issued(), number: 'INV-2026-0007', approval: '202603054100009612345678' };

test.each<[string, ReturnType<typeof item>[], [type: string, tax: number][]]>([
  ['taxed', [item(100_000, 'S')], [['0101', 100]]],
  ['at nought', [item(0, 'Z')], [['0102', 0]]],
  ['exempt', [item(0, 'E')], [['0301', 0]]],
  ['outside of tax', [item(0, 'O')], []],
  [
    'of both kinds',
    [item(100_000, 'S'), item(0, 'E')],
    [
      ['0101', 100],
      ['0301', 0],
    ],
  ],
])('an invoice of goods %s', (_, items, entries) => {
  const found = koreanEntries({ document: issued({}, items), approval: 'X', original: null });
  expect(found.map(({ type, taxMinor }) => [type, taxMinor])).toEqual(entries);
  // one number is kept of a document: that of its first entry
  expect(found.map(({ approval }) => approval)).toEqual(entries.map((__, index) => (index === 0 ? 'X' : '')));
});

describe('a credit note is below zero, and of the day its reason asks for', () => {
  test.each<[ReasonCode | undefined, string, date: string, note: string]>([
    ['mistake', '01', '2026-03-02', ''],
    ['price', '02', '2026-03-20', '2026-03-02'],
    ['returned', '03', '2026-03-20', '2026-03-02'],
    ['cancelled', '04', '2026-03-20', '2026-03-02'],
    ['double', '06', '2026-03-02', ''],
    ['bad-debt', '', '2026-03-20', '2026-03-02'],
    [undefined, '', '2026-03-20', '2026-03-02'],
  ])('%s', (reasonCode, reason, date, note) => {
    const document = issued({ kind: 'credit-note', issuedOn: '2026-03-20', suppliedOn: null, reasonCode });
    const [entry] = koreanEntries({ document, approval: '', original });
    expect(entry).toMatchObject({ type: '0201', reason, date, note, netMinor: -1000, taxMinor: -100, totalMinor: -1100, purpose: '01' });
    expect(entry).toMatchObject({ originalDocument: 'INV-2026-0007', originalApproval: '202603054100009612345678' });
  });
});

test('what replaces a wrong invoice is of its day', () => {
  const document = issued({ issuedOn: '2026-03-20', suppliedOn: '2026-03-19' });
  expect(koreanEntries({ document, approval: '', original })[0]).toMatchObject({
    type: '0201',
    reason: '01',
    date: '2026-03-02',
    netMinor: 1000,
  });
});

test('a collective invoice is of the last day of its period', () => {
  const document = issued({ period: { from: '2026-02-01', to: '2026-02-28' } });
  expect(koreanEntries({ document, approval: '', original: null })[0]).toMatchObject({ date: '2026-02-28', item: '머그컵' });
});
