// Cancelling lines, or so many of them, with a reason; and taking them up again. What was taken off the price goes along.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { StoredContent } from '../../domain/import/fields.ts';
import { proportion } from '../../domain/money.ts';
import { lineNamed, refuseBelow } from '../../domain/order/edit.ts';
import type { LineProgress, Order, OrderLine } from '../../domain/order/order.ts';
import { priceOrder } from '../../domain/order/plan.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import { cancelledByShop, creditedByCancelling, insertLineCancellation, type LineCancellation } from '../../store/line-cancellation.ts';
import { findOrder, linesOfOrder, orderById } from '../../store/order.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import { invoicesOfOrder } from '../../store/order-documents.ts';
import { updateLineFields, updateOrderFields } from '../../store/order-edit.ts';
import { refusedOutcome } from '../each.ts';
import { applyPromotions, takeOffPromotions } from '../promotion/apply.ts';
import { scalePromotions } from '../promotion/share.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';
import { channelContent, keepChannelSaid } from './channel-said.ts';
import { refuseBelowDeposit } from './deposit-left.ts';
import { refuseClosed, refuseCredited } from './refuse.ts';
import { repriceOrder } from './reprice.ts';
import { settleChange } from './settle.ts';

/** So many of a line, which is named by its number or SKU; null: all that may be. */
export interface LineCount {
  readonly line: string;
  readonly quantity: number | null;
}

/** A line with how many of it are cancelled, or taken up again (below zero). */
type Step = Omit<LineCancellation, 'reason' | 'creditedQuantity' | 'creditedMinor'>;

/**
 * Cancels lines of an order that have neither left nor been invoiced, or are credited. Nothing to cancel: unchanged. Refuses
 * `line-shipped`, `line-packed`, `line-invoiced`, `line-cancel-too-many`, all that is left (`order-lines-all`), and what would
 * leave less to invoice than a deposit has asked for (`order-below-deposit`).
 */
export function cancelLines(
  shop: Shop,
  id: string,
  counts: readonly LineCount[],
  reason: string | undefined,
  options: WriteOptions,
): Promise<ActResult> {
  const why = reason?.trim();
  if (!why) throw new OmsError('reason-needed', { flag: '--reason' });
  return onOneOrder(shop, id, options, async (act, order, said) => {
    const lines = await linesOfOrder(act.db, order.id);
    const progress = new Map((await progressOfOrder(act.db, order.id)).map((one) => [one.lineId, one]));
    const progressOf = ({ id: lineId }: OrderLine) => progress.get(lineId) as LineProgress;
    const wanted = wantedCounts(order, lines, counts, (line) => mostToCancel(uncredited(progressOf(line))));
    for (const [line, quantity] of wanted) refuseTooMany(order, line, uncredited(progressOf(line)), quantity);
    const left = lines.reduce((sum, line) => sum + line.quantity - line.cancelledQuantity - (wanted.get(line) ?? 0), 0);
    if (left <= 0) throw new OmsError('order-lines-all', { id: formatId('order', order.id) });
    if (wanted.size === 0) return unchanged(order);
    // discounts that somebody gave go along with lines; what promotions give is found anew
    await takeOffPromotions(act, order.id);
    const steps: Step[] = [];
    for (const group of groupsOf(wanted, progressOf)) steps.push(...(await cancelGroup(act, order, group, why)));
    return changeCancelled(act, { order, lines, said }, steps, 'lines-cancelled');
  });
}

/** A line as if what is credited had never been invoiced: it may be cancelled. */
function uncredited(progress: LineProgress): LineProgress {
  return { ...progress, invoiced: progress.invoiced - progress.credited };
}

/** So many of some lines, cancelled in one go. */
interface Group {
  readonly wanted: ReadonlyMap<number, number>;
  readonly isCredited: boolean;
}

/**
 * Line by line what is credited and has not left, since what each came to is written down; then what was never invoiced.
 * What has left and is credited came back, or was a favour, and is nobody's to cancel.
 */
function groupsOf(wanted: ReadonlyMap<OrderLine, number>, progressOf: (line: OrderLine) => LineProgress): Group[] {
  const open = new Map<number, number>();
  const credited: Group[] = [];
  for (const [line, quantity] of wanted) {
    const { shipped, packed, invoiced, credited: most } = progressOf(line);
    const given = Math.min(quantity, most, Math.max(0, invoiced - shipped - packed));
    if (given > 0) credited.push({ wanted: new Map([[line.id, given]]), isCredited: true });
    if (quantity > given) open.set(line.id, quantity - given);
  }
  return [...credited, ...(open.size > 0 ? [{ wanted: open, isCredited: false }] : [])];
}

