// Slips with prices that are no tax documents: quotation, proforma, delivery note. Their money is an invoice's.
import type { InvoiceDocument } from '../invoice/document.ts';
import { printableOf } from '../invoice/printable.ts';
import { amountInWords } from './amount-in-words.ts';
import type { Printable, PrintableNote, PrintableSum } from './printable.ts';
import { factsWith, orderName } from './slip.ts';

/** What an invoice would say now; nothing of it is numbered or kept. */
export type Unissued = Omit<InvoiceDocument, 'number' | 'kind'>;

/** An offer, good until a day; or a proforma invoice, for customs or a payment in advance. */
export function offerOf(kind: 'quotation' | 'proforma', unissued: Unissued, validUntil: string): Printable {
  const base = priced(unissued);
  const isQuotation = kind === 'quotation';
  const note: PrintableNote = isQuotation
    ? { text: { key: 'note.quotation', details: { date: { date: validUntil } } } }
    : { text: { key: 'note.proforma' } };
  const how: PrintableNote[] =
    unissued.instructions && !isQuotation ? [{ heading: { key: 'payment.heading' }, text: unissued.instructions }] : [];
  return {
    ...base,
    kind,
    title: { key: `title.${kind}` },
    parties: isQuotation ? base.parties.map((party, index) => (index === 0 ? { ...party, label: 'quoted-to' } : party)) : base.parties,
    facts: factsWith([
      ['number', unissued.order.id],
      ['date', { date: unissued.issuedOn }],
      ['order', orderName(unissued.order)],
      ['valid-until', isQuotation ? { date: validUntil } : null],
    ]),
    notes: [...how, note],
    signatures: isQuotation ? ['date-signature'] : [],
    payment: isQuotation ? null : { amountMinor: unissued.totalMinor, currency: unissued.currency, reference: unissued.order.id },
  };
}

export interface Dispatched {
  readonly shipment: string;
  readonly carrier: string | null;
  readonly tracking: readonly string[];
  readonly parcelCount: number;
}

/** The goods of a shipment with what they cost, to be signed for. */
export function deliveryNoteOf(unissued: Unissued, { shipment, carrier, tracking, parcelCount }: Dispatched): Printable {
  const base = priced(unissued);
  const isChinese = unissued.seller.country === 'CN' && unissued.currency === 'CNY' && base.language === 'zh-CN';
  const inWords: PrintableSum[] = isChinese ? [{ label: { key: 'sum.in-words' }, amount: amountInWords(unissued.totalMinor) }] : [];
  return {
    ...base,
    kind: 'delivery-note',
    title: { key: 'title.delivery-note' },
    number: shipment,
    parties: base.parties.map((party, index) => (index === 0 ? { ...party, label: 'deliver-to' } : party)),
    facts: factsWith([
      ['number', shipment],
      ['date', { date: unissued.issuedOn }],
      ['order', orderName(unissued.order)],
      ['carrier', carrier],
      ['tracking', tracking.join(', ')],
      ['parcels', { count: parcelCount }],
    ]),
    sums: [...base.sums, ...inWords],
    notes: [],
    signatures: ['received-by'],
    payment: null,
  };
}

function priced(unissued: Unissued): Printable {
  const whole = { ...unissued, paidMinor: 0, dueOn: null, kind: 'invoice', number: unissued.order.id } as const;
  return { ...printableOf(whole), strip: { label: { key: 'strip.total' }, aside: '', amount: { minor: unissued.totalMinor } } };
}
