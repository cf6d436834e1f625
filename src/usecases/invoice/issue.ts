// Issuing invoices: of an order what is not yet invoiced, of a shipment its lines; no quantity twice.
import { exponentOf } from '../../domain/currency.ts';
import type { DocumentLanguage } from '../../domain/document/language.ts';
import { isOmsError, OmsError } from '../../domain/error.ts';
import { formatId, ownId } from '../../domain/id.ts';
import type { DocumentedLine } from '../../domain/invoice/amounts.ts';
import type { DocumentCheck, DocumentLine, DocumentReference, InvoiceDocument, Seller } from '../../domain/invoice/document.ts';
import { isReceiptForPayment, remarksOf, simplifiedLimit } from '../../domain/invoice/law.ts';
import { type PlannedInvoice, planInvoice } from '../../domain/invoice/plan.ts';
import type { Order } from '../../domain/order/order.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import type { Shipment } from '../../domain/shipment.ts';
import { addDays } from '../../domain/time.ts';
import { invoiceRuleOf } from '../../store/channel.ts';
import type { Handle } from '../../store/database.ts';
import { APPROVAL, openHolds, REJECTED } from '../../store/hold.ts';
import { documentsOfOrder, invoicedLines, ordersToInvoice } from '../../store/invoice.ts';
import { findOrder, linesOfOrder, orderById } from '../../store/order.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import { termsOfOrder } from '../../store/order-edit.ts';
import { problemsOfOrder } from '../../store/problem.ts';
import { uninvoicedLines } from '../../store/return.ts';
import { findShipment } from '../../store/shipment.ts';
import { unitsOfShipment } from '../../store/slip.ts';
import { actOnEach } from '../each.ts';
import { refresh } from '../order/refresh.ts';
import { type Act, read, type Shop, type WriteOptions } from '../shop.ts';
import { described } from './described.ts';
import { languageOf, partiesOf, sellerOf, suppliedOn } from './freeze.ts';
import { issueDocument, issuedFacts, orderReference } from './number.ts';

export interface IssueRequest {
  readonly language?: DocumentLanguage;
  /** Days until it is due; undefined: by the setting payment-terms-days. */
  readonly dueDays?: number;
  /** A simplified invoice or receipt, as far as the seller's country allows it. */
  readonly isSimplified?: boolean;
  /** Of an order that is invoiced by what has left: only that. */
  readonly isByRule?: boolean;
  /** Nothing is issued and no number taken: the document is given here. */
  readonly onDraft?: (document: Omit<InvoiceDocument, 'number'>) => Promise<void>;
  readonly check: DocumentCheck;
}

/** Every order that wants an invoice and does not have it whole: confirmed, shipped or not, oldest first. */
export function invoiceableOrders(shop: Shop): Promise<string[]> {
  return read(shop, async (db) => (await ordersToInvoice(db)).map((id) => formatId('order', id)));
}

/**
 * Issues an invoice for each order or shipment. What has nothing left to invoice is `unchanged`, with the numbers it
 * has. Refuses `order-unknown`, `shipment-unknown`, `shipment-cancelled`, `order-not-invoiceable` (cancelled, history), `invoice-by-marketplace`,
 * `order-not-confirmed`, `order-has-problems`, `order-held` where it waits for an approval, `seller-missing`, `glyph-missing`, `font-missing`; of a simplified one
 * `receipt-unpaid` and `simplified-limit`.
 */
export function issueInvoices(shop: Shop, ids: readonly string[], request: IssueRequest, options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, id) => issueOne(act, await findTarget(act.db, id), request));
}

interface Target {
  readonly order: Order;
  readonly shipment: Shipment | undefined;
}

/** "S7" is a shipment, if there is one; anything else is an order by any of its numbers. */
async function findTarget(db: Handle, id: string): Promise<Target> {
  if (ownId('shipment', id) === undefined) return { order: await findOrder(db, id), shipment: undefined };
  try {
    const shipment = await findShipment(db, id);
    return { order: await orderById(db, shipment.orderId), shipment };
  } catch (error) {
    const order = await findOrder(db, id).catch(() => undefined);
    if (!order || !isOmsError(error)) throw error;
    return { order, shipment: undefined };
  }
}