/** What is credited is owed no more already: by as much as the order's total falls, less counts as credited. */
async function cancelGroup(act: Act, { id }: Order, { wanted, isCredited }: Group, reason: string): Promise<Step[]> {
  const order = await orderById(act.db, id);
  const lines = await linesOfOrder(act.db, id);
  const own = lines.filter((line) => wanted.has(line.id));
  const steps = cancelSteps(order, lines, new Map(own.map((line) => [line, wanted.get(line.id) as number])));
  const fell = await applySteps(act, order, lines, steps);
  const creditedMinor = isCredited ? fell : 0;
  for (const step of steps)
    await insertLineCancellation(act.db, act, { ...step, creditedQuantity: isCredited ? step.quantity : 0, creditedMinor, reason });
  return steps;
}

/** Takes lines up again that were cancelled one by one. Nothing to take up: unchanged. Refuses `line-resume-too-many`. */
export function resumeLines(shop: Shop, id: string, counts: readonly LineCount[], options: WriteOptions): Promise<ActResult> {
  return onOneOrder(shop, id, options, async (act, order, said) => {
    await refuseCredited(act, order);
    const lines = await linesOfOrder(act.db, order.id);
    const cancelled = await cancelledByShop(act.db, order.id);
    const wanted = wantedCounts(order, lines, counts, ({ id: lineId }) => cancelled.get(lineId)?.quantity ?? 0);
    const steps = [...wanted].map(([line, quantity]): Step => {
      const own = cancelled.get(line.id) ?? { quantity: 0, discountMinor: 0, orderDiscountMinor: 0 };
      if (quantity > own.quantity) throw new OmsError('line-resume-too-many', { ...naming(order, line), quantity, most: own.quantity });
      const back = (minor: number) => -proportion(minor, quantity, own.quantity) || 0;
      const discounts = { discountMinor: back(own.discountMinor), orderDiscountMinor: back(own.orderDiscountMinor) };
      return { orderId: order.id, lineId: line.id, quantity: -quantity, ...discounts };
    });
    if (steps.length === 0) return unchanged(order);
    await takeOffPromotions(act, order.id);
    await applySteps(act, await orderById(act.db, order.id), await linesOfOrder(act.db, order.id), steps);
    for (const step of steps) await insertLineCancellation(act.db, act, { ...step, creditedQuantity: 0, creditedMinor: 0, reason: '' });
    return changeCancelled(act, { order, lines, said }, steps, 'lines-resumed');
  });
}

function onOneOrder(
  shop: Shop,
  typed: string,
  options: WriteOptions,
  work: (act: Act, order: Order, said: StoredContent | undefined) => Promise<Outcome>,
): Promise<ActResult> {
  return write(shop, options, async (act) => {
    try {
      return await act.database.attempt(async () => {
        const order = await findOrder(act.db, typed);
        refuseClosed(order, 'cancel', ['new', 'confirmed', 'completed']);
        const said = await channelContent(act, order.id);
        return actResult([await work(act, order, said)]);
      });
    } catch (error) {
      return actResult([refusedOutcome(typed, error)]);
    }
  });
}

function unchanged({ id }: Order): Outcome {
  return { id: formatId('order', id), outcome: 'unchanged' };
}

function naming({ id }: Order, { position, sku }: OrderLine) {
  return { id: formatId('order', id), line: position, sku };
}

/** How many of each line are meant, lines of which there are none left out. */
function wantedCounts(
  order: Order,
  lines: readonly OrderLine[],
  counts: readonly LineCount[],
  most: (line: OrderLine) => number,
): Map<OrderLine, number> {
  const wanted = new Map<OrderLine, number>();
  for (const { line: text, quantity } of counts) {
    const line = lineNamed(order.id, lines, text);
    const sum = (wanted.get(line) ?? 0) + (quantity ?? most(line));
    if (sum > 0) wanted.set(line, sum);
  }
  return wanted;
}

/** What has neither left nor been packed nor invoiced; of a line that all has, all: then the refusal tells which. */
function mostToCancel({ wanted, shipped, packed, invoiced }: LineProgress): number {
  const most = wanted - Math.max(shipped + packed, invoiced);
  return most > 0 ? most : wanted;
}

