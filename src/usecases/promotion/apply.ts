// Pricing an order with promotions: the one path for a new order, one that is changed, and one that is taken up again.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { allocate, lineAmountMinor } from '../../domain/money.ts';
import type { Order, OrderLine } from '../../domain/order/order.ts';
import { priceOrder } from '../../domain/order/plan.ts';
import { type Basket, obstacleOf, type Used } from '../../domain/promotion/basket.ts';
import { type AppliedPromotion, choosePromotions } from '../../domain/promotion/combine.ts';
import { givenMinor } from '../../domain/promotion/discount.ts';
import { checkPromotionCodes, type Promotion } from '../../domain/promotion/promotion.ts';
import { tagsOfCustomer } from '../../store/customer-profile.ts';
import type { Handle } from '../../store/database.ts';
import { listEvents, recordEvent } from '../../store/event.ts';
import { linesOfOrder, orderById, partyById } from '../../store/order.ts';
import { writeOrderMoney } from '../../store/order-line.ts';
import {
  countUses,
  deleteParts,
  insertParts,
  type OrderPricing,
  type PromotionPart,
  partsOfOrder,
  pricingOf,
  usedBeside,
  usesByCustomer,
  writeLineDiscount,
  writePricing,
  writeShipping,
} from '../../store/order-promotion.ts';
import { listPromotions } from '../../store/promotion.ts';
import type { Act } from '../shop.ts';

/** Says that the shop prices this order, and which codes were named. Refuses `promotion-code-invalid`. */
export function priceHere(act: Act, orderId: number, { codes, automatic }: OrderPricing): Promise<void> {
  return writePricing(act.db, orderId, { codes: checkPromotionCodes(codes), automatic });
}

/** The codes that an order names; none for one that a channel has priced. */
export async function codesOf(db: Handle, orderId: number): Promise<readonly string[]> {
  return (await pricingOf(db, orderId))?.codes ?? [];
}

/** Names other codes, for the next {@link applyPromotions}. Refuses `promotion-channel-priced`. */
export async function setCodes(act: Act, orderId: number, codes: readonly string[]): Promise<void> {
  const known = await pricingOf(act.db, orderId);
  if (!known) throw new OmsError('promotion-channel-priced', { id: formatId('order', orderId) });
  await priceHere(act, orderId, { codes, automatic: known.automatic });
}

/**
 * Takes off what promotions gave: lines have the discounts, and the order the freight, that somebody has said. Their uses
 * are free again. The order's money is written anew by {@link applyPromotions}, which follows. What stands on an invoice
 * stays. Returns whether anything was taken off.
 */
export async function takeOffPromotions(act: Act, orderId: number): Promise<boolean> {
  const parts = await partsOfOrder(act.db, orderId);
  const { state, invoiceState } = await orderById(act.db, orderId);
  if (parts.length === 0 || invoiceState !== 'none') return false;
  for (const [lineId, beforeMinor] of firstOf(parts)) {
    if (lineId === null) await writeShipping(act.db, orderId, beforeMinor);
    else await writeLineDiscount(act.db, lineId, beforeMinor);
  }
  await deleteParts(act.db, orderId);
  if (state !== 'cancelled') await countUses(act.db, orderId, promotionsIn(parts), -1);
  return true;
}

/** What each line's discount, and the freight, was before any promotion. */
function firstOf(parts: readonly PromotionPart[]): Map<number | null, number> {
  const first = new Map<number | null, number>();
  for (const { lineId, beforeMinor } of parts) if (!first.has(lineId)) first.set(lineId, beforeMinor);
  return first;
}

/** The freight of an order as somebody has said it, before promotions. */
export async function saidShipping(db: Handle, { id, shippingMinor }: Order): Promise<number> {
  return firstOf(await partsOfOrder(db, id)).get(null) ?? shippingMinor;
}

/** The promotions of these parts. */
export function promotionsIn(parts: readonly PromotionPart[]): Set<number> {
  return new Set(parts.map(({ promotionId }) => promotionId));
}

