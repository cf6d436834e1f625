// What promotions gave goes along with lines that are cancelled on an invoiced order, or move to another: nothing is found
// anew, so that what the customer pays stays what it was.
import { allocate } from '../../domain/money.ts';
import { countUses, insertParts, type PromotionPart, partsOfOrder, rewritePart } from '../../store/order-promotion.ts';
import type { Act } from '../shop.ts';
import { promotionsIn } from './apply.ts';

/** A line's discount has become another while the order keeps its promotions: each of them gave its share of it. */
export async function scalePromotions(act: Act, orderId: number, lineId: number, discountMinor: number): Promise<void> {
  const all = await partsOfOrder(act.db, orderId);
  const own = all.filter((part) => part.lineId === lineId);
  if (own.length === 0) return;
  await rewrite(act, orderId, own, allocate(discountMinor, amountsOf(own)));
  await giveBackGone(act, orderId, all);
}

/** So much more of a line's discount was given by hand: what promotions gave stands on top of it. */
export async function raiseByHand(act: Act, orderId: number, lineId: number, byMinor: number): Promise<void> {
  for (const part of (await partsOfOrder(act.db, orderId)).filter((one) => one.lineId === lineId))
    await rewritePart(act.db, orderId, { ...part, beforeMinor: part.beforeMinor + byMinor });
}

/** A line that moves, at least in part, with what of its discount goes along. */
export interface MovedDiscount {
  readonly fromLineId: number;
  readonly toLineId: number;
  readonly discountMinor: number;
}

/**
 * Lines, and so much freight, move to another order that is priced as this one: what promotions gave to them goes along, and
 * both orders use them once together. To be called while the lines are still there, before their discounts are written.
 */
export async function splitPromotions(
  act: Act,
  {
    fromId,
    toId,
    moved,
    shippingMinor,
  }: { readonly fromId: number; readonly toId: number; readonly moved: readonly MovedDiscount[]; readonly shippingMinor: number },
): Promise<void> {
  const all = await partsOfOrder(act.db, fromId);
  for (const { fromLineId, toLineId, discountMinor } of moved) {
    const own = all.filter(({ lineId }) => lineId === fromLineId);
    if (own.length === 0) continue;
    const amounts = amountsOf(own);
    const shares = allocate(discountMinor, amounts);
    const there = own.map(({ promotionId }) => ({ promotionId, lineId: toLineId }));
    await insertParts(
      act.db,
      toId,
      chained(there, shares).filter(({ amountMinor }) => amountMinor > 0),
    );
    const rest = amounts.map((amount, index) => amount - (shares[index] as number));
    await rewrite(act, fromId, own, rest);
  }
  for (const part of all.filter(({ lineId }) => lineId === null))
    await rewritePart(act.db, fromId, { ...part, beforeMinor: part.beforeMinor - shippingMinor });
}

/** What somebody gave by hand, and then what each promotion gave. */
function amountsOf(parts: readonly PromotionPart[]): number[] {
  return [parts[0]?.beforeMinor ?? 0, ...parts.map(({ amountMinor }) => amountMinor)];
}

/** Parts of one line, one upon the other; the first amount is what was given by hand. */
function chained(parts: readonly Pick<PromotionPart, 'promotionId' | 'lineId'>[], amounts: readonly number[]): PromotionPart[] {
  let beforeMinor = amounts[0] as number;
  return parts.map(({ promotionId, lineId }, index) => {
    const amountMinor = amounts[index + 1] as number;
    const part = { promotionId, lineId, beforeMinor, amountMinor };
    beforeMinor += amountMinor;
    return part;
  });
}

async function rewrite(act: Act, orderId: number, parts: readonly PromotionPart[], amounts: readonly number[]): Promise<void> {
  for (const part of chained(parts, amounts)) await rewritePart(act.db, orderId, part);
}

/** A promotion that gives an order nothing any more is not used by it. */
async function giveBackGone(act: Act, orderId: number, before: readonly PromotionPart[]): Promise<void> {
  const left = promotionsIn(await partsOfOrder(act.db, orderId));
  await countUses(
    act.db,
    orderId,
    [...promotionsIn(before)].filter((id) => !left.has(id)),
    -1,
  );
}