async function issueOne(act: Act, { order, shipment }: Target, request: IssueRequest): Promise<Outcome> {
  await refuseUnlessInvoiceable(act.db, order, shipment);
  const lines = await linesOfOrder(act.db, order.id);
  const invoiced = await invoicedLines(act.db, order.id);
  const most = shipment ? await leftOfShipment(act.db, shipment.id, invoiced) : await leftByRule(act.db, order, request);
  // what came back before its invoice is not invoiced any more
  const planned = planInvoice({ order, lines, invoiced: [...invoiced, ...(await uninvoicedLines(act.db, order.id))], most });
  if (!planned) return nothingLeft(act.db, order, shipment);
  const document = await documentOfPlan(act, order, shipment, await described(act.db, planned.lines, lines), planned, request);
  if (request.onDraft) {
    await request.onDraft(document);
    return {
      id: formatId('order', order.id),
      outcome: 'drafted',
      totalMinor: document.totalMinor,
      currency: order.currency,
      exponent: exponentOf(order.currency),
    };
  }
  const issued = await issueDocument(
    act,
    { document, orderId: order.id, shipmentId: shipment?.id ?? null, returnId: null, originalId: null, isReissue: false },
    request.check,
  );
  await refresh(act, order);
  return { ...issuedFacts(issued.document), outcome: 'issued', shipment: document.shipment, exponent: exponentOf(order.currency) };
}

async function refuseUnlessInvoiceable(db: Handle, order: Order, shipment: Shipment | undefined): Promise<void> {
  const id = formatId('order', order.id);
  if (order.history || order.state === 'cancelled') {
    throw new OmsError('order-not-invoiceable', { id, state: order.history ? 'history' : order.state });
  }
  if ((await invoiceRuleOf(db, order.channelId)) === 'marketplace') {
    throw new OmsError('invoice-by-marketplace', { id, channel: order.channel });
  }
  if (shipment?.state === 'cancelled') throw new OmsError('shipment-cancelled', { shipment: formatId('shipment', shipment.id), order: id });
  if (order.errorCount > 0) {
    const errors = (await problemsOfOrder(db, order.id)).filter(({ severity }) => severity === 'error');
    throw new OmsError('order-has-problems', { id, problems: [...new Set(errors.map(({ code }) => code))] });
  }
  if (order.state === 'new') throw new OmsError('order-not-confirmed', { id });
  // what waits for its money may be asked for it
  const holds = (await openHolds(db, order.id)).filter((code) => code === APPROVAL || code === REJECTED);
  if (holds.length > 0) throw new OmsError('order-held', { id, holds });
}

/** Where it is by what has left that an order is invoiced, and not all has: of each line that is on no invoice. */
async function leftByRule(db: Handle, order: Order, { isByRule = false }: IssueRequest): Promise<Map<number, number> | undefined> {
  if (!isByRule || order.fulfilmentState !== 'partly-shipped') return undefined;
  if ((await invoiceRuleOf(db, order.channelId)) !== 'on-shipping') return undefined;
  const lines = await progressOfOrder(db, order.id);
  return new Map(lines.map(({ lineId, shipped, invoiced }) => [lineId, Math.max(0, shipped - invoiced)]));
}

/** Of each order line, what a shipment holds and no invoice of this shipment has taken. */
async function leftOfShipment(db: Handle, shipmentId: number, invoiced: readonly DocumentedLine[]): Promise<Map<number, number>> {
  const left = await unitsOfShipment(db, shipmentId);
  for (const { shipmentId: of, orderLineId, quantity } of invoiced) {
    if (of === shipmentId && orderLineId !== null) left.set(orderLineId, (left.get(orderLineId) ?? 0) - quantity);
  }
  return left;
}

/** A repeated call answers with what there is. */
async function nothingLeft(db: Handle, order: Order, shipment: Shipment | undefined): Promise<Outcome> {
  const all = await documentsOfOrder(db, order.id, 'invoice');
  const own = all.filter(({ shipment_id }) => shipment_id === shipment?.id);
  const numbers = (shipment && own.length > 0 ? own : all).map(({ number }) => number);
  const id = numbers.at(-1) ?? formatId(shipment ? 'shipment' : 'order', shipment ? shipment.id : order.id);
  return { id, outcome: 'unchanged', order: formatId('order', order.id), invoices: numbers };
}

