// Promotions as the outside reads them: amounts in minor units beside their currency, unit prices and percentages as
// decimal strings.
import { exponentOf } from '../currency.ts';
import { formatUnitPrice } from '../money.ts';
import { formatPercent } from '../percent.ts';
import { holdsOn } from './basket.ts';
import type { Promotion, PromotionClass, PromotionKind, PromotionScope } from './promotion.ts';

export const promotionStates = ['coming', 'running', 'over', 'ended'] as const;
export type PromotionState = (typeof promotionStates)[number];

/** What a promotion makes of a product's price, beside the lowest that it had in the days before: null where it had none. */
export interface PromotionPrice {
  readonly promotion: string;
  readonly sku: string;
  readonly name: string;
  readonly price: string;
  readonly promotionPrice: string;
  /** The lowest of the 30 days before the promotion. */
  readonly lowestPrice: string | null;
  readonly from: string;
  readonly to: string | null;
  readonly currency: string;
  readonly exponent: number;
}

export interface PromotionView extends PromotionScope {
  readonly code: string;
  readonly name: string;
  readonly state: PromotionState;
  readonly automatic: boolean;
  readonly kind: PromotionKind;
  readonly on: PromotionClass;
  /** Of a gift: what it has off. */
  readonly percent: string | null;
  readonly amountMinor: number | null;
  readonly price: string | null;
  readonly buy: number | null;
  readonly get: number | null;
  readonly mostTimes: number | null;
  readonly mostMinor: number | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly endedOn: string | null;
  readonly minimumMinor: number | null;
  readonly minimumQuantity: number | null;
  readonly uses: number | null;
  readonly usesPerCustomer: number | null;
  readonly combines: readonly PromotionClass[];
  readonly priority: number;
  /** Orders that have it and are not cancelled, what it gave them, and what they sum to. */
  readonly useCount: number;
  readonly givenMinor: number;
  readonly ordersMinor: number;
  /** Of a promotion for one product that lowers its price: the lowest of the 30 days before. */
  readonly lowestPrice: string | null;
  readonly currency: string;
  readonly exponent: number;
}

/** With every product whose price it lowers. */
export interface PromotionDetail extends PromotionView {
  readonly prices: readonly PromotionPrice[];
}

export function stateOn(promotion: Promotion, day: string): PromotionState {
  if (promotion.endedOn !== null && promotion.endedOn <= day) return 'ended';
  if (holdsOn(promotion, day)) return 'running';
  return promotion.startsOn !== null && day < promotion.startsOn ? 'coming' : 'over';
}

/** A promotion with what it has come to. */
export function promotionView(
  promotion: Promotion,
  facts: {
    readonly day: string;
    readonly currency: string;
    readonly givenMinor: number;
    readonly ordersMinor: number;
    readonly lowestPrice: string | null;
  },
): PromotionView {
  const { id: _id, createdAt: _at, ratePpm, priceMicros, class: on, startsOn, lastOn, ...rest } = promotion;
  const { day, currency, ...sums } = facts;
  return {
    ...rest,
    state: stateOn(promotion, day),
    on,
    percent: ratePpm === null ? null : formatPercent(ratePpm),
    price: priceMicros === null ? null : formatUnitPrice(priceMicros, currency),
    from: startsOn,
    to: lastOn,
    ...sums,
    currency,
    exponent: exponentOf(currency),
  };
}