function refuseTooMany(order: Order, line: OrderLine, progress: LineProgress, quantity: number): void {
  if (quantity > progress.wanted) throw new OmsError('line-cancel-too-many', { ...naming(order, line), quantity, most: progress.wanted });
  refuseBelow(order, line, progress, line.quantity - quantity);
}

/** With each line go its part of its own discount, and of what the order's discount gave it. */
function cancelSteps(order: Order, lines: readonly OrderLine[], wanted: ReadonlyMap<OrderLine, number>): Step[] {
  const money = priceOrder(order, lines);
  return [...wanted].map(([line, quantity]) => {
    const left = line.quantity - line.cancelledQuantity;
    const share = money.lines[lines.indexOf(line)]?.orderDiscountMinor ?? 0;
    return {
      orderId: order.id,
      lineId: line.id,
      quantity,
      discountMinor: proportion(line.discountMinor, quantity, left),
      orderDiscountMinor: proportion(share, quantity, left),
    };
  });
}

/** An order before its lines are cancelled, and what its channel said of it. */
interface Before {
  readonly order: Order;
  readonly lines: readonly OrderLine[];
  readonly said: StoredContent | undefined;
}

/** Changes lines and prices the order anew; by how much its total fell. */
async function applySteps(act: Act, order: Order, lines: readonly OrderLine[], steps: readonly Step[]): Promise<number> {
  for (const step of steps) {
    const line = lines.find((one) => one.id === step.lineId) as OrderLine;
    const { discountMinor, cancelledQuantity } = line;
    await updateLineFields(act.db, line.id, {
      ...line,
      cancelledQuantity: cancelledQuantity + step.quantity,
      discountMinor: discountMinor - step.discountMinor,
    });
    await scalePromotions(act, order.id, line.id, discountMinor - step.discountMinor);
  }
  const given = steps.reduce((sum, { orderDiscountMinor }) => sum + orderDiscountMinor, 0);
  await updateOrderFields(act.db, order.id, { discountMinor: order.discountMinor - given });
  await repriceOrder(act, order.id);
  return order.totalMinor - (await orderById(act.db, order.id)).totalMinor;
}

/** Everything else after lines have changed. */
async function changeCancelled(
  act: Act,
  { order, lines, said }: Before,
  steps: readonly Step[],
  outcome: 'lines-cancelled' | 'lines-resumed',
): Promise<Outcome> {
  const id = formatId('order', order.id);
  await applyPromotions(act, order);
  await refuseUnlikeInvoices(act, order);
  await refuseBelowDeposit(act, await orderById(act.db, order.id));
  await keepChannelSaid(act, said);
  const quantity = Math.abs(steps.reduce((sum, step) => sum + step.quantity, 0));
  const positions = [...new Set(steps.map(({ lineId }) => lines.find((one) => one.id === lineId)?.position))];
  // what somebody gave by hand goes along with lines, and comes back with them
  const sum = (minor: (step: Step) => number) => Math.abs(steps.reduce((total, step) => total + minor(step), 0));
  const discounts = {
    lineDiscountMinor: sum(({ discountMinor }) => discountMinor),
    orderDiscountMinor: sum(({ orderDiscountMinor }) => orderDiscountMinor),
  };
  return { id, outcome, quantity, ...discounts, ...(await settleChange(act, order, outcome, { lines: positions, quantity })) };
}

/** Where all that is left has been invoiced, the order has to come to what its invoices say. Refuses `order-invoiced`. */
async function refuseUnlikeInvoices(act: Act, { id }: Order): Promise<void> {
  const documents = await invoicesOfOrder(act.db, id);
  if (documents.length === 0 || (await progressOfOrder(act.db, id)).some(({ wanted, invoiced }) => invoiced < wanted)) return;
  const sum = documents.reduce(
    (total, one) => total + (one.kind === 'invoice' ? one.total_minor : one.reissue === 1 ? -one.total_minor : 0),
    0,
  );
  if (sum - (await creditedByCancelling(act.db, id)) === (await orderById(act.db, id)).totalMinor) return;
  const invoices = documents.filter(({ kind }) => kind === 'invoice').map(({ number }) => number);
  throw new OmsError('order-invoiced', { id: formatId('order', id), invoices, invoice: invoices[0] });
}
