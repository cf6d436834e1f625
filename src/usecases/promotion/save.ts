// Adding, changing and ending promotions. The code is the key: the same again is `unchanged`.
import { OmsError } from '../../domain/error.ts';
import { editedTerms, newTerms, type PromotionDraft } from '../../domain/promotion/draft.ts';
import { changedTerms, checkPromotionCode, type Promotion, type PromotionTerms } from '../../domain/promotion/promotion.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { findPromotion, insertPromotion, updatePromotion } from '../../store/promotion.ts';
import { actOnEach } from '../each.ts';
import { productBySku } from '../product/find.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';
import { promotionByCode } from './find.ts';

/** What is said of a promotion. */
export interface SaidPromotion {
  readonly code: string;
  readonly draft: PromotionDraft;
  readonly isFreightFree: boolean;
}

/**
 * Adds a promotion. Refuses `promotion-exists` for other terms under this code or one that has been ended, `product-unknown`
 * for a SKU that is no pattern, and what `newTerms` refuses.
 */
export function addPromotion(shop: Shop, said: SaidPromotion, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const code = checkPromotionCode(said.code);
    const terms = await known(act, newTerms(said.draft, said.isFreightFree));
    const current = await findPromotion(act.db, code);
    if (current) {
      const fields = [...changedTerms(termsOf(current), terms), ...(current.endedOn === null ? [] : ['ended'])];
      if (fields.length > 0) throw new OmsError('promotion-exists', { code, fields });
      return actResult([outcomeOf(code, current, 'unchanged')]);
    }
    const id = await insertPromotion(act.db, code, terms, act.at);
    await recordEvent(act.db, act, 'promotion', id, 'added');
    return actResult([outcomeOf(code, terms, 'added')]);
  });
}

export interface EditedPromotion extends SaidPromotion {
  /** True: one that has been ended holds again. */
  readonly active?: boolean;
}

/**
 * Changes a promotion, for orders to come and those that are priced anew: what an order has been given stays. Refuses
 * `promotion-unknown`, `promotion-other-kind`, `product-unknown`.
 */
export function editPromotion(shop: Shop, said: EditedPromotion, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const current = await promotionByCode(act.db, said.code);
    const terms = await known(act, editedTerms(current.code, termsOf(current), said.draft, said.isFreightFree));
    const isTakenUp = said.active === true && current.endedOn !== null;
    const fields = [...changedTerms(termsOf(current), terms), ...(isTakenUp ? ['active'] : [])];
    if (fields.length === 0) return actResult([outcomeOf(current.code, current, 'unchanged')]);
    await updatePromotion(act.db, current.id, { ...terms, endedOn: isTakenUp ? null : current.endedOn }, act.at);
    await recordEvent(act.db, act, 'promotion', current.id, 'edited', { fields });
    return actResult([{ ...outcomeOf(current.code, terms, 'edited'), fields }]);
  });
}

/** Ends promotions: from today on they are for no order, and what they gave stays. Refuses `promotion-unknown`. */
export function endPromotions(shop: Shop, codes: readonly string[], options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, codes, options, async (act, text) => {
    const current = await promotionByCode(act.db, text);
    if (current.endedOn !== null) return outcomeOf(current.code, current, 'unchanged');
    await updatePromotion(act.db, current.id, { ...termsOf(current), endedOn: act.on }, act.at);
    await recordEvent(act.db, act, 'promotion', current.id, 'ended');
    return { ...outcomeOf(current.code, current, 'ended'), orders: current.useCount };
  });
}

/** A promotion without what becomes of it. */
function termsOf({ id: _id, code: _code, createdAt: _at, endedOn: _on, useCount: _count, ...terms }: Promotion): PromotionTerms {
  return terms;
}

function outcomeOf(code: string, { name, startsOn, lastOn }: PromotionTerms, outcome: string): Outcome {
  return { id: code, outcome, name, from: startsOn, to: lastOn };
}

/** The terms with the SKUs of products there are; a pattern may be of products to come. Refuses `product-unknown`. */
async function known(act: Act, terms: PromotionTerms): Promise<PromotionTerms> {
  for (const sku of [...terms.products, ...terms.except, ...terms.gifts]) if (!sku.includes('*')) await productBySku(act.db, sku);
  return terms;
}