/**
 * Gives an order the promotions that are for it on its own day, in the place of those it has, and writes its money: their
 * uses are counted in this same transaction, so that no limit is passed. Returns what applies; the order's axes are to be
 * refreshed by whoever calls. Does nothing for an order that a channel has priced, or that is invoiced already.
 */
export async function applyPromotions(act: Act, { id: orderId }: Pick<Order, 'id'>): Promise<readonly AppliedPromotion[]> {
  const pricing = await pricingOf(act.db, orderId);
  if (!pricing) return [];
  const hadAny = await takeOffPromotions(act, orderId);
  const order = await orderById(act.db, orderId);
  if (order.invoiceState !== 'none') return [];
  const asked = await listPromotions(act.db, { ...pricing, notOverOn: order.orderedOn });
  if (asked.length === 0 && !hadAny) return [];
  const lines = await linesOfOrder(act.db, orderId);
  const basket = await basketOf(act.db, order, lines);
  const usedOf = await usesByOthers(act.db, order);
  const isFree = (promotion: Promotion) => !obstacleOf(promotion, basket, usedOf(promotion));
  const applied = choosePromotions(asked.filter(isFree), basket);
  if (applied.length > 0) await writeApplied(act, order, lines, applied);
  await recordChange(act, orderId, applied);
  await writeMoney(act, orderId);
  return applied;
}

/** How often a promotion is used by orders other than this one, which has given its own use back, and what it was split from. */
export async function usesByOthers(
  db: Handle,
  { id, customerId }: Pick<Order, 'id' | 'customerId'>,
): Promise<(promotion: Promotion) => Used> {
  const byCustomer = customerId === null ? new Map<number, number>() : await usesByCustomer(db, customerId, id);
  const beside = await usedBeside(db, id);
  return (promotion) => ({
    total: promotion.useCount - (beside.has(promotion.id) ? 1 : 0),
    byCustomer: byCustomer.get(promotion.id) ?? 0,
  });
}

/** An order as it was before it was given anything, for judging codes that are not applied. */
export async function basketBefore(db: Handle, order: Order): Promise<Basket> {
  const first = firstOf(await partsOfOrder(db, order.id));
  const lines = await linesOfOrder(db, order.id);
  return basketOf(
    db,
    { ...order, shippingMinor: first.get(null) ?? order.shippingMinor },
    lines.map((line) => ({ ...line, discountMinor: first.get(line.id) ?? line.discountMinor })),
  );
}

/** An order without promotions as they look at it: a discount on the whole order is shared over its lines first. */
async function basketOf(db: Handle, order: Order, lines: readonly OrderLine[]): Promise<Basket> {
  return basketFrom(order, lines, {
    country: (await partyById(db, order.shipPartyId))?.country ?? null,
    tags: order.customerId === null ? undefined : await tagsOfCustomer(db, order.customerId),
  });
}

/** As {@link basketOf}, of what has been read; `tags` undefined: nobody knows who it is. */
export function basketFrom(
  order: Pick<Order, 'currency' | 'orderedOn' | 'channel' | 'shippingMinor' | 'discountMinor'>,
  lines: readonly Pick<OrderLine, 'sku' | 'quantity' | 'cancelledQuantity' | 'unitPriceMicros' | 'discountMinor'>[],
  buyer: { readonly country: string | null; readonly tags: readonly string[] | undefined },
): Basket {
  const amounts = lines.map(({ quantity, cancelledQuantity, unitPriceMicros, discountMinor }) =>
    Math.max(0, lineAmountMinor(quantity - cancelledQuantity, unitPriceMicros, order.currency) - discountMinor),
  );
  const shares = allocate(order.discountMinor, amounts);
  return {
    currency: order.currency,
    on: order.orderedOn,
    channel: order.channel,
    country: buyer.country,
    customer: buyer.tags && { tags: buyer.tags },
    lines: lines.map(({ sku, quantity, cancelledQuantity, unitPriceMicros }, index) => ({
      sku,
      quantity: quantity - cancelledQuantity,
      unitPriceMicros,
      amountMinor: Math.max(0, (amounts[index] as number) - (shares[index] as number)),
    })),
    shippingMinor: order.shippingMinor,
  };
}

