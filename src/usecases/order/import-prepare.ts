// An order of a file made ready to be written: priced, looked over, turned into rows. It reads the shop and writes
// nothing, so that it can be done beside the writing.
import { isOmsError } from '../../domain/error.ts';
import { type Finding, isUnreadable } from '../../domain/import/finding.ts';
import type { FileOrder, SaidRefund } from '../../domain/import/order.ts';
import type { Prepared, PreparedOrder, SaidPayment, UnreadableOrder } from '../../domain/import/prepared.ts';
import type { ProblemExample, Tally } from '../../domain/import/result.ts';
import { type SettledOrder, settleOrder } from '../../domain/import/totals.ts';
import { type Axes, deriveAxes, type InvoiceRule } from '../../domain/order/axes.ts';
import type { OrderDraft, OrderState } from '../../domain/order/order.ts';
import type { PlannedOrder } from '../../domain/order/plan.ts';
import type { Problem } from '../../domain/order/problem.ts';
import { findProblems } from '../../domain/order/rules/index.ts';
import { shopRules } from '../../domain/order/rules/shop.ts';
import type { Settings } from '../../domain/settings.ts';
import { businessDate } from '../../domain/time.ts';
import type { Handle } from '../../store/database.ts';
import { rowsOfOrder } from '../../store/order-write.ts';
import type { ImportingShops } from './import-shop.ts';

/** An order with its money. */
export interface PricedOrder {
  readonly order: FileOrder;
  readonly settled: SettledOrder;
  readonly orderedOn: string;
}

/** What tells where something was found. */
export interface FoundIn {
  readonly name: string;
  readonly profile: string;
  readonly columns: Readonly<Record<string, string>>;
}

/** Makes an order ready that has not been there before; what is found goes into the tally. */
export async function prepare(
  db: Handle,
  shops: ImportingShops,
  { file, opening }: { readonly file: FoundIn; readonly opening: string | null },
  order: FileOrder,
  tally: Tally,
): Promise<Prepared> {
  const priced = await priceOrder(db, shops, file, order, tally);
  if (!('settled' in priced)) return { isReadable: false, order: priced };
  return { isReadable: true, order: prepareNew(priced, shops.settings, { file, opening }, tally) };
}

/** An order that can be read, priced; or what goes to quarantine: amounts too large, a discount beyond its lines. */
export async function priceOrder(
  db: Handle,
  shops: ImportingShops,
  file: FoundIn,
  order: FileOrder,
  tally: Tally,
): Promise<PricedOrder | UnreadableOrder> {
  const priced = order.draft && (await withMoney(db, shops, order, order.draft));
  const findings = priced && 'code' in priced ? [...order.findings, priced] : order.findings;
  tellRead(file, { ...order, findings }, tally, priced !== null && !('code' in priced));
  if (priced !== null && !('code' in priced)) return priced;
  const { externalId, rowFrom, rowTo } = order;
  return { externalId, rowFrom, rowTo, reasons: findings.filter(isUnreadable), cells: order.rawRows() };
}

/** Counts what was read of an order, and what was found in it. */
export function tellRead(file: FoundIn, order: FileOrder, tally: Tally, isReadable = true): void {
  tally.saw(order.channel);
  for (const finding of order.findings) tally.found(finding.code, () => exampleOf(file, order, finding));
  if (!isReadable) return;
  tally.lines += order.places.length;
  for (const { quantity } of order.draft?.lines ?? []) tally.units += quantity;
}

async function withMoney(db: Handle, shops: ImportingShops, order: FileOrder, draft: OrderDraft): Promise<PricedOrder | Finding> {
  const orderedOn = businessDate(draft.orderedAt, shops.settings['time-zone']);
  const shop = await shops.of(db, orderedOn, draft.currency);
  const place = { row: order.rowFrom, line: order.places[0]?.line ?? order.rowFrom, column: '' };
  let settled: SettledOrder;
  try {
    settled = settleOrder(draft, order.totals, shop);
  } catch (error) {
    if (!isOmsError(error) || error.code !== 'amount-too-large') throw error;
    return { code: 'amount-too-large', ...place, details: error.details };
  }
  const goods = settled.planned.money.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return goods < 0 ? { code: 'discount-too-large', ...place, details: {} } : { order, settled, orderedOn };
}

