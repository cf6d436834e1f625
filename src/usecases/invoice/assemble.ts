// A document as it is frozen: what a plan says, with everything around it as the shop has it now.
import { exponentOf } from '../../domain/currency.ts';
import type { DocumentLanguage } from '../../domain/document/language.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { DocumentCheck, DocumentLine, DocumentReference, InvoiceDocument, Seller } from '../../domain/invoice/document.ts';
import {
  exemptionRemarks,
  isCreditCard,
  isReceiptForPayment,
  needsBuyersTaxId,
  remarksOf,
  simplifiedLimit,
} from '../../domain/invoice/law.ts';
import type { PlannedInvoice } from '../../domain/invoice/plan.ts';
import type { Order } from '../../domain/order/order.ts';
import type { Shipment } from '../../domain/shipment.ts';
import { addDays } from '../../domain/time.ts';
import type { Handle } from '../../store/database.ts';
import { documentedMinor, documentsOfOrder, givesBackWhole } from '../../store/invoice.ts';
import { termsOfOrder } from '../../store/order-edit.ts';
import { paymentsOfOrder } from '../../store/payment.ts';
import type { Act } from '../shop.ts';
import { languageOf, orderReference, orderReferences, partiesOf, sellerOf, suppliedOn } from './freeze.ts';

export interface IssueRequest {
  readonly language?: DocumentLanguage;
  /** Days until it is due; undefined: by the order's terms, else the setting payment-terms-days. */
  readonly dueDays?: number;
  /** A simplified invoice or receipt, as far as the seller's country allows it. */
  readonly isSimplified?: boolean;
  /** Of an order that is invoiced by what has left: only that. */
  readonly isByRule?: boolean;
  /** Nothing is issued and no number taken: the document is given here. */
  readonly onDraft?: (document: Omit<InvoiceDocument, 'number'>) => Promise<void>;
  readonly check: DocumentCheck;
}

/** What a document is about; of several orders of one customer the last says who they are now. */
export interface Subject {
  readonly orders: readonly [Order, ...Order[]];
  readonly shipment?: Shipment;
  /** Of a collective invoice. */
  readonly period?: InvoiceDocument['period'];
}

/** Refuses `seller-missing`, `buyer-tax-id-needed`; of a simplified one `receipt-unpaid`, `simplified-limit` and `simplified-not-allowed`. */
export async function assemble(
  act: Act,
  subject: Subject,
  lines: readonly DocumentLine[],
  { taxes, netMinor, taxMinor, totalMinor }: PlannedInvoice,
  { language, dueDays, isSimplified = false }: IssueRequest,
): Promise<Omit<InvoiceDocument, 'number'>> {
  const { orders, shipment, period } = subject;
  const [order] = orders;
  const seller = sellerOf(act.settings);
  const paidMinor = await paidOf(act.db, orders, totalMinor);
  if (isSimplified) refuseUnlessSimple(act, order, { seller, taxes, netMinor, totalMinor, paidMinor });
  const parties = await partiesOf(act.db, orders.at(-1) ?? order);
  if (taxes.some(needsBuyersTaxId) && !parties.buyer.taxId) throw new OmsError('buyer-tax-id-needed', { id: formatId('order', order.id) });
  const isCardPaid = isSimplified && (await areCardPaid(act.db, orders));
  const exempt = exemptionRemarks(act.settings, taxMinor);
  const remarks = remarksOf({ seller, currency: order.currency, netMinor, isSimplified, remarks: exempt, isCardPaid });
  return {
    version: 1,
    kind: 'invoice',
    issuedOn: act.on,
    suppliedOn: await lastSupplied(act.db, subject, lines),
    dueOn: paidMinor >= totalMinor ? null : addDays(act.on, dueDays ?? (await daysToPay(act, order))),
    language: await languageOf(act.db, order, language, act.settings),
    order: await orderReference(act.db, order),
    ...(period ? { orders: await orderReferences(act.db, orders), period } : {}),
    shipment: shipment ? formatId('shipment', shipment.id) : null,
    originals: await replacedBy(act.db, orders, seller),
    reason: null,
    ...(isSimplified ? { isSimplified } : {}),
    ...(remarks.length > 0 ? { remarks } : {}),
    seller,
    ...parties,
    ...(period ? { shipTo: null } : {}),
    currency: order.currency,
    pricesIncludeTax: order.pricesIncludeTax,
    rounding: order.rounding,
    taxBasis: order.taxBasis,
    lines,
    taxes,
    netMinor,
    taxMinor,
    totalMinor,
    paidMinor,
    instructions: act.settings['payment-instructions'],
  };
}

