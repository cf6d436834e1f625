// Splitting an order: lines, or so many of them, become an order of their own, with their share of discounts and money.
import { exponentOf } from '../../domain/currency.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { allocate } from '../../domain/money.ts';
import { lineNamed, refuseBelow } from '../../domain/order/edit.ts';
import { type LineDraft, type LineProgress, type Order, type OrderLine, owedMinor, type Party } from '../../domain/order/order.ts';
import { priceOrder } from '../../domain/order/plan.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { partialRule, setPartialRule } from '../../store/backorder.ts';
import { recordEvent } from '../../store/event.ts';
import { holdsOfOrder, insertHold } from '../../store/hold.ts';
import { findOrder, linesOfOrder, orderById } from '../../store/order.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import {
  deleteLine,
  insertOrigin,
  isLineNamed,
  linePartiesOf,
  partyFor,
  updateLineFields,
  updateOrderFields,
  writeLineParty,
  writeTerms,
} from '../../store/order-edit.ts';
import { pricingOf, writePricing } from '../../store/order-promotion.ts';
import { tagOrder } from '../../store/order-remark.ts';
import { updateOrderState } from '../../store/order-write.ts';
import { insertPaymentMove } from '../../store/payment.ts';
import { actOnEach } from '../each.ts';
import { actOnce } from '../once.ts';
import { splitPromotions } from '../promotion/share.ts';
import type { Act, Shop, WriteOptions } from '../shop.ts';
import type { LineCount } from './cancel-lines.ts';
import { channelContent, keepChannelSaid } from './channel-said.ts';
import { checkOrder } from './check.ts';
import { editableOrder } from './edit.ts';
import { placeNamed } from './edit-parties.ts';
import { moveExcess } from './excess.ts';
import { weighPrepayment } from './prepayment.ts';
import { refresh } from './refresh.ts';
import { refuseClosed, refuseCredited, refuseInvoiced } from './refuse.ts';
import { repriceOrder } from './reprice.ts';
import { promiseMore, refuseErrors, settleChange } from './settle.ts';
import { type Approved, approvedOf, carryApprovals } from './split-approval.ts';
import { insertSplit } from './split-order.ts';
import { carryWaivers, type Waived, waivedOf } from './split-waiver.ts';

export interface SplitRequest {
  readonly lines: readonly LineCount[];
  /** Freight that goes along; the rest stays. */
  readonly shippingMinor: number;
  /** Where the new order goes: a label of the customer's, or somebody at a place; left out: where the other goes. */
  readonly shipTo?: string | Party | null;
}

/**
 * Moves lines to a new order in the same state. Discounts are shared so that both orders' sum to what they were; what was
 * paid pays the old order first, and the rest goes along. Refuses what is closed, invoiced, packed or gone, to move all
 * that is left (`split-all`), and what would leave a part of a confirmed order with errors (`order-edit-errors`).
 */
export function splitOrder(
  shop: Shop,
  typed: string,
  request: SplitRequest,
  { key, ...options }: WriteOptions & { readonly key?: string },
): Promise<ActResult> {
  return actOnEach(shop, [typed], options, async (act) => {
    const { results } = await actOnce(act, key, [typed, request], async () => split(act, await findOrder(act.db, typed), request));
    return results[0] as Outcome;
  });
}

