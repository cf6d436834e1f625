// Credit notes: an invoice given back, whole or in part. They have a series of their own and name what they credit.
import { documentLanguageOf } from '../../domain/document/language.ts';
import { type DocumentedLine, sumOf, totalsOf } from '../../domain/invoice/amounts.ts';
import { type CreditRequest, type CreditWish, planCredit } from '../../domain/invoice/credit.ts';
import { planAmountCredit } from '../../domain/invoice/credit-amount.ts';
import { givingBackDeposits, type OpenDeposit, openDeposits, takenOffDeposits } from '../../domain/invoice/deposit.ts';
import type { DocumentCheck, DocumentLine, InvoiceDocument, LineAmounts, ReasonCode } from '../../domain/invoice/document.ts';
import { exemptionRemarks } from '../../domain/invoice/law.ts';
import type { PlannedInvoice } from '../../domain/invoice/plan.ts';
import type { Order, OrderLine } from '../../domain/order/order.ts';
import { documentedLines, documentOf, documentsOfOrder, type StoredInvoice } from '../../store/invoice.ts';
import { linesOfOrder, orderById } from '../../store/order.ts';
import { refreshAll } from '../order/refresh.ts';
import { waitNoMore } from '../order/serve.ts';
import type { Act } from '../shop.ts';
import { languageOf, orderReference, orderReferences, partiesOf, sellerOf } from './freeze.ts';
import { type Issued, issueDocument } from './number.ts';

export interface CreditOrderRequest {
  readonly orderId: number;
  readonly returnId?: number;
  readonly lines: readonly { readonly orderLineId: number; readonly quantity: number }[];
  /** Whether freight is given back too. */
  readonly shipping?: boolean;
  readonly reason: string;
  readonly check?: DocumentCheck;
}

export interface CreditNote {
  readonly invoiceId: number;
  readonly number: string;
  readonly totalMinor: number;
  readonly currency: string;
}

/**
 * Inside an act: credits so many of each order line, from the order's invoices, oldest first; as far as they were
 * invoiced and not credited before. Undefined when nothing of it was invoiced. Its page is drawn after the commit.
 */
export async function creditOrderLines(act: Act, request: CreditOrderRequest): Promise<CreditNote | undefined> {
  const issued = await creditOrder(act, await orderById(act.db, request.orderId), {
    wishes: request.lines,
    shipping: request.shipping ?? false,
    reason: request.reason,
    returnId: request.returnId ?? null,
    reasonCode: request.returnId === undefined ? undefined : 'returned',
    isReissue: false,
    check: request.check,
  });
  if (!issued) return undefined;
  const { number, totalMinor, currency } = issued.document;
  return { invoiceId: issued.invoiceId, number, totalMinor, currency };
}

export interface OrderCredit {
  readonly wishes?: readonly CreditWish[];
  readonly shipping: boolean;
  readonly reason: string;
  readonly reasonCode?: ReasonCode;
  readonly returnId: number | null;
  /** Only of this invoice; undefined: of all the order's. */
  readonly invoiceId?: number;
  /** It is invoiced anew, and owed as before. */
  readonly isReissue: boolean;
  /** Instead of goods: so much of the one invoice, tax included. */
  readonly amount?: { readonly number: string; readonly amountMinor: number };
  readonly check?: DocumentCheck;
}

/** Plans and issues one credit note; undefined when there is nothing left to credit. */
export function creditOrder(act: Act, order: Order, credit: OrderCredit): Promise<Issued | undefined> {
  return creditOrders(act, [order], credit);
}

/** As {@link creditOrder}, of an invoice that is about several orders. */
export async function creditOrders(act: Act, orders: readonly [Order, ...Order[]], credit: OrderCredit): Promise<Issued | undefined> {
  const [order] = orders;
  const parts: CreditPart[] = [];
  for (const { id } of orders) parts.push(await partOf(act, id, credit));
  const planned = planParts(order, parts, credit);
  if (!planned) return undefined;
  const invoiced = parts.flatMap((part) => part.invoiced);
  const isNamed = ({ id }: Order) =>
    planned.lines.some((line) => invoiced.some((of) => of.id === line.originalLineId && of.orderId === id));
  const [first = order, ...others] = orders.filter(isNamed);
  const originals = await originalsOf(act, orders, planned, invoiced);
  const document = await creditDocument(act, [first, ...others], planned, originals, invoiced, credit);
  const originalId = originals[0]?.id ?? null;
  const { returnId, isReissue } = credit;
  const issued = await issueDocument(act, { document, orderId: first.id, shipmentId: null, returnId, originalId, isReissue }, credit.check);
  const orderIds = orders.map(({ id }) => id);
  await refreshAll(act, orderIds);
  await waitNoMore(act, orderIds);
  return issued;
}

/** What of an order may be credited. */
interface CreditPart {
  readonly invoiced: readonly DocumentedLine[];
  readonly credited: readonly DocumentedLine[];
}

/** A deposit as far as no final invoice has taken it off: what that has is credited with the final invoice. */
async function partOf(act: Act, orderId: number, { invoiceId }: OrderCredit): Promise<CreditPart> {
  const all = await documentedLines(act.db, orderId, 'invoice');
  const credited = await documentedLines(act.db, orderId, 'credit-note');
  const open = new Map(openDeposits(all, credited).map((deposit) => [deposit.lineId, deposit]));
  const invoiced = all.filter((line) => {
    const isOwn = invoiceId === undefined || line.invoiceId === invoiceId;
    return isOwn && (line.kind !== 'deposit' || line.depositLineId !== null || open.has(line.id));
  });
  return { invoiced: invoiced.map((line) => asLeft(line, credited, open.get(line.id))), credited };
}