/** What the channel has shipped, and what is older than the opening, is history. */
export function prepareNew(
  priced: PricedOrder,
  settings: Settings,
  { file, opening }: { readonly file: FoundIn; readonly opening: string | null },
  tally: Tally,
): PreparedOrder {
  const { order, settled, orderedOn } = priced;
  const { planned } = settled;
  const isHistory = planned.draft.channelState === 'shipped' || (opening !== null && orderedOn < opening);
  const state = stateOf(planned, isHistory);
  const holds = state === 'new' ? order.holds : [];
  const axes = axesOfNew(priced, state, settings);
  const problems = state === 'new' ? problemsOf(settings, planned, axes, holds) : [];
  for (const problem of problems) tally.found(problem.code, () => exampleOfProblem(file, order, problem));
  const { externalId, lastingId, contentHash, saidAt, rowFrom, rowTo } = order;
  const source = { externalId, lastingId, contentHash, saidAt, saidBy: saidAt && file.profile };
  const rows = rowsOfOrder({
    state,
    history: isHistory,
    orderedOn,
    rounding: settled.rounding,
    taxBasis: settled.taxBasis,
    planned,
    problems,
    holdCount: holds.length,
    axes,
    readFrom: { rowFrom, rowTo },
  });
  const payments = paymentsOfNew(priced, axes, settings);
  const customer = customerOf(planned);
  const unpriced = state === 'new' ? paidUnpriced(priced, settings) : undefined;
  const prepared = { source, rows, customer, payments, holds, isCancelled: state === 'cancelled', isHistory };
  return unpriced === undefined ? prepared : { ...prepared, paidUnpriced: unpriced };
}

function stateOf({ draft }: PlannedOrder, isHistory: boolean): OrderState {
  if (draft.channelState === 'cancelled') return 'cancelled';
  return isHistory ? 'completed' : 'new';
}

/** Nobody is named: nobody is made. */
function customerOf({ draft }: PlannedOrder): PreparedOrder['customer'] {
  const { shipTo, billTo, customerExternalId } = draft;
  const party = billTo ?? shipTo;
  if (!customerExternalId && !party.name && !party.company && !party.email && !party.phone) return null;
  return { externalId: customerExternalId ?? null };
}

/** What the channel says was paid, and what of it was given back. */
function paidOf({ order, settled }: PricedOrder): { paidMinor: number; refundedMinor: number } {
  const { draft, money } = settled.planned;
  const total = Math.max(0, draft.channelTotalMinor ?? money.totalMinor);
  const paidMinor = order.payment.paid === 'all' ? total : order.payment.paid;
  return { paidMinor, refundedMinor: Math.min(paidMinor, order.payment.refundedMinor) };
}

function axesOfNew(priced: PricedOrder, state: OrderState, settings: Settings): Axes {
  const { planned } = priced.settled;
  const lines = planned.lines.map(({ quantity, cancelledQuantity, shippable }) => ({
    lineId: 0,
    shippable,
    wanted: quantity - cancelledQuantity,
    reserved: 0,
    packed: 0,
    shipped: state === 'completed' ? quantity - cancelledQuantity : 0,
    delivered: 0,
    invoiced: 0,
    returnAsked: 0,
    returned: 0,
    credited: 0,
    neverInvoiced: 0,
  }));
  const { paidMinor, refundedMinor } = paidOf(priced);
  const sums = {
    lines,
    paidMinor,
    refundedMinor,
    channelRefundedMinor: refundedMinor,
    creditedMinor: 0,
    isFreightInvoiced: false,
    isReissue: false,
    isDepositOpen: false,
  };
  const of = { state, totalMinor: planned.money.totalMinor, shippingMinor: planned.shippingMinor };
  const axes = deriveAxes(of, sums, settings['invoice-rule'] as InvoiceRule);
  return axes.state === state ? axes : { ...axes, state };
}

/** What was simply paid on the day of the order is booked for all orders together: see `bookOnOrderDay`. */
function paymentsOfNew(priced: PricedOrder, paid: SaidMoney, settings: Settings): readonly SaidPayment[] {
  const isSimple = paid.refundedMinor === 0 && paidOn(priced, priced.orderedOn, settings) === priced.orderedOn;
  return isSimple ? NO_PAYMENTS : saidPayments(priced, priced.orderedOn, paid, settings);
}

const NO_PAYMENTS: readonly SaidPayment[] = [];

export interface SaidMoney {
  readonly paidMinor: number;
  readonly refundedMinor: number;
}

