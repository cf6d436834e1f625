// Promotions as they are typed: terms of a new one, and what an edit makes of those there are.
import { OmsError } from '../error.ts';
import { PPM } from '../tax.ts';
import {
  checkTerms,
  kindFlags,
  type PromotionKind,
  type PromotionTerms,
  plainTerms,
  promotionKinds,
  usualClass,
  usualCombines,
} from './promotion.ts';

/** What is said of a promotion; left out: unchanged on an edit, the default on an addition. */
export type PromotionDraft = Partial<Omit<PromotionTerms, 'kind'>>;

/** What each kind is known by: the field that only it has, or freight without anything else. */
function kindsSaid(draft: PromotionDraft, isFreightFree: boolean): PromotionKind[] {
  const isGift = draft.buy !== undefined || draft.get !== undefined;
  const said: Readonly<Record<PromotionKind, boolean>> = {
    percent: draft.ratePpm !== undefined && !isGift,
    amount: draft.amountMinor !== undefined,
    price: draft.priceMicros !== undefined,
    gift: isGift,
    shipping: isFreightFree,
  };
  return promotionKinds.filter((kind) => said[kind]);
}

/** A new promotion. Refuses `promotion-kind` unless exactly one thing is given, and what `checkTerms` refuses. */
export function newTerms(draft: PromotionDraft, isFreightFree: boolean): PromotionTerms {
  const kinds = kindsSaid(draft, isFreightFree);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) throw new OmsError('promotion-kind', { flags: Object.values(kindFlags) });
  const own = draft.class ?? usualClass(kind, draft.products ?? []);
  const gift = { buy: draft.buy ?? 1, get: draft.get ?? 1, ratePpm: draft.ratePpm ?? PPM };
  return checkTerms({
    ...plainTerms,
    combines: usualCombines(own),
    ...draft,
    ...(kind === 'gift' ? gift : {}),
    ...(kind === 'shipping' ? { ratePpm: PPM } : {}),
    kind,
    class: own,
  });
}

/** The terms after an edit. Refuses `promotion-other-kind` for what another kind gives, and what `checkTerms` refuses. */
export function editedTerms(code: string, current: PromotionTerms, draft: PromotionDraft, isFreightFree: boolean): PromotionTerms {
  const { kind } = current;
  const isOwn = (said: PromotionKind) => said === kind || (said === 'percent' && kind === 'gift');
  const other = kindsSaid(draft, isFreightFree).find((said) => !isOwn(said));
  if (other !== undefined) throw new OmsError('promotion-other-kind', { id: code, flag: kindFlags[other], own: kindFlags[kind] });
  const own = draft.class ?? current.class;
  const isUsual = String(current.combines) === String(usualCombines(current.class));
  return checkTerms({ ...current, combines: isUsual ? usualCombines(own) : current.combines, ...draft });
}