/** A deposit of which part was taken off, as if it had asked for the rest alone. */
function asLeft(line: DocumentedLine, credited: readonly DocumentedLine[], open: OpenDeposit | undefined): DocumentedLine {
  if (!open) return line;
  const given = sumOf(credited.filter(({ originalLineId }) => originalLineId === line.id));
  return { ...line, netMinor: open.netMinor + given.netMinor, taxMinor: open.taxMinor + given.taxMinor };
}

/** Each order's part by itself, so that what one cost is given back to the unit; an amount over all of them. */
function planParts(order: Order, parts: readonly CreditPart[], credit: OrderCredit): PlannedInvoice | undefined {
  const { wishes, shipping, amount, isReissue } = credit;
  const requests = parts.map(({ invoiced, credited }): CreditRequest => {
    const goods = invoiced.filter(({ depositLineId }) => depositLineId === null);
    return { rules: order, invoiced: goods, credited, wishes, shipping };
  });
  if (amount) {
    const together = { invoiced: requests.flatMap((one) => one.invoiced), credited: requests.flatMap((one) => one.credited) };
    return planAmountCredit({ rules: order, ...together, ...amount, currency: order.currency });
  }
  const planned = requests.map((request, index) => {
    const goods = planCredit(request);
    const { invoiced, credited } = parts[index] as CreditPart;
    // said anew, the invoice takes its deposits off anew
    return goods && isReissue && wishes === undefined ? givingBackDeposits(order, goods, takenOffDeposits(invoiced, credited)) : goods;
  });
  const lines = planned.flatMap((one) => one?.lines ?? []);
  return lines.length === 0 ? undefined : { lines, ...totalsOf(lines) };
}

/** The invoices that a credit note's lines come from, oldest first. */
async function originalsOf(
  act: Act,
  orders: readonly Order[],
  { lines }: PlannedInvoice,
  invoiced: readonly DocumentedLine[],
): Promise<StoredInvoice[]> {
  const named = new Set(lines.map(({ originalLineId }) => invoiced.find(({ id }) => id === originalLineId)?.invoiceId));
  const originals = new Map<number, StoredInvoice>();
  for (const { id: orderId } of orders)
    for (const invoice of await documentsOfOrder(act.db, orderId, 'invoice')) if (named.has(invoice.id)) originals.set(invoice.id, invoice);
  return [...originals.values()].sort((a, b) => a.id - b.id);
}

async function creditDocument(
  act: Act,
  orders: readonly [Order, ...Order[]],
  { lines, taxes, netMinor, taxMinor, totalMinor }: PlannedInvoice,
  originals: readonly StoredInvoice[],
  invoiced: readonly DocumentedLine[],
  { reason, reasonCode }: Pick<OrderCredit, 'reason' | 'reasonCode'>,
): Promise<Omit<InvoiceDocument, 'number'>> {
  const [order] = orders;
  const first = originals[0];
  const frozen = new Map(originals.map((original) => [original.id, documentOf(original)]));
  const parties = (first && frozen.get(first.id)) ?? (await partiesOf(act.db, order));
  const remarks = exemptionRemarks(act.settings, taxMinor);
  const orderLines: OrderLine[] = [];
  for (const { id } of orders) orderLines.push(...(await linesOfOrder(act.db, id)));
  return {
    version: 1,
    kind: 'credit-note',
    issuedOn: act.on,
    suppliedOn: null,
    dueOn: null,
    language: await languageOf(act.db, order, documentLanguageOf(first?.language), act.settings),
    order: await orderReference(act.db, order),
    ...(orders.length > 1 ? { orders: await orderReferences(act.db, orders) } : {}),
    shipment: null,
    originals: originals.map(({ number, issued_on }) => ({ number, issuedOn: issued_on })),
    reason,
    ...(reasonCode ? { reasonCode } : {}),
    ...(remarks.length > 0 ? { remarks } : {}),
    seller: sellerOf(act.settings),
    buyer: parties.buyer,
    shipTo: null,
    currency: order.currency,
    pricesIncludeTax: order.pricesIncludeTax,
    rounding: order.rounding,
    taxBasis: order.taxBasis,
    lines: lines.map((line) => ({
      ...described(line, frozen, invoiced, orderLines),
      ...(orders.length > 1 ? orderOf(line, invoiced) : {}),
    })),
    taxes,
    netMinor,
    taxMinor,
    totalMinor,
    paidMinor: 0,
    instructions: '',
  };
}

/** A credited line is named as on its invoice; where that was erased, as the order names it now. */
function described(
  line: LineAmounts,
  frozen: ReadonlyMap<number, InvoiceDocument | null>,
  invoiced: readonly DocumentedLine[],
  orderLines: readonly OrderLine[],
): DocumentLine {
  const original = invoiced.find(({ id }) => id === line.originalLineId);
  const printed = original && frozen.get(original.invoiceId)?.lines[original.position - 1];
  const own = printed ?? orderLines.find(({ id }) => id === line.orderLineId);
  const { deposit } = printed ?? {};
  return {
    ...line,
    ...(deposit ? { deposit } : {}),
    sku: own?.sku ?? '',
    name: own?.name ?? '',
    unit: printed?.unit ?? '',
    unitPriceMicros: own?.unitPriceMicros ?? 0,
  };
}

/** Of several orders, whose line it is. */
function orderOf(line: LineAmounts, invoiced: readonly DocumentedLine[]): Pick<DocumentLine, 'orderId'> {
  const original = invoiced.find(({ id }) => id === line.originalLineId);
  return original ? { orderId: original.orderId } : {};
}