/** Money with the channel's own word for how it was paid; on `date` where the channel gives none. */
export function saidPayments(
  priced: PricedOrder,
  date: string,
  { paidMinor, refundedMinor }: SaidMoney,
  settings: Settings,
): SaidPayment[] {
  const { draft } = priced.settled.planned;
  const common = { currency: draft.currency, method: draft.paymentMethod ?? priced.order.channel };
  const payments: SaidPayment[] = [];
  if (paidMinor > 0) payments.push({ kind: 'payment', amountMinor: paidMinor, paidOn: paidOn(priced, date, settings), ...common });
  for (const one of refundsOf(priced.order.payment.refunds, refundedMinor))
    payments.push({ kind: 'refund', paidOn: null, ...common, ...one });
  return payments;
}

/** So much given back, one after the other as far as it goes; what no number is said of comes last. */
export function refundsOf(
  refunds: readonly SaidRefund[] = [],
  refundedMinor: number,
): readonly Pick<SaidPayment, 'amountMinor' | 'reference'>[] {
  const found: Pick<SaidPayment, 'amountMinor' | 'reference'>[] = [];
  let left = refundedMinor;
  for (const { id, amountMinor } of refunds) {
    const own = Math.min(left, amountMinor);
    if (own > 0) found.push({ amountMinor: own, reference: id });
    left -= own;
  }
  return left > 0 ? [...found, { amountMinor: left }] : found;
}

/** The day on which all was paid, where neither the channel's total nor every price says how much that is. */
export function paidUnpriced(priced: PricedOrder, settings: Settings): string | undefined {
  const { order, settled, orderedOn } = priced;
  if (order.payment.paid !== 'all' || (settled.planned.draft.channelTotalMinor ?? null) !== null) return undefined;
  return settled.planned.lines.some(({ priceAssumed }) => priceAssumed) ? paidOn(priced, orderedOn, settings) : undefined;
}

function paidOn({ order }: PricedOrder, otherwise: string, settings: Settings): string {
  const { paidAt } = order.payment;
  return paidAt === null ? otherwise : businessDate(paidAt, settings['time-zone']);
}

/** Light: the order, its people and its products; no look at stock, other orders or a country's numbering plan. */
function problemsOf(
  settings: Settings,
  { draft, pricesIncludeTax, money, lines }: PlannedOrder,
  paid: Axes,
  holds: FileOrder['holds'],
): Problem[] {
  return findProblems({
    order: {
      currency: draft.currency,
      pricesIncludeTax,
      totalMinor: money.totalMinor,
      channelTotalMinor: draft.channelTotalMinor ?? null,
      state: 'new',
      paymentMethod: draft.paymentMethod ?? null,
      paidMinor: paid.paidMinor,
      refundedMinor: paid.refundedMinor,
      uncreditedMinor: paid.uncreditedMinor,
      note: draft.note ?? null,
    },
    lines: lines.map((line, index) => ({
      position: index + 1,
      sku: line.sku,
      variant: line.draft.variant ?? null,
      quantity: line.quantity,
      cancelledQuantity: line.cancelledQuantity,
      unitPriceMicros: line.unitPriceMicros,
      priceAssumed: line.priceAssumed,
      shippable: line.shippable,
      ratePpm: line.tax.ratePpm,
      product: line.product,
      shipTo: line.draft.shipTo ?? undefined,
    })),
    shipTo: draft.shipTo,
    billTo: draft.billTo ?? undefined,
    rules: shopRules(settings),
    holds: holds.length === 0 ? undefined : new Set<string>(holds.map(({ code }) => code)),
  });
}

/** Where an order begins, for telling what became of it. */
export function exampleAt({ name }: FoundIn, order: FileOrder): Omit<ProblemExample, 'column' | 'details'> {
  return { file: name, row: order.rowFrom, line: order.places[0]?.line ?? order.rowFrom, order: order.externalId };
}

function exampleOf(file: FoundIn, order: FileOrder, { row, line, column, details }: Finding): ProblemExample {
  return { ...exampleAt(file, order), row, line, column, details };
}

/** A problem of a line is told with the line's own row. */
function exampleOfProblem(file: FoundIn, order: FileOrder, { position, field, details }: Problem): ProblemExample {
  const place = position === undefined ? undefined : order.places[position - 1];
  return { ...exampleAt(file, order), ...place, column: file.columns[field] ?? '', details };
}