async function split(act: Act, before: Order, request: SplitRequest): Promise<Outcome> {
  refuseClosed(before, 'split');
  await refuseInvoiced(act, before);
  await refuseCredited(act, before);
  const said = await channelContent(act, before.id);
  const approved = await approvedOf(act, before);
  const waived = await waivedOf(act, before);
  const order = await orderById(act.db, before.id);
  const lines = await linesOfOrder(act.db, order.id);
  const moved = await movedLines(act, order, lines, request.lines);
  const discount = shareDiscount(order, lines, moved);
  if (request.shippingMinor > order.shippingMinor) {
    const money = (amountMinor: number) => ({ amountMinor, currency: order.currency });
    throw new OmsError('split-freight', { asked: money(request.shippingMinor), freight: money(order.shippingMinor) });
  }
  const parts = moved.map((one) => ({ ...one, discountMinor: allocateTo(one.line.discountMinor, one.quantity, leftOf(one.line)) }));
  const shipTo = request.shipTo ? await placeNamed(act, await editableOrder(act, order), request.shipTo) : undefined;
  const drafts = parts.map(({ line, quantity, discountMinor }) => draftOf(line, quantity, discountMinor));
  const newId = await insertSplit(act, order, {
    drafts,
    lines: parts.map(({ line }) => line),
    discountMinor: discount,
    shippingMinor: request.shippingMinor,
    shipTo,
  });
  const made = await linesOfOrder(act.db, newId);
  const discounts = parts.map(({ line, discountMinor }, index) => ({
    fromLineId: line.id,
    toLineId: made[index]?.id as number,
    discountMinor,
  }));
  await splitPromotions(act, { fromId: order.id, toId: newId, moved: discounts, shippingMinor: request.shippingMinor });
  let promised = 0;
  for (const [index, part] of parts.entries()) promised += await takeFrom(act, order, part, made[index]?.id as number);
  await updateOrderFields(act.db, order.id, {
    discountMinor: order.discountMinor - discount,
    shippingMinor: order.shippingMinor - request.shippingMinor,
  });
  await carryOver(
    act,
    order,
    newId,
    parts.map(({ line }) => line),
    shipTo !== undefined,
  );
  const lineOf = new Map(discounts.map(({ fromLineId, toLineId }) => [toLineId, fromLineId]));
  const quantity = parts.reduce((sum, part) => sum + part.quantity, 0);
  return finish(act, { before, newId, said, approved, waived, lineOf, promised, quantity });
}

interface MovedLine {
  readonly line: OrderLine;
  readonly quantity: number;
}

function leftOf({ quantity, cancelledQuantity }: OrderLine): number {
  return quantity - cancelledQuantity;
}

/** What goes, by line; refuses what has left, is packed or more than there is. */
async function movedLines(act: Act, order: Order, lines: readonly OrderLine[], counts: readonly LineCount[]): Promise<MovedLine[]> {
  const progress = new Map((await progressOfOrder(act.db, order.id)).map((one) => [one.lineId, one]));
  const wanted = new Map<OrderLine, number>();
  for (const { line: text, quantity } of counts) {
    const line = lineNamed(order.id, lines, text);
    const { shipped, packed } = progress.get(line.id) as LineProgress;
    const most = leftOf(line) - shipped - packed;
    wanted.set(line, (wanted.get(line) ?? 0) + (quantity ?? (most > 0 ? most : leftOf(line))));
  }
  const id = formatId('order', order.id);
  for (const [line, quantity] of wanted) {
    const naming = { id, line: line.position, sku: line.sku };
    if (quantity > leftOf(line) || quantity === 0) throw new OmsError('line-split-too-many', { ...naming, quantity, most: leftOf(line) });
    refuseBelow(order, line, progress.get(line.id) as LineProgress, line.quantity - quantity);
  }
  if (lines.every((line) => leftOf(line) === (wanted.get(line) ?? 0))) throw new OmsError('split-all', { id });
  return [...wanted].map(([line, quantity]) => ({ line, quantity }));
}

/** What of the discount on the whole order goes along: of each line's share its part. */
function shareDiscount(order: Order, lines: readonly OrderLine[], moved: readonly MovedLine[]): number {
  const money = priceOrder(order, lines);
  return moved.reduce((sum, { line, quantity }) => {
    const share = money.lines[lines.indexOf(line)]?.orderDiscountMinor ?? 0;
    return sum + allocateTo(share, quantity, leftOf(line));
  }, 0);
}

function allocateTo(minor: number, quantity: number, of: number): number {
  return allocate(minor, [quantity, of - quantity])[0] as number;
}

function draftOf(line: OrderLine, quantity: number, discountMinor: number): LineDraft {
  const { sku, name, pieces, unitPriceMicros, shippable, tax } = line;
  return { sku, name, quantity, pieces, unitPriceMicros, discountMinor, shippable, tax };
}

/**
 * The old order keeps what is left of a line; a line that nobody else names goes when nothing is left. What was promised to
 * it goes along, whether the order is held or not. Returns how many units of it.
 */
async function takeFrom(
  act: Act,
  order: Order,
  { line, quantity, discountMinor }: MovedLine & { readonly discountMinor: number },
  toLineId: number,
): Promise<number> {
  await updateLineFields(act.db, line.id, {
    ...line,
    quantity: line.quantity - quantity,
    discountMinor: line.discountMinor - discountMinor,
  });
  const promised = await moveExcess(act, order.id, line.id, toLineId);
  const isGone = line.quantity === quantity && order.externalId === null && !(await isLineNamed(act.db, line.id));
  if (!isGone) return promised;
  const current = (await linesOfOrder(act.db, order.id)).find(({ id }) => id === line.id);
  if (current) await deleteLine(act.db, current);
  return promised;
}

