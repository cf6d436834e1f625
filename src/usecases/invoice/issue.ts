// Issuing invoices: of an order what is not yet invoiced, of a shipment its lines; no quantity twice.
import { exponentOf } from '../../domain/currency.ts';
import { isOmsError, OmsError } from '../../domain/error.ts';
import { formatId, ownId } from '../../domain/id.ts';
import type { DocumentedLine } from '../../domain/invoice/amounts.ts';
import { type OpenDeposit, openDeposits, withDeposits } from '../../domain/invoice/deposit.ts';
import type { InvoiceDocument } from '../../domain/invoice/document.ts';
import { type PlannedInvoice, planInvoice } from '../../domain/invoice/plan.ts';
import type { Order, OrderLine } from '../../domain/order/order.ts';
import type { Period } from '../../domain/report.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import type { Shipment } from '../../domain/shipment.ts';
import { invoiceRuleOf, invoiceRuleOfOrder } from '../../store/channel.ts';
import type { Handle } from '../../store/database.ts';
import { APPROVAL, openHolds, REJECTED } from '../../store/hold.ts';
import { documentedLines, documentsOfOrder, invoicedLines, ordersToInvoice } from '../../store/invoice.ts';
import { findOrder, linesOfOrder, orderById } from '../../store/order.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import { problemsOfOrder } from '../../store/problem.ts';
import { uninvoicedLines } from '../../store/return.ts';
import { findShipment } from '../../store/shipment.ts';
import { unitsOfShipment } from '../../store/slip.ts';
import { actOnEach } from '../each.ts';
import { refreshAll } from '../order/refresh.ts';
import { type Act, read, type Shop, type WriteOptions } from '../shop.ts';
import { assemble, type IssueRequest, type Subject } from './assemble.ts';
import { described } from './described.ts';
import { issueDocument, issuedFacts } from './number.ts';

/**
 * Every order that wants an invoice and does not have it whole: confirmed, shipped or not, oldest first. The period is of
 * supply: the day the last goods left, else that of the order.
 */
export function invoiceableOrders(shop: Shop, period: Period = {}): Promise<string[]> {
  return read(shop, async (db) => (await ordersToInvoice(db, period)).map((id) => formatId('order', id)));
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
  const { planned, lines } = await planOfOrder(act.db, order, request, shipment);
  if (!planned) return nothingLeft(act.db, order, shipment);
  const subject: Subject = { orders: [order], shipment };
  const document = await assemble(act, subject, await described(act.db, planned.lines, lines), planned, request);
  return issueAssembled(act, subject, document, request);
}

/** What an order's next invoice says: what is on none yet, less the deposits that it can bear. */
export async function planOfOrder(db: Handle, order: Order, request: IssueRequest, shipment?: Shipment): Promise<RestOfOrder> {
  const rest = await restOfOrder(db, order, (invoiced) =>
    shipment ? leftOfShipment(db, shipment.id, invoiced) : leftByRule(db, order, request),
  );
  const planned = rest.planned && withDeposits(order, rest.planned, await openDepositsOf(db, order.id));
  return { ...rest, planned };
}

/** An order beside its documents. */
export interface RestOfOrder {
  readonly lines: readonly OrderLine[];
  /** What is on invoices, and what came back before there was one, which is not invoiced any more. */
  readonly documented: readonly DocumentedLine[];
  /** The invoice of what is left; undefined: nothing is. */
  readonly planned: PlannedInvoice | undefined;
}

/** What of an order is on no invoice yet, deposits left aside; `most` tells the most to take of each line. */
export async function restOfOrder(
  db: Handle,
  order: Order,
  most: (invoiced: readonly DocumentedLine[]) => Promise<ReadonlyMap<number, number> | undefined> = async () => undefined,
): Promise<RestOfOrder> {
  const lines = await linesOfOrder(db, order.id);
  const invoiced = await invoicedLines(db, order.id);
  const documented = [...invoiced, ...(await uninvoicedLines(db, order.id))];
  return { lines, documented, planned: planInvoice({ order, lines, invoiced: documented, most: await most(invoiced) }) };
}

/** Asked for before and not taken off an invoice yet. */
export async function openDepositsOf(db: Handle, orderId: number): Promise<OpenDeposit[]> {
  return openDeposits(await documentedLines(db, orderId, 'invoice'), await documentedLines(db, orderId, 'credit-note'));
}

/** Gives a document its number, unless it is only a draft; what it is about is brought up to date. */
export async function issueAssembled(
  act: Act,
  { orders, shipment }: Subject,
  document: Omit<InvoiceDocument, 'number'>,
  request: IssueRequest,
): Promise<Outcome> {
  const [order] = orders;
  const exponent = exponentOf(order.currency);
  if (request.onDraft) {
    await request.onDraft(document);
    const { totalMinor, currency } = document;
    return { id: formatId('order', order.id), outcome: 'drafted', totalMinor, currency, exponent };
  }
  const about = { orderId: order.id, shipmentId: shipment?.id ?? null, returnId: null, originalId: null, isReissue: false };
  const issued = await issueDocument(act, { document, ...about }, request.check);
  await refreshAll(
    act,
    orders.map(({ id }) => id),
  );
  return { ...issuedFacts(issued.document), outcome: 'issued', shipment: document.shipment, exponent };
}

/** Refuses what `issueInvoices` tells of an order or a shipment. */
export async function refuseUnlessInvoiceable(db: Handle, order: Order, shipment?: Shipment): Promise<void> {
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
  if ((await invoiceRuleOfOrder(db, order.id)) !== 'on-shipping') return undefined;
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
export async function nothingLeft(db: Handle, order: Order, shipment?: Shipment): Promise<Outcome> {
  const all = await documentsOfOrder(db, order.id, 'invoice');
  const own = all.filter(({ shipment_id }) => shipment_id === shipment?.id);
  const numbers = (shipment && own.length > 0 ? own : all).map(({ number }) => number);
  const id = numbers.at(-1) ?? formatId(shipment ? 'shipment' : 'order', shipment ? shipment.id : order.id);
  return { id, outcome: 'unchanged', order: formatId('order', order.id), invoices: numbers };
}
