// Cancelling lines, or so many of them, with a reason; and taking them up again. What was taken off the price goes along.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { StoredContent } from '../../domain/import/reimport.ts';
import { proportion } from '../../domain/money.ts';
import { lineNamed, refuseBelow } from '../../domain/order/edit.ts';
import type { LineProgress, Order, OrderLine } from '../../domain/order/order.ts';
import { priceOrder } from '../../domain/order/plan.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import { cancelledByShop, insertLineCancellation, type LineCancellation } from '../../store/line-cancellation.ts';
import { findOrder, linesOfOrder, orderById } from '../../store/order.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import { invoicesOfOrder } from '../../store/order-documents.ts';
import { updateLineFields, updateOrderFields } from '../../store/order-edit.ts';
import { refusedOutcome } from '../each.ts';
import { applyPromotions, takeOffPromotions } from '../promotion/apply.ts';
import { scalePromotions } from '../promotion/share.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';
import { channelContent, keepChannelSaid } from './channel-said.ts';
import { refuseClosed, refuseCredited } from './refuse.ts';
import { repriceOrder } from './reprice.ts';
import { settleChange } from './settle.ts';

/** So many of a line, which is named by its number or SKU; null: all that may be. */
export interface LineCount {
  readonly line: string;
  readonly quantity: number | null;
}

/** A line with how many of it are cancelled, or taken up again (below zero). */
type Step = Omit<LineCancellation, 'reason'>;

/**
 * Cancels lines of an order that have neither left nor been invoiced. Nothing to cancel: unchanged. Refuses
 * `line-shipped`, `line-packed`, `line-invoiced`, `line-cancel-too-many`, and all that is left (`order-lines-all`).
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
    const wanted = wantedCounts(order, lines, counts, (line) => mostToCancel(progress.get(line.id) as LineProgress));
    for (const [line, quantity] of wanted) refuseTooMany(order, line, progress.get(line.id) as LineProgress, quantity);
    const left = lines.reduce((sum, line) => sum + line.quantity - line.cancelledQuantity - (wanted.get(line) ?? 0), 0);
    if (left <= 0) throw new OmsError('order-lines-all', { id: formatId('order', order.id) });
    const steps = cancelSteps(order, lines, wanted);
    return changeCancelled(act, { order, lines, said }, steps, why, 'lines-cancelled');
  });
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
    return changeCancelled(act, { order, lines, said }, steps, '', 'lines-resumed');
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
        refuseClosed(order, 'cancel');
        const said = await channelContent(act, order.id);
        // discounts that somebody gave go along with lines; what promotions give is found anew
        await takeOffPromotions(act, order.id);
        return actResult([await work(act, await orderById(act.db, order.id), said)]);
      });
    } catch (error) {
      return actResult([refusedOutcome(typed, error)]);
    }
  });
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

async function changeCancelled(
  act: Act,
  { order, lines, said }: Before,
  steps: readonly Step[],
  reason: string,
  outcome: 'lines-cancelled' | 'lines-resumed',
): Promise<Outcome> {
  const id = formatId('order', order.id);
  if (steps.length === 0) {
    await applyPromotions(act, order);
    return { id, outcome: 'unchanged' };
  }
  for (const step of steps) {
    const line = lines.find((one) => one.id === step.lineId) as OrderLine;
    const { discountMinor, cancelledQuantity } = line;
    await updateLineFields(act.db, line.id, {
      ...line,
      cancelledQuantity: cancelledQuantity + step.quantity,
      discountMinor: discountMinor - step.discountMinor,
    });
    await scalePromotions(act, order.id, line.id, discountMinor - step.discountMinor);
    await insertLineCancellation(act.db, act, { ...step, reason });
  }
  const given = steps.reduce((sum, { orderDiscountMinor }) => sum + orderDiscountMinor, 0);
  await updateOrderFields(act.db, order.id, { discountMinor: order.discountMinor - given });
  await repriceOrder(act, order.id);
  await applyPromotions(act, order);
  await refuseUnlikeInvoices(act, order);
  await keepChannelSaid(act, said);
  const quantity = Math.abs(steps.reduce((sum, step) => sum + step.quantity, 0));
  const positions = steps.map(({ lineId }) => lines.find((one) => one.id === lineId)?.position);
  return { id, outcome, quantity, ...(await settleChange(act, order, outcome, { lines: positions, quantity })) };
}

/** Where all that is left has been invoiced, the order has to come to what its invoices say. Refuses `order-invoiced`. */
async function refuseUnlikeInvoices(act: Act, { id }: Order): Promise<void> {
  const documents = await invoicesOfOrder(act.db, id);
  if (documents.length === 0 || (await progressOfOrder(act.db, id)).some(({ wanted, invoiced }) => invoiced < wanted)) return;
  const sum = documents.reduce(
    (total, one) => total + (one.kind === 'invoice' ? one.total_minor : one.reissue === 1 ? -one.total_minor : 0),
    0,
  );
  if (sum === (await orderById(act.db, id)).totalMinor) return;
  const invoices = documents.filter(({ kind }) => kind === 'invoice').map(({ number }) => number);
  throw new OmsError('order-invoiced', { id: formatId('order', id), invoices, invoice: invoices[0] });
}
