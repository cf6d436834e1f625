// What is wrong with the codes that an order names.
import type { Details } from '../error.ts';
import { type Basket, type Obstacle, obstacleOf, type Used } from './basket.ts';
import type { Promotion } from './promotion.ts';

export interface PromotionProblem {
  readonly code: 'promotion-unknown' | 'promotion-idle' | Obstacle['code'];
  readonly details: Details;
}

/** What the codes of an order are judged by. `basket` is the order without promotions. */
export interface NamedCodes {
  readonly codes: readonly string[];
  /** Those that give something to the order. */
  readonly applied: ReadonlySet<string>;
  promotion(code: string): Promotion | undefined;
  /** How often it is used by other orders. */
  used(promotion: Promotion): Used;
  readonly basket: Basket;
}

/** A problem for each code that gives nothing, in the order in which they were named. */
export function promotionProblems({ codes, applied, promotion, used, basket }: NamedCodes): PromotionProblem[] {
  return codes
    .filter((code) => !applied.has(code))
    .map((code): PromotionProblem => {
      const known = promotion(code);
      if (!known) return { code: 'promotion-unknown', details: { code } };
      // it could apply, but gives nothing: another stands in its place, or there is nothing to take it off
      return obstacleOf(known, basket, used(known)) ?? { code: 'promotion-idle', details: { code, others: [...applied] } };
    });
}