/** Writes what promotions give: what each line and freight has off, and from whom. */
async function writeApplied(act: Act, order: Order, lines: readonly OrderLine[], applied: readonly AppliedPromotion[]): Promise<void> {
  const discounts = new Map(lines.map(({ id, discountMinor }) => [id, discountMinor]));
  let { shippingMinor } = order;
  const parts: PromotionPart[] = [];
  for (const { promotion, lines: given, shippingMinor: offFreight } of applied) {
    for (const [index, amountMinor] of given.entries()) {
      if (amountMinor === 0) continue;
      const lineId = (lines[index] as OrderLine).id;
      const beforeMinor = discounts.get(lineId) as number;
      parts.push({ promotionId: promotion.id, lineId, beforeMinor, amountMinor });
      discounts.set(lineId, beforeMinor + amountMinor);
    }
    if (offFreight === 0) continue;
    parts.push({ promotionId: promotion.id, lineId: null, beforeMinor: shippingMinor, amountMinor: offFreight });
    shippingMinor -= offFreight;
  }
  for (const [lineId, discountMinor] of discounts) await writeLineDiscount(act.db, lineId, discountMinor);
  await writeShipping(act.db, order.id, shippingMinor);
  await insertParts(act.db, order.id, parts);
  await countUses(act.db, order.id, promotionsIn(parts), 1);
}

/** An event where an order is given other than it was: taking off and giving the same again is no news. */
async function recordChange(act: Act, orderId: number, applied: readonly AppliedPromotion[]): Promise<void> {
  const known = (await listEvents(act.db, 'order', orderId)).filter(({ action }) => action.startsWith('promotions-')).at(-1);
  const promotions = applied.map(({ promotion }) => promotion.code);
  const fields = { promotions, givenMinor: applied.reduce((sum, one) => sum + givenMinor(one), 0) };
  const action = applied.length > 0 ? 'promotions-applied' : 'promotions-removed';
  const isSame = known
    ? known.action === action && (applied.length === 0 || known.fields === JSON.stringify(fields))
    : applied.length === 0;
  if (!isSame) await recordEvent(act.db, act, 'order', orderId, action, applied.length > 0 ? fields : {});
}

async function writeMoney(act: Act, orderId: number): Promise<void> {
  const lines = await linesOfOrder(act.db, orderId);
  const money = priceOrder(await orderById(act.db, orderId), lines);
  await writeOrderMoney(
    act.db,
    orderId,
    lines.map(({ id }) => id),
    money,
  );
}

/** An order that is cancelled gives its uses back. */
export async function giveBackUses(act: Act, orderId: number): Promise<void> {
  await countUses(act.db, orderId, promotionsIn(await partsOfOrder(act.db, orderId)), -1);
}

/**
 * An order that is taken up again keeps what it had, as long as there are uses left; where others have taken them
 * meanwhile it is priced anew. The order has to be new again when this is called. Returns the codes that it has lost.
 */
export async function takeUsesAgain(act: Act, order: Order): Promise<string[]> {
  const had = promotionsIn(await partsOfOrder(act.db, order.id));
  if (had.size === 0) return [];
  const usedOf = await usesByOthers(act.db, order);
  const promotions = (await listPromotions(act.db)).filter(({ id }) => had.has(id));
  await countUses(act.db, order.id, had, 1);
  const isOver = (promotion: Promotion) => {
    const { total, byCustomer } = usedOf(promotion);
    const { uses, usesPerCustomer } = promotion;
    return (uses !== null && total >= uses) || (usesPerCustomer !== null && byCustomer >= usesPerCustomer);
  };
  if (!promotions.some(isOver)) return [];
  const applied = await applyPromotions(act, order);
  return promotions.filter(({ id }) => !applied.some(({ promotion }) => promotion.id === id)).map(({ code }) => code);
}