/** The day the last goods left; a deposit is asked for before. */
async function lastSupplied(db: Handle, { orders, shipment }: Subject, lines: readonly DocumentLine[]): Promise<string | null> {
  if (shipment) return shipment.shippedOn;
  if (lines.every(({ kind }) => kind === 'deposit')) return null;
  const days: string[] = [];
  for (const { id } of orders) days.push((await suppliedOn(db, id)) ?? '');
  return days.sort().at(-1) || null;
}

type Simplified = Pick<InvoiceDocument, 'seller' | 'taxes' | 'netMinor' | 'totalMinor' | 'paidMinor'>;

/**
 * Refuses `receipt-unpaid` where a receipt says that money came, `simplified-not-allowed` where the buyer's tax id has to
 * stand on it, and `simplified-limit` above what a country allows.
 */
function refuseUnlessSimple({ settings }: Act, order: Order, { seller, taxes, netMinor, totalMinor, paidMinor }: Simplified): void {
  const { currency } = order;
  const id = formatId('order', order.id);
  if (taxes.some(needsBuyersTaxId)) throw new OmsError('simplified-not-allowed', { id });
  if (isReceiptForPayment(seller.country) && paidMinor < totalMinor) {
    throw new OmsError('receipt-unpaid', { id, open: { amountMinor: totalMinor - paidMinor, currency } });
  }
  const limit = simplifiedLimit(seller.country, settings['retail-seller'] === 'true');
  if (!limit || limit.currency !== currency) return;
  const mostMinor = limit.most * 10 ** exponentOf(currency);
  const reachedMinor = limit.isNet ? netMinor : totalMinor;
  if (reachedMinor <= mostMinor) return;
  const amounts = { total: { amountMinor: reachedMinor, currency }, most: { amountMinor: mostMinor, currency } };
  throw new OmsError('simplified-limit', { id, country: seller.country, ...amounts });
}

/**
 * The invoices that were given back whole to be invoiced anew, and have not been yet. None in Spain: there the credit note
 * is what rectifies (RD 1619/2012 art. 15), and what follows it is an invoice like any other.
 */
async function replacedBy(db: Handle, orders: readonly Order[], { country }: Seller): Promise<DocumentReference[]> {
  if (country === 'ES') return [];
  const replaced = new Map<string, DocumentReference>();
  for (const { id: orderId } of orders) {
    const invoices = await documentsOfOrder(db, orderId, 'invoice');
    const notes = await documentsOfOrder(db, orderId, 'credit-note');
    const last = invoices.at(-1)?.id ?? 0;
    for (const invoice of invoices) {
      const { number, issued_on } = invoice;
      if (notes.some((note) => note.id > last && givesBackWhole(note, invoice))) replaced.set(number, { number, issuedOn: issued_on });
    }
  }
  return [...replaced.values()];
}

/** The order's own terms, else the shop's. */
async function daysToPay({ db, settings }: Act, { id }: Order): Promise<number> {
  return (await termsOfOrder(db, id)).paymentDays ?? Number(settings['payment-terms-days']);
}

/** By what was paid; of an order without a payment, by how it was to be. */
async function areCardPaid(db: Handle, orders: readonly Order[]): Promise<boolean> {
  for (const { id, paymentMethod } of orders) {
    const paid = (await paymentsOfOrder(db, id)).filter(({ kind }) => kind === 'payment').map(({ method }) => method);
    if (!(paid.length > 0 ? paid : [paymentMethod ?? '']).every(isCreditCard)) return false;
  }
  return true;
}

/** Of what was paid for the orders, what earlier invoices have not used up; at most the total. */
async function paidOf(db: Handle, orders: readonly Order[], totalMinor: number): Promise<number> {
  let left = 0;
  for (const { id, paidMinor, refundedMinor, uncreditedMinor } of orders) {
    left += Math.max(0, paidMinor - refundedMinor + uncreditedMinor - (await documentedMinor(db, id)));
  }
  return Math.min(left, Math.max(0, totalMinor));
}
