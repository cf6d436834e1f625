// A page of invented contents, to look at a layout with: every column filled, every part there.

import { microsPerMinor } from '../money.ts';
import type { Party } from '../order/order.ts';
import type { PageKind, SlipKind } from './kind.ts';
import { type ColumnName, columnForms, type Printable, type PrintableRow, type Value } from './printable.ts';
import { emptySlip, type SlipBase } from './slip.ts';

const ROWS = 4;
const TAX = { category: 'S', ratePpm: 200_000 };
const buyer: Party = {
  name: 'Ann Lee',
  company: 'Harbour Café',
  address1: '5 Mill Lane',
  city: 'Leeds',
  postcode: 'LS1 4AP',
  country: 'GB',
};
const withPrices: readonly PageKind[] = ['invoice', 'receipt', 'credit-note', 'quotation', 'proforma', 'delivery-note', 'purchase-order'];

/** The page of a kind, from the shop's own name and address. */
export function samplePage(kind: PageKind, base: SlipBase): Printable {
  const isPriced = withPrices.includes(kind);
  const rows = Array.from({ length: ROWS }, (_, index) => sampleRow(index + 1, base));
  const netMinor = rows.reduce((sum, { carryMinor = 0 }) => sum + carryMinor, 0);
  const taxMinor = Math.round(netMinor / 5);
  const total: Value = { minor: netMinor + taxMinor };
  return {
    ...emptySlip(
      kind as SlipKind,
      base,
      kind === 'reminder' ? 'title.reminder-friendly' : kind === 'customs' ? 'title.customs-cn22' : undefined,
    ),
    kind,
    parties: [{ label: 'customer', party: buyer }],
    facts: [
      ['number', base.number],
      ['date', { date: base.date }],
      ['order', 'O12'],
    ],
    strip: isPriced ? { label: { key: 'strip.total' }, aside: '', amount: total } : null,
    columns: isPriced ? ['description', 'quantity', 'unit-price', 'rate', 'amount'] : ['bin', 'sku', 'description', 'quantity'],
    rows,
    sums: isPriced
      ? [
          { label: { key: 'sum.net' }, amount: { minor: netMinor } },
          { label: { key: 'tax-name' }, amount: { minor: taxMinor } },
          { label: { key: 'sum.total' }, amount: total, isStrong: true },
        ]
      : [{ label: { key: 'sum.quantity' }, amount: { count: (ROWS * (ROWS + 1)) / 2 }, isStrong: true }],
    taxes: isPriced ? [{ ...TAX, netMinor, taxMinor }] : [],
    notes: isPriced ? [{ heading: { key: 'payment.heading' }, text: { key: 'payment.thanks' } }] : [],
    signatures: isPriced ? [] : ['date-signature'],
    payment: { amountMinor: netMinor + taxMinor, currency: base.currency, reference: base.number },
  };
}

function sampleRow(number: number, { date, currency }: SlipBase): PrintableRow {
  const minor = 1250 * number;
  const texts: Readonly<Partial<Record<ColumnName, Value>>> = {
    bin: `A${number}`,
    date: { date },
    due: { date },
    document: `X-${number}`,
    entry: `X-${number}`,
    sku: `SKU-${number}`,
    description: { all: [{ key: 'column.description' }, String(number)], between: ' ' },
    order: 'O12',
    lot: `L-${number}`,
    unit: 'C62',
    rate: { tax: TAX },
    'unit-price': { micros: 1250 * microsPerMinor(currency) },
    'hs-code': '691200',
    origin: 'GB',
    weight: { decimal: '0.35' },
    backordered: '',
    discount: '',
    payment: '',
  };
  const counts: readonly ColumnName[] = ['position', 'ordered', 'quantity'];
  const cells = Object.entries(columnForms)
    .filter(([, form]) => form !== 'blank')
    .map(([name]) => [name, texts[name as ColumnName] ?? (counts.includes(name as ColumnName) ? { count: number } : { bare: minor })]);
  return { cells: Object.fromEntries(cells), small: [{ label: 'sku', value: `SKU-${number}` }], carryMinor: minor };
}
