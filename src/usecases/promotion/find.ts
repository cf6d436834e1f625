// A promotion by its code, or a refusal that says which were meant.
import { OmsError } from '../../domain/error.ts';
import { checkPromotionCode, type Promotion } from '../../domain/promotion/promotion.ts';
import type { Handle } from '../../store/database.ts';
import { findPromotion, similarCodes } from '../../store/promotion.ts';

/** Refuses `promotion-unknown` with the codes that look alike. */
export async function promotionByCode(db: Handle, text: string): Promise<Promotion> {
  const code = checkPromotionCode(text);
  const promotion = await findPromotion(db, code);
  if (promotion) return promotion;
  throw new OmsError('promotion-unknown', { code, near: await similarCodes(db, code) });
}
