// What promotions give, as the model has it: one of each class, within its limit.
import { type Order, type Shop, sum, wanted } from './model.ts';
import { divide, goodsOf, orderDiscounts, shares } from './money.ts';

export interface Promotion {
  readonly code: string;
  /** Off the order; undefined: its freight is free. */
  percent: number | undefined;
  automatic: boolean;
  /** For so many orders; null: for any number. */
  uses: number | null;
  /** Of the goods, before it; null: none. */
  minimumMinor: number | null;
  /** The first and the last day. */
  from: string | null;
  to: string | null;
  /** The day from which it holds no more, by a person's word. */
  endedOn: string | null;
  /** As many as could have used it, its limit being what it was. */
  usedMost: number;
}

const WHOLE = 100;

/** Lines and freight cost again what somebody has said; what stands on a document stays. */
export function takeOff(shop: Shop, order: Order): void {
  if (order.given.length === 0 || isDocumented(shop, order)) return;
  for (const line of order.lines) line.discountMinor = 0;
  order.shippingMinor = order.saidShippingMinor ?? order.shippingMinor;
  order.saidShippingMinor = undefined;
  order.given = [];
}

/** Gives an order what is for it now, in the place of what it has. */
export function apply(shop: Shop, order: Order): void {
  if (!order.pricing) return;
  takeOff(shop, order);
  if (isDocumented(shop, order)) return;
  for (const promotion of shop.promotions) {
    if (!isAsked(order, promotion) || obstacleTo(shop, order, promotion)) continue;
    const gives = promotion.percent === undefined ? giveFreight(order) : givePercent(order, promotion.percent);
    if (gives) order.given.push(promotion.code);
  }
}

function isAsked({ pricing }: Order, { code, automatic }: Promotion): boolean {
  return pricing !== undefined && ((automatic && pricing.automatic) || pricing.codes.includes(code));
}

/** Why it gives an order nothing that could be given something. */
function obstacleTo(shop: Shop, order: Order, promotion: Promotion): string | undefined {
  const { from, to, endedOn, minimumMinor } = promotion;
  const day = order.orderedAt.slice(0, 10);
  const isEarly = from !== null && day < from;
  if (isEarly) return 'promotion-early';
  if ((to !== null && day > to) || (endedOn !== null && day >= endedOn)) return 'promotion-over';
  if (sum(order.lines.map(wanted)) === 0) return 'promotion-elsewhere';
  if (minimumMinor !== null && sum(amountsBefore(order)) < minimumMinor) return 'promotion-minimum';
  return isUsedUp(shop, order, promotion) ? 'promotion-limit' : undefined;
}

/** What each line costs before any promotion, a discount on the whole order shared out. */
function amountsBefore(order: Order): number[] {
  const bare = {
    ...order,
    lines: order.lines.map((line) => ({ ...line, discountMinor: order.given.length > 0 ? 0 : line.discountMinor })),
  };
  const discounts = orderDiscounts(bare);
  return goodsOf(bare).map((amount, index) => Math.max(0, amount - (discounts[index] as number)));
}

function isDocumented(shop: Shop, { id }: Order): boolean {
  return shop.documents.some(({ order }) => order === id);
}

function giveFreight(order: Order): boolean {
  if (order.shippingMinor === 0) return false;
  order.saidShippingMinor = order.shippingMinor;
  order.shippingMinor = 0;
  return true;
}

function givePercent(order: Order, percent: number): boolean {
  const weights = amountsBefore(order);
  const given = shares(divide(sum(weights) * percent, WHOLE), weights);
  for (const [index, line] of order.lines.entries()) line.discountMinor = given[index] as number;
  return sum(given) > 0;
}

/** Orders that have it, those that were one before they were split counted once, and cancelled ones not. */
export function usesOf({ orders }: Shop, code: string, beside?: Order): number {
  const using = orders.filter(({ state, given }) => state !== 'cancelled' && given.includes(code));
  return new Set(using.map(({ family }) => family).filter((family) => family !== beside?.family)).size;
}

export function isUsedUp(shop: Shop, order: Order, { code, uses }: Promotion): boolean {
  return uses !== null && usesOf(shop, code, order) >= uses;
}

/** Taken up again it keeps what it had, as long as nobody has taken the last use meanwhile. What it has lost. */
export function takeUsesAgain(shop: Shop, order: Order): string[] {
  const had = order.given;
  if (!shop.promotions.some((promotion) => had.includes(promotion.code) && isUsedUp(shop, order, promotion))) return [];
  apply(shop, order);
  return had.filter((code) => !order.given.includes(code));
}

/** Codes that were named and can give nothing. */
export function codeErrors(shop: Shop, order: Order): { problem: string; code: string }[] {
  return idleCodes(order).flatMap((code) => {
    const promotion = shop.promotions.find((one) => one.code === code);
    const problem = promotion ? obstacleTo(shop, order, promotion) : 'promotion-unknown';
    return problem === undefined ? [] : [{ problem, code }];
  });
}

/** Those that could give something, and have nothing to take it off. */
export function codeWarnings(shop: Shop, order: Order): string[] {
  const errors = codeErrors(shop, order).length;
  return idleCodes(order)
    .slice(errors)
    .map(() => 'promotion-idle');
}

function idleCodes({ pricing, given }: Order): string[] {
  return (pricing?.codes ?? []).filter((code) => !given.includes(code));
}