async function documentOfPlan(
  act: Act,
  order: Order,
  shipment: Shipment | undefined,
  lines: readonly DocumentLine[],
  { taxes, netMinor, taxMinor, totalMinor }: PlannedInvoice,
  { language, dueDays, isSimplified = false }: IssueRequest,
): Promise<Omit<InvoiceDocument, 'number'>> {
  const paidMinor = await paidOf(act.db, order, totalMinor);
  const seller = sellerOf(act.settings);
  if (isSimplified) refuseUnlessSimple(act, order, { seller, totalMinor, paidMinor });
  const remarks = remarksOf({
    seller,
    currency: order.currency,
    netMinor,
    isSimplified,
    isSmallTrader: act.settings['small-trader'] === 'true',
    isCardPaid: order.paymentMethod === 'card',
  });
  return {
    version: 1,
    kind: 'invoice',
    issuedOn: act.on,
    suppliedOn: shipment ? shipment.shippedOn : await suppliedOn(act.db, order.id),
    dueOn: paidMinor >= totalMinor ? null : addDays(act.on, dueDays ?? (await daysToPay(act, order))),
    language: await languageOf(act.db, order, language, act.settings),
    order: orderReference(order),
    shipment: shipment ? formatId('shipment', shipment.id) : null,
    originals: await replacedBy(act.db, order.id, seller),
    reason: null,
    ...(isSimplified ? { isSimplified } : {}),
    ...(remarks.length > 0 ? { remarks } : {}),
    seller,
    ...(await partiesOf(act.db, order)),
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

/** Refuses `receipt-unpaid` where a receipt says that money came, and `simplified-limit` above what a country allows. */
function refuseUnlessSimple(
  { settings }: Act,
  order: Order,
  { seller, totalMinor, paidMinor }: { readonly seller: Seller; readonly totalMinor: number; readonly paidMinor: number },
): void {
  const { currency } = order;
  const id = formatId('order', order.id);
  if (isReceiptForPayment(seller.country) && paidMinor < totalMinor) {
    throw new OmsError('receipt-unpaid', { id, open: { amountMinor: totalMinor - paidMinor, currency } });
  }
  const limit = simplifiedLimit(seller.country, settings['retail-seller'] === 'true');
  if (!limit || limit.currency !== currency) return;
  const mostMinor = limit.most * 10 ** exponentOf(currency);
  if (totalMinor <= mostMinor) return;
  const amounts = { total: { amountMinor: totalMinor, currency }, most: { amountMinor: mostMinor, currency } };
  throw new OmsError('simplified-limit', { id, country: seller.country, ...amounts });
}

/**
 * The invoices that were given back whole to be invoiced anew, and have not been yet. None in Spain: there the credit note
 * is what rectifies (RD 1619/2012 art. 15), and what follows it is an invoice like any other.
 */
async function replacedBy(db: Handle, orderId: number, { country }: Seller): Promise<DocumentReference[]> {
  if (country === 'ES') return [];
  const invoices = await documentsOfOrder(db, orderId, 'invoice');
  const notes = await documentsOfOrder(db, orderId, 'credit-note');
  const last = invoices.at(-1)?.id ?? 0;
  return invoices
    .filter(({ id, total_minor }) =>
      notes.some((note) => note.reissue === 1 && note.id > last && note.original_id === id && note.total_minor === total_minor),
    )
    .map(({ number, issued_on }) => ({ number, issuedOn: issued_on }));
}

/** The order's own terms, else the shop's. */
async function daysToPay({ db, settings }: Act, { id }: Order): Promise<number> {
  return (await termsOfOrder(db, id)).paymentDays ?? Number(settings['payment-terms-days']);
}

/** Of what was paid for the order, what earlier invoices have not used up; at most the total. */
async function paidOf(db: Handle, order: Order, totalMinor: number): Promise<number> {
  const sum = (documents: readonly { total_minor: number }[]) => documents.reduce((total, { total_minor }) => total + total_minor, 0);
  const earlier = sum(await documentsOfOrder(db, order.id, 'invoice')) - sum(await documentsOfOrder(db, order.id, 'credit-note'));
  const left = order.paidMinor - order.refundedMinor + order.uncreditedMinor - earlier;
  return Math.min(Math.max(0, left), Math.max(0, totalMinor));
}
