// What promotions give, as the model has it: one of each class, within its limit.
import { type Order, type Promotion, type Shop, sum, wanted } from './model.ts';
import { divide, goodsOf, orderDiscounts, shares } from './money.ts';

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
    if (!isAsked(order, promotion) || isUsedUp(shop, order, promotion) || sum(order.lines.map(wanted)) === 0) continue;
    const gives = promotion.percent === undefined ? giveFreight(order) : givePercent(order, promotion.percent);
    if (gives) order.given.push(promotion.code);
  }
}

function isAsked({ pricing }: Order, { code, automatic }: Promotion): boolean {
  return pricing !== undefined && (automatic ? pricing.automatic : pricing.codes.includes(code));
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
  const discounts = orderDiscounts(order);
  const weights = goodsOf(order).map((amount, index) => Math.max(0, amount - (discounts[index] as number)));
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
  return usesOf(shop, code, order) >= uses;
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
    if (!promotion) return [{ problem: 'promotion-unknown', code }];
    if (sum(order.lines.map(wanted)) === 0) return [{ problem: 'promotion-elsewhere', code }];
    return isUsedUp(shop, order, promotion) ? [{ problem: 'promotion-limit', code }] : [];
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