/** What is true of the old order, and so of the new one: holds, terms, tags, its rule for parts, where its lines go. */
async function carryOver(act: Act, order: Order, newId: number, moved: readonly OrderLine[], isElsewhere: boolean): Promise<void> {
  const { terms, tags } = await editableOrder(act, order);
  await writeTerms(act.db, newId, terms);
  for (const tag of tags) await tagOrder(act.db, newId, tag);
  const allowed = await partialRule(act.db, order.id);
  if (allowed !== undefined) await setPartialRule(act.db, newId, allowed);
  const pricing = await pricingOf(act.db, order.id);
  if (pricing) await writePricing(act.db, newId, pricing);
  for (const { code, reason, actor, at, until, released_at } of await holdsOfOrder(act.db, order.id))
    if (released_at === null) await insertHold(act.db, { orderId: newId, code, reason, actor, at, until: until ?? undefined });
  if (isElsewhere) return;
  const lineIds = (await linesOfOrder(act.db, newId)).map(({ id }) => id);
  for (const { lineId, party } of await linePartiesOf(act.db, order.id)) {
    const index = moved.findIndex(({ id }) => id === lineId);
    if (index >= 0)
      await writeLineParty(
        act.db,
        { lineId: lineIds[index] as number, orderId: newId },
        await partyFor(act.database, act.db, newId, party),
      );
  }
}

interface Splitting {
  readonly before: Order;
  readonly newId: number;
  readonly said: Awaited<ReturnType<typeof channelContent>>;
  readonly approved: Approved;
  readonly waived: Waived;
  /** The line that each line of the new order comes of. */
  readonly lineOf: ReadonlyMap<number, number>;
  readonly quantity: number;
  /** Of these, promised to the old order. */
  readonly promised: number;
}

async function finish(act: Act, splitting: Splitting): Promise<Outcome> {
  const { before, newId, said, approved, waived, lineOf, quantity, promised } = splitting;
  const [id, order] = [formatId('order', newId), formatId('order', before.id)];
  for (const one of [before.id, newId]) await repriceOrder(act, one);
  await keepChannelSaid(act, said);
  await recordEvent(act.db, act, 'order', newId, 'split-off', { order, quantity });
  await insertOrigin(act.db, newId, before.id, 'split');
  if (promised > 0) {
    await recordEvent(act.db, act, 'order', before.id, 'released', { quantity: promised });
    await recordEvent(act.db, act, 'order', newId, 'reserved', { quantity: promised });
  }
  if (before.state === 'confirmed') await updateOrderState(act.db, newId, 'confirmed', act.at);
  await refresh(act, { id: newId });
  for (const one of [before.id, newId]) await carryApprovals(act, approved, one);
  const movedMinor = await moveMoney(act, before.id, newId);
  for (const one of [before.id, newId]) await carryWaivers(act, waived, one, lineOf);
  const settled = await settleChange(act, before, 'split', { order: id, quantity });
  const { order: checked, problems } = await checkOrder(act, await orderById(act.db, newId));
  refuseErrors(before, problems);
  const weighed = await weighPrepayment(act, checked);
  const reserved = await promiseMore(act, await refresh(act, { id: newId }), promised > 0);
  const served = [...settled.served, ...(weighed.served ?? [])];
  const { currency, totalMinor } = checked;
  const money = { totalMinor, leftMinor: settled.totalMinor, movedMinor, currency, exponent: exponentOf(currency) };
  return {
    id,
    outcome: 'split',
    order,
    quantity,
    ...money,
    reserved: promised + reserved.reserved,
    backordered: reserved.backordered,
    served,
  };
}

/** What was paid pays the old order first; what is left over goes along, as far as the new one costs so much. */
async function moveMoney(act: Act, fromOrderId: number, toOrderId: number): Promise<number> {
  const [from, to] = [await refresh(act, { id: fromOrderId }), await refresh(act, { id: toOrderId })];
  const amountMinor = Math.min(Math.max(0, -owedMinor(from)), Math.max(0, owedMinor(to)));
  if (amountMinor === 0) return 0;
  await insertPaymentMove(act.db, act, { fromOrderId, toOrderId, amountMinor, currency: from.currency });
  for (const id of [fromOrderId, toOrderId]) await refresh(act, { id });
  return amountMinor;
}
