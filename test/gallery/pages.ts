// One page of every kind in a language, from invented data.
import { countSheetOf, packingSlipOf, pickListOf, returnSlipOf } from '../../src/domain/document/goods-slip.ts';
import { type PageKind, pageKinds } from '../../src/domain/document/kind.ts';
import type { DocumentLanguage } from '../../src/domain/document/language.ts';
import { deliveryNoteOf, offerOf } from '../../src/domain/document/priced-slip.ts';
import type { Printable } from '../../src/domain/document/printable.ts';
import { partyOf } from '../../src/domain/document/slip.ts';
import { customsOf, purchaseOrderOf, reminderOf, statementOf } from '../../src/domain/document/trade-slip.ts';
import { planCollective } from '../../src/domain/invoice/collective.ts';
import { isDepositTaxed, planDeposit, withDeposits } from '../../src/domain/invoice/deposit.ts';
import type { DocumentLine, InvoiceDocument, LineAmounts } from '../../src/domain/invoice/document.ts';
import { printableOf } from '../../src/domain/invoice/printable.ts';
import { documentOf } from '../output/documents.ts';
import { tongues } from './people.ts';

export { pageKinds };

const order = { id: 'O12', number: '#1042', orderedOn: '2026-02-27' };
const original = { number: 'INV-2026-0007', issuedOn: '2026-03-02' };

/** An invoice of three articles at two rates, with a discount and freight. */
export function invoiceIn(language: DocumentLanguage, given: Partial<InvoiceDocument> = {}): InvoiceDocument {
  const { seller, buyer, currency, ratePpm, price, goods, pay } = tongues[language];
  const scale = ['JPY', 'KRW'].includes(currency) ? 1 : 100;
  const [mug, tea, blanket] = goods;
  return documentOf({
    language,
    seller,
    buyer,
    currency,
    rounding: scale === 1 ? 'down' : 'half-up',
    items: [
      { sku: 'MUG-01', name: mug, quantity: 4, price, ratePpm },
      { sku: 'TEA-20', name: tea, quantity: 2, price: price / 2, ratePpm: seller.country === 'JP' ? 80_000 : ratePpm, category: 'S' },
      { sku: 'BLANKET', name: blanket, quantity: 1, price: price * 8, ratePpm, discountMinor: Math.round(price * scale) },
    ],
    shippingMinor: Math.round((price / 2) * scale),
    instructions: pay,
    ...given,
  });
}

