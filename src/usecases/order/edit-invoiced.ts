// What of an order stands on invoices stays as it is while the rest is changed: lines, freight, discounts and who pays.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { amountIn, type DocumentedLine, sumOf } from '../../domain/invoice/amounts.ts';
import { moneyOfOrder } from '../../domain/invoice/plan.ts';
import { discountKept, type EditableOrder, isSameBuyer, type OrderEdit, wantedOf } from '../../domain/order/edit.ts';
import type { Order } from '../../domain/order/order.ts';
import { documentsOfOrder, givesBackWhole } from '../../store/invoice.ts';
import { shareCancelledDiscounts } from '../../store/line-cancellation.ts';
import { linesOfOrder, orderById } from '../../store/order.ts';
import { updateLineFields, updateOrderFields } from '../../store/order-edit.ts';
import { restOfOrder } from '../invoice/issue.ts';
import { raiseByHand } from '../promotion/share.ts';
import type { Act } from '../shop.ts';
import { refuseBelowDeposit } from './deposit-left.ts';

/** What of an order no change may touch: it stands on invoices, or came back before there was one. */
export interface Documented {
  /** The invoices that count, oldest first: one given back whole to be issued anew does not. */
  readonly invoices: readonly string[];
  readonly lines: readonly DocumentedLine[];
  /** By how much the order costs more than all its invoices, the next included, come to. */
  readonly gapMinor: number;
}

export async function documentedOf(act: Act, order: Order): Promise<Documented> {
  const notes = await documentsOfOrder(act.db, order.id, 'credit-note');
  const all = await documentsOfOrder(act.db, order.id, 'invoice');
  const invoices = all.filter((invoice) => !notes.some((note) => givesBackWhole(note, invoice)));
  const { lines, gapMinor } = await nextInvoice(act, order);
  return { invoices: invoices.map(({ number }) => number), lines, gapMinor };
}

/** The next invoice of an order beside what is documented of it. */
async function nextInvoice(act: Act, order: Order) {
  const { documented, planned } = await restOfOrder(act.db, order);
  // a deposit asks for money of no line: what has been asked for is told by openDeposits
  const lines = documented.filter(({ kind }) => kind !== 'deposit');
  const { netMinor, taxMinor } = sumOf(lines);
  return { lines, planned, gapMinor: order.totalMinor - netMinor - taxMinor - (planned?.totalMinor ?? 0) };
}

/**
 * What the whole order has off becomes a discount of its lines, each by its share: lines that are invoiced keep theirs,
 * whatever becomes of the others. Whether there was any.
 */
export async function shareDiscount(act: Act, orderId: number): Promise<boolean> {
  const order = await orderById(act.db, orderId);
  if (order.discountMinor === 0) return false;
  const lines = await linesOfOrder(act.db, orderId);
  const money = moneyOfOrder(order, lines);
  for (const [index, line] of lines.entries()) {
    const shareMinor = money.lines[index]?.orderDiscountMinor ?? 0;
    if (shareMinor === 0) continue;
    await updateLineFields(act.db, line.id, { ...line, discountMinor: line.discountMinor + shareMinor });
    await raiseByHand(act, orderId, line.id, shareMinor);
  }
  await updateOrderFields(act.db, orderId, { discountMinor: 0 });
  await shareCancelledDiscounts(act.db, orderId);
  return true;
}

/**
 * Refuses a change of what is documented: `line-price-invoiced`, `line-price-part-invoiced`, `order-discount-invoiced`,
 * `order-freight-invoiced`, `order-buyer-invoiced`, `order-below-deposit`, and anything else that would make invoices say otherwise than the order
 * (`order-invoiced`). `after` is the order with the change.
 */
export async function refuseDocumented(
  act: Act,
  before: EditableOrder,
  after: EditableOrder,
  edit: OrderEdit,
  documented: Documented,
): Promise<void> {
  const { invoices, lines } = documented;
  if (lines.length === 0 && invoices.length === 0) return;
  const details = { id: formatId('order', before.order.id), invoices, invoice: invoices[0] };
  const isOtherDiscount = after.order.discountMinor > 0 && after.order.discountMinor !== before.order.discountMinor;
  if (lines.length > 0 && isOtherDiscount) throw new OmsError('order-discount-invoiced', details);
  refusePrices(before, after, lines, details);
  refuseFreight(after.order, lines, details);
  const { planned, gapMinor } = await nextInvoice(act, after.order);
  await refuseBelowDeposit(act, after.order, planned?.totalMinor ?? 0);
  if (invoices.length > 0) {
    const isPricedAnew = lines.length > 0 && (edit.isRepriced || before.codes.join() !== after.codes.join());
    if (isPricedAnew || before.order.customerId !== after.order.customerId) throw new OmsError('order-invoiced', details);
    if (!isSameBuyer(before, after)) throw new OmsError('order-buyer-invoiced', details);
    if (!planned && !isSameOnInvoice(before, after)) throw new OmsError('order-invoiced', details);
  }
  const isBelow = planned?.lines.some(({ amountMinor }) => amountMinor < 0) ?? false;
  if (isBelow || gapMinor !== documented.gapMinor) throw new OmsError('order-invoiced', details);
}

type Named = { readonly id: string; readonly invoices: readonly string[]; readonly invoice: string | undefined };

/** A line of which something is invoiced costs what it did; its discount falls with its number, and never otherwise. */
function refusePrices(before: EditableOrder, after: EditableOrder, lines: readonly DocumentedLine[], details: Named): void {
  const had = discountsOf(before);
  const has = discountsOf(after);
  for (const line of before.lines) {
    const { quantity: invoiced } = sumOf(lines.filter(({ orderLineId }) => orderLineId === line.id));
    const now = after.lines.find(({ id }) => id === line.id);
    if (invoiced === 0 || !now) continue;
    const wanted = wantedOf(now);
    const isDiscountKept = has.get(line.id) === discountKept(had.get(line.id) ?? 0, wantedOf(line), wanted);
    if (now.unitPriceMicros === line.unitPriceMicros && isDiscountKept) continue;
    const code = wanted > invoiced ? 'line-price-part-invoiced' : 'line-price-invoiced';
    throw new OmsError(code, { ...details, line: line.position, sku: line.sku, invoiced, rest: wanted - invoiced });
  }
}

/** What each line has off, its share of what the whole order has off included. */
function discountsOf({ order, lines }: EditableOrder): Map<number, number> {
  const money = moneyOfOrder(order, lines);
  return new Map(lines.map(({ id, discountMinor }, index) => [id, discountMinor + (money.lines[index]?.orderDiscountMinor ?? 0)]));
}

function refuseFreight(order: Order, lines: readonly DocumentedLine[], details: Named): void {
  const { currency } = order;
  const invoicedMinor = amountIn(order, sumOf(lines.filter(({ kind }) => kind === 'shipping')));
  if (order.shippingMinor < invoicedMinor)
    throw new OmsError('order-freight-invoiced', { ...details, freight: { amountMinor: invoicedMinor, currency } });
}

/** What an invoice says of an order besides its lines and who pays. */
function isSameOnInvoice({ terms: before }: EditableOrder, { terms: after }: EditableOrder): boolean {
  return before.purchaseNumber === after.purchaseNumber && before.paymentDays === after.paymentDays;
}
