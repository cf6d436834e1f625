// Credit notes: an invoice given back, whole or in part. They have a series of their own and name what they credit.
import { documentLanguageOf } from '../../domain/document/language.ts';
import type { DocumentedLine } from '../../domain/invoice/amounts.ts';
import { type CreditRequest, type CreditWish, planCredit } from '../../domain/invoice/credit.ts';
import { planAmountCredit } from '../../domain/invoice/credit-amount.ts';
import type { DocumentCheck, DocumentLine, InvoiceDocument, LineAmounts, ReasonCode } from '../../domain/invoice/document.ts';
import type { PlannedInvoice } from '../../domain/invoice/plan.ts';
import type { Order, OrderLine } from '../../domain/order/order.ts';
import { documentedLines, documentOf, documentsOfOrder, type StoredInvoice } from '../../store/invoice.ts';
import { linesOfOrder, orderById } from '../../store/order.ts';
import { refresh } from '../order/refresh.ts';
import { waitNoMore } from '../order/serve.ts';
import type { Act } from '../shop.ts';
import { languageOf, partiesOf, sellerOf } from './freeze.ts';
import { type Issued, issueDocument, orderReference } from './number.ts';

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
export async function creditOrder(act: Act, order: Order, credit: OrderCredit): Promise<Issued | undefined> {
  const invoiced = await documentedLines(act.db, order.id, 'invoice');
  const request: CreditRequest = {
    rules: order,
    invoiced: credit.invoiceId === undefined ? invoiced : invoiced.filter(({ invoiceId }) => invoiceId === credit.invoiceId),
    credited: await documentedLines(act.db, order.id, 'credit-note'),
    wishes: credit.wishes,
    shipping: credit.shipping,
  };
  const { currency } = order;
  const planned = credit.amount ? planAmountCredit({ ...request, ...credit.amount, currency }) : planCredit(request);
  if (!planned) return undefined;
  const originals = await originalsOf(act, order, planned, invoiced);
  const document = await creditDocument(act, order, planned, originals, invoiced, credit);
  const originalId = originals[0]?.id ?? null;
  const { returnId, isReissue } = credit;
  const issued = await issueDocument(act, { document, orderId: order.id, shipmentId: null, returnId, originalId, isReissue }, credit.check);
  await refresh(act, order);
  await waitNoMore(act, [order.id]);
  return issued;
}

/** The invoices that a credit note's lines come from, oldest first. */
async function originalsOf(
  act: Act,
  order: Order,
  { lines }: PlannedInvoice,
  invoiced: readonly DocumentedLine[],
): Promise<StoredInvoice[]> {
  const named = new Set(lines.map(({ originalLineId }) => invoiced.find(({ id }) => id === originalLineId)?.invoiceId));
  return (await documentsOfOrder(act.db, order.id, 'invoice')).filter(({ id }) => named.has(id));
}

async function creditDocument(
  act: Act,
  order: Order,
  { lines, taxes, netMinor, taxMinor, totalMinor }: PlannedInvoice,
  originals: readonly StoredInvoice[],
  invoiced: readonly DocumentedLine[],
  { reason, reasonCode }: Pick<OrderCredit, 'reason' | 'reasonCode'>,
): Promise<Omit<InvoiceDocument, 'number'>> {
  const first = originals[0];
  const frozen = new Map(originals.map((original) => [original.id, documentOf(original)]));
  const parties = (first && frozen.get(first.id)) ?? (await partiesOf(act.db, order));
  const orderLines = await linesOfOrder(act.db, order.id);
  return {
    version: 1,
    kind: 'credit-note',
    issuedOn: act.on,
    suppliedOn: null,
    dueOn: null,
    language: await languageOf(act.db, order, documentLanguageOf(first?.language), act.settings),
    order: orderReference(order),
    shipment: null,
    originals: originals.map(({ number, issued_on }) => ({ number, issuedOn: issued_on })),
    reason,
    ...(reasonCode ? { reasonCode } : {}),
    seller: sellerOf(act.settings),
    buyer: parties.buyer,
    shipTo: null,
    currency: order.currency,
    pricesIncludeTax: order.pricesIncludeTax,
    rounding: order.rounding,
    taxBasis: order.taxBasis,
    lines: lines.map((line) => described(line, frozen, invoiced, orderLines)),
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
  return { ...line, sku: own?.sku ?? '', name: own?.name ?? '', unit: printed?.unit ?? '', unitPriceMicros: own?.unitPriceMicros ?? 0 };
}