/** The page of a kind. */
export function pageOf(kind: PageKind, language: DocumentLanguage): Printable {
  const { seller, buyer, currency, goods, price, pay } = tongues[language];
  const scale = ['JPY', 'KRW'].includes(currency) ? 1 : 100;
  const minor = (times: number) => Math.round(price * times) * scale;
  const base = { date: '2026-03-02', language, seller, currency };
  const [mug, tea, blanket] = goods;
  const places = [
    { bin: 'A2', location: 'main', sku: 'TEA-20', name: tea, lot: 'L-0226', quantity: 5, orders: ['O12 × 2', 'O14 × 3'] },
    { bin: 'A10', location: 'main', sku: 'MUG-01', name: mug, lot: null, quantity: 4, orders: ['O12 × 4'] },
    { bin: 'C1', location: 'attic', sku: 'BLANKET', name: blanket, lot: null, quantity: 1, orders: ['O14 × 1'] },
  ];
  const invoice = invoiceIn(language);
  const dispatched = { shipment: 'S7', carrier: 'ACME Post', tracking: ['RM123456785GB'], parcelCount: 2 };
  switch (kind) {
    case 'invoice':
      return printableOf(invoice);
    case 'receipt':
      return printableOf({
        ...invoice,
        number: 'R-2026-0003',
        isSimplified: true,
        paidMinor: invoice.totalMinor,
        dueOn: null,
        remarks: language === 'ja' ? ['stamp-duty'] : [],
      });
    case 'credit-note':
      return printableOf({
        ...invoice,
        kind,
        number: 'CN-2026-0003',
        originals: [original],
        reasonCode: 'returned',
        reason: mug,
        dueOn: null,
        suppliedOn: null,
      });
    case 'quotation':
    case 'proforma':
      return offerOf(kind, invoice, '2026-04-01');
    case 'delivery-note':
      return deliveryNoteOf(invoice, dispatched);
    case 'packing-slip':
      return packingSlipOf({
        ...base,
        ...dispatched,
        number: 'S7',
        order,
        to: buyer,
        weightGrams: 2350,
        note: tea,
        lines: [
          { sku: 'MUG-01', name: mug, ordered: 6, quantity: 4, toFollow: 2, goods: [] },
          {
            sku: 'TEA-20',
            name: tea,
            ordered: 5,
            quantity: 5,
            toFollow: 0,
            goods: [
              { part: null, lot: 'L-0226', expiresOn: '2026-08-31', quantity: 3 },
              { part: null, lot: 'L-0301', expiresOn: '2026-09-30', quantity: 2 },
            ],
          },
          {
            sku: 'SET-01',
            name: `${mug} + ${tea}`,
            ordered: 2,
            quantity: 2,
            toFollow: 0,
            goods: [
              { part: { sku: 'MUG-01', name: mug }, lot: null, expiresOn: null, quantity: 2 },
              { part: { sku: 'TEA-20', name: tea }, lot: 'L-0226', expiresOn: '2026-08-31', quantity: 4 },
            ],
          },
        ],
      });
    case 'pick-list':
      return pickListOf({ ...base, number: 'O12…O14', orders: ['O12', 'O14'], places });
    case 'count-sheet':
      return countSheetOf({
        ...base,
        number: 'main 2026-03-02',
        mark: '2026-03-02T09:00:00Z/M123',
        places: places.map((place) => ({ ...place, expected: place.quantity })),
      });
    case 'return-slip':
      return returnSlipOf({
        ...base,
        number: 'O12',
        order,
        from: buyer,
        lines: [
          { sku: 'MUG-01', name: mug, quantity: 4 },
          { sku: 'TEA-20', name: tea, quantity: 2 },
        ],
      });
    case 'purchase-order':
      return purchaseOrderOf({
        ...base,
        number: 'U3',
        supplier: buyer,
        expectedOn: '2026-03-16',
        lines: [
          {
            sku: 'MUG-01',
            name: mug,
            quantity: 48,
            unitCostMicros: Math.round(price * 400_000),
            costMinor: Math.round(price * 0.4 * 48 * scale),
          },
          { sku: 'TEA-20', name: tea, quantity: 24, unitCostMicros: null, costMinor: null },
        ],
      });
    case 'statement':
      return statementOf({
        ...base,
        number: 'C3',
        customer: buyer,
        from: '2026-01-01',
        to: '2026-03-02',
        openingMinor: minor(2),
        entries: [
          { kind: 'payment', date: '2026-01-08', document: 'P4', due: null, amountMinor: minor(2) },
          { kind: 'invoice', date: '2026-02-02', document: 'INV-2026-0002', due: '2026-02-16', amountMinor: minor(12) },
          { kind: 'credit-note', date: '2026-02-09', document: 'CN-2026-0001', due: null, amountMinor: minor(1) },
          { kind: 'invoice', date: '2026-03-02', document: 'INV-2026-0007', due: '2026-03-16', amountMinor: minor(9) },
        ],
        overdueMinor: minor(11),
      });
    case 'reminder':
      return reminderOf({
        ...base,
        tone: 'firm',
        number: 'INV-2026-0002',
        buyer,
        customer: 'C3',
        payBy: '2026-03-09',
        instructions: pay,
        open: [
          { number: 'INV-2026-0002', issuedOn: '2026-02-02', dueOn: '2026-02-16', openMinor: minor(11) },
          { number: 'INV-2026-0004', issuedOn: '2026-02-05', dueOn: '2026-02-19', openMinor: minor(3) },
        ],
      });
    case 'customs':
      return customsOf({
        ...base,
        number: 'S7',
        form: 'cn22',
        contents: 'sale',
        sender: partyOf(seller),
        to: {
          name: 'Ann Lee',
          address1: '5 Mill Lane',
          city: 'Leeds',
          postcode: 'LS1 4AP',
          country: seller.country === 'GB' ? 'IE' : 'GB',
        },
        totalGrams: 1880,
        lines: [
          { name: mug, quantity: 4, weightGrams: 1400, valueMinor: minor(4), hsCode: '691200', origin: seller.country },
          { name: tea, quantity: 2, weightGrams: 160, valueMinor: minor(1), hsCode: '090230', origin: 'LK' },
        ],
      });
  }
}

/** Invoices that the law sets apart: for part of an order beforehand, for the rest of it, and for several orders. */
export function formsIn(language: DocumentLanguage): Readonly<Record<'deposit' | 'final' | 'collective', Printable>> {
  const invoice = invoiceIn(language);
  const rules = { ...invoice, discountMinor: 0, shippingMinor: 0, shippingTax: { category: 'S', ratePpm: 0 } };
  const amountMinor = Math.round(invoice.totalMinor * 0.3);
  const isTaxed = isDepositTaxed(invoice.seller.country);
  const deposit = planDeposit({ id: order.id, order: rules, rest: invoice, open: [], amountMinor, isTaxed });
  const open = deposit.lines.map(({ tax, netMinor, taxMinor }, index) => ({ lineId: index + 1, tax, netMinor, taxMinor }));
  const bare = { sku: '', name: '', unit: '', unitPriceMicros: 0 };
  const said = (lines: readonly LineAmounts[]) =>
    lines.map((line) => (line.kind === 'deposit' ? { ...bare, ...line } : (line as DocumentLine)));
  const final = withDeposits(rules, invoice, open);
  const orders = [order, { id: 'O14', number: '#1051', orderedOn: '2026-02-28' }];
  const whole = planCollective(
    rules,
    [12, 14].map((orderId) => ({ orderId, planned: invoice })),
  );
  return {
    deposit: printableOf({ ...invoice, ...deposit, suppliedOn: null, lines: said(deposit.lines) }),
    final: printableOf({
      ...invoice,
      ...final,
      lines: said(final.lines).map((line) => (line.depositLineId ? { ...line, deposit: original } : line)),
    }),
    collective: printableOf({
      ...invoice,
      ...whole,
      orders,
      period: { from: '2026-02-01', to: '2026-02-28' },
      lines: whole.lines as readonly DocumentLine[],
    }),
  };
}
