// Which promotions an order gets, and what each gives. First those off lines, then off the order, then off freight, each
// on what those before it have left.
import { type Basket, isFor, isGift } from './basket.ts';
import { discountOf, type Given, givenMinor, type Rest } from './discount.ts';
import { type Promotion, promotionClasses } from './promotion.ts';

/** A promotion with what it gives; always something. */
export interface AppliedPromotion extends Given {
  readonly promotion: Promotion;
}

/**
 * Chooses among promotions that are for this order. Of two that do not go together the one of higher priority stands, at
 * the same priority the one that would give more by itself, then the older. One that ends up giving nothing is left out,
 * so that it keeps no other away and no use of it is counted. In the order in which they are applied.
 */
export function choosePromotions(candidates: readonly Promotion[], basket: Basket): AppliedPromotion[] {
  for (let open = candidates; ; ) {
    const accepted = acceptedOf(open, basket);
    const applied = applyTogether(accepted, basket);
    const idle = accepted.filter((promotion) => !applied.some((one) => one.promotion === promotion));
    if (idle.length === 0) return applied;
    open = open.filter((promotion) => !idle.includes(promotion));
  }
}

/** Whether two promotions may be on one order; of two off lines it is asked for each line ({@link shareLine}). */
function goTogether(a: Promotion, b: Promotion): boolean {
  if (a.class === 'line' && b.class === 'line') return a.combines.length > 0 && b.combines.length > 0;
  return a.combines.includes(b.class) && b.combines.includes(a.class);
}

/** Whether two promotions off lines may be on one line. */
function shareLine(a: Promotion, b: Promotion): boolean {
  return a.combines.includes('line') && b.combines.includes('line');
}

function wholeRest({ lines, shippingMinor }: Basket): Rest {
  return { lines: lines.map(({ amountMinor }) => amountMinor), shippingMinor };
}

/** The most wanted first. */
function acceptedOf(candidates: readonly Promotion[], basket: Basket): Promotion[] {
  const rest = wholeRest(basket);
  const ranked = candidates
    .map((promotion) => ({ promotion, worth: givenMinor(discountOf(promotion, basket, rest)) }))
    .sort((a, b) => b.promotion.priority - a.promotion.priority || b.worth - a.worth || a.promotion.id - b.promotion.id);
  const accepted: Promotion[] = [];
  for (const { promotion } of ranked) if (accepted.every((other) => goTogether(promotion, other))) accepted.push(promotion);
  return accepted;
}

function applyTogether(accepted: readonly Promotion[], basket: Basket): AppliedPromotion[] {
  const lines = linesOf(
    accepted.filter((promotion) => promotion.class === 'line'),
    basket,
  );
  let rest = wholeRest(basket);
  const applied: AppliedPromotion[] = [];
  for (const own of promotionClasses) {
    for (const promotion of accepted.filter((one) => one.class === own)) {
      const given = discountOf(promotion, basket, rest, (index) => own !== 'line' || lines.get(promotion)?.has(index) === true);
      if (givenMinor(given) === 0) continue;
      applied.push({ promotion, ...given });
      rest = less(rest, given);
    }
  }
  return applied;
}

function less(rest: Rest, given: Given): Rest {
  return {
    lines: rest.lines.map((amount, index) => amount - (given.lines[index] as number)),
    shippingMinor: rest.shippingMinor - given.shippingMinor,
  };
}

/** What a promotion off lines wants at once: one line, or all lines of a gift. */
interface Claim {
  readonly promotion: Promotion;
  readonly lines: readonly number[];
  readonly worth: number;
}

/** The lines that each promotion off lines has; one that does not share a line has it alone. */
function linesOf(promotions: readonly Promotion[], basket: Basket): ReadonlyMap<Promotion, ReadonlySet<number>> {
  const rank = (promotion: Promotion) => promotions.indexOf(promotion);
  const claims = promotions
    .flatMap((promotion) => claimsOf(promotion, basket))
    .sort(
      (a, b) =>
        b.promotion.priority - a.promotion.priority ||
        b.worth - a.worth ||
        rank(a.promotion) - rank(b.promotion) ||
        (a.lines[0] as number) - (b.lines[0] as number),
    );
  const holders = basket.lines.map((): Promotion[] => []);
  const lines = new Map(promotions.map((promotion) => [promotion, new Set<number>()]));
  for (const { promotion, lines: wanted } of claims) {
    if (!wanted.every((index) => holders[index]?.every((holder) => shareLine(promotion, holder)))) continue;
    for (const index of wanted) {
      holders[index]?.push(promotion);
      lines.get(promotion)?.add(index);
    }
  }
  return lines;
}

function claimsOf(promotion: Promotion, basket: Basket): Claim[] {
  const given = discountOf(promotion, basket, wholeRest(basket));
  if (promotion.kind === 'gift') {
    const isItsOwn = (sku: string) => isFor(promotion, sku) || isGift(promotion, sku);
    const lines = basket.lines.flatMap(({ sku, quantity }, index) => (quantity > 0 && isItsOwn(sku) ? [index] : []));
    const worth = givenMinor(given);
    return worth > 0 ? [{ promotion, lines, worth }] : [];
  }
  return given.lines.flatMap((worth, index) => (worth > 0 ? [{ promotion, lines: [index], worth }] : []));
}
