// What promotions look at: an order's goods and freight before any of them, and whether one is for it at all.
import type { Details } from '../error.ts';
import type { Promotion, PromotionScope } from './promotion.ts';

/** A line before any promotion: `amountMinor` is what it costs after all discounts given by hand. */
export interface BasketLine {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPriceMicros: number;
  readonly amountMinor: number;
}

export interface Basket {
  readonly currency: string;
  /** The business date of the order. */
  readonly on: string;
  readonly channel: string;
  readonly country: string | null;
  /** Undefined: nobody knows who it is. */
  readonly customer: { readonly tags: readonly string[] } | undefined;
  readonly lines: readonly BasketLine[];
  readonly shippingMinor: number;
}

/** How often a promotion is used by orders other than this one. */
export interface Used {
  readonly total: number;
  readonly byCustomer: number;
}

/** Why a promotion is not for an order. */
export interface Obstacle {
  readonly code:
    | 'promotion-early'
    | 'promotion-over'
    | 'promotion-elsewhere'
    | 'promotion-minimum'
    | 'promotion-too-few'
    | 'promotion-limit';
  readonly details: Details;
}

/** Whether a SKU is one of these, in which "*" is any text. */
export function matches(patterns: readonly string[], sku: string): boolean {
  return patterns.some((pattern) => pattern === sku || (pattern.includes('*') && asExpression(pattern).test(sku)));
}

const expressions = new Map<string, RegExp>();

function asExpression(pattern: string): RegExp {
  let known = expressions.get(pattern);
  if (!known) {
    const text = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    expressions.set(pattern, (known = new RegExp(`^${text.join('.*')}$`, 'su')));
  }
  return known;
}

/** Whether a promotion is for a product. */
export function isFor({ products, except }: Pick<PromotionScope, 'products' | 'except'>, sku: string): boolean {
  return (products.length === 0 || matches(products, sku)) && !matches(except, sku);
}

/** Whether a promotion's gift may be this product. */
export function isGift(promotion: PromotionScope, sku: string): boolean {
  return promotion.gifts.length === 0 ? isFor(promotion, sku) : matches(promotion.gifts, sku);
}

/** Whether a promotion holds on a day. */
export function holdsOn({ startsOn, lastOn, endedOn }: Pick<Promotion, 'startsOn' | 'lastOn' | 'endedOn'>, day: string): boolean {
  return (startsOn === null || startsOn <= day) && (lastOn === null || day <= lastOn) && (endedOn === null || day < endedOn);
}

/** The first reason for which a promotion does not apply; undefined: it does. */
export function obstacleOf(promotion: Promotion, basket: Basket, used: Used): Obstacle | undefined {
  const { code } = promotion;
  return dateObstacle(promotion, basket.on) ?? placeObstacle(promotion, basket) ?? goodsObstacle(promotion, basket) ?? limitObstacle();

  function limitObstacle(): Obstacle | undefined {
    const { uses, usesPerCustomer } = promotion;
    if (uses !== null && used.total >= uses) return { code: 'promotion-limit', details: { code, uses } };
    if (usesPerCustomer !== null && used.byCustomer >= usesPerCustomer)
      return { code: 'promotion-limit', details: { code, uses: usesPerCustomer } };
    return undefined;
  }
}

function dateObstacle(promotion: Promotion, day: string): Obstacle | undefined {
  const { code, startsOn, lastOn, endedOn } = promotion;
  if (holdsOn(promotion, day)) return undefined;
  if (startsOn !== null && day < startsOn) return { code: 'promotion-early', details: { code, from: startsOn } };
  const isEnded = endedOn !== null && (lastOn === null || endedOn <= lastOn);
  return { code: 'promotion-over', details: { code, to: isEnded ? endedOn : lastOn } };
}

function placeObstacle({ code, channels, groups, countries, usesPerCustomer }: Promotion, basket: Basket): Obstacle | undefined {
  const elsewhere = (what: string): Obstacle => ({ code: 'promotion-elsewhere', details: { code, what } });
  if (channels.length > 0 && !channels.includes(basket.channel)) return elsewhere('channel');
  if (countries.length > 0 && !countries.includes(basket.country ?? '')) return elsewhere('country');
  if (groups.length > 0 && !basket.customer?.tags.some((tag) => groups.includes(tag))) return elsewhere('group');
  // whoever is unknown could come again and again
  if (usesPerCustomer !== null && !basket.customer) return elsewhere('customer');
  return undefined;
}

function goodsObstacle(promotion: Promotion, { lines, currency }: Basket): Obstacle | undefined {
  const { code, minimumMinor, minimumQuantity } = promotion;
  const own = lines.filter(({ sku, quantity }) => quantity > 0 && isFor(promotion, sku));
  if (own.length === 0) return { code: 'promotion-elsewhere', details: { code, what: 'product' } };
  if (promotion.gifts.length > 0 && !lines.some(({ sku, quantity }) => quantity > 0 && isGift(promotion, sku)))
    return { code: 'promotion-elsewhere', details: { code, what: 'gift' } };
  const amountMinor = own.reduce((sum, line) => sum + line.amountMinor, 0);
  if (minimumMinor !== null && amountMinor < minimumMinor) {
    const money = (minor: number) => ({ amountMinor: minor, currency });
    return { code: 'promotion-minimum', details: { code, minimum: money(minimumMinor), amount: money(amountMinor) } };
  }
  const quantity = own.reduce((sum, line) => sum + line.quantity, 0);
  const least = Math.max(minimumQuantity ?? 0, promotion.kind === 'gift' ? leastOfGift(promotion) : 0);
  return quantity < least ? { code: 'promotion-too-few', details: { code, least, quantity } } : undefined;
}

/** Of what a gift is bought of there has to be so much; where the gift is of the same, it comes on top. */
function leastOfGift({ buy, gifts }: Promotion): number {
  return (buy ?? 0) + (gifts.length === 0 ? 1 : 0);
}
