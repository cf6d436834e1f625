// Promotions to look at: their terms, what they have come to, and what they make of prices.
import type { Promotion } from '../../domain/promotion/promotion.ts';
import {
  type PromotionDetail,
  type PromotionPrice,
  type PromotionState,
  type PromotionView,
  promotionView,
  stateOn,
} from '../../domain/promotion/view.ts';
import type { Handle } from '../../store/database.ts';
import { promotionSums } from '../../store/order-promotion.ts';
import { listProducts, productsBySkus } from '../../store/product.ts';
import { listPromotions } from '../../store/promotion.ts';
import { promotionPrices, saysLowestPrice } from '../product/price-history.ts';
import { read, type Shop, today } from '../shop.ts';
import { promotionByCode } from './find.ts';

export interface PromotionQuery {
  readonly text?: string;
  /** Left out: those that run and those to come. */
  readonly state?: PromotionState | 'all';
  readonly limit?: number;
}

/** By code. */
export function promotions(shop: Shop, { text, state, limit }: PromotionQuery): Promise<PromotionView[]> {
  return read(shop, async (db) => {
    const day = today(shop);
    const found = (await listPromotions(db, { text, notOverOn: state === undefined ? day : undefined })).filter(
      (promotion) => state === undefined || state === 'all' || stateOn(promotion, day) === state,
    );
    return views(db, shop, found.slice(0, limit));
  });
}

/** In the order asked for; with the products whose prices they lower where the law wants it. Refuses `promotion-unknown`. */
export function promotionsByCode(shop: Shop, codes: readonly string[]): Promise<PromotionDetail[]> {
  return read(shop, async (db) => {
    const found: Promotion[] = [];
    for (const code of codes) found.push(await promotionByCode(db, code));
    const prices = saysLowestPrice(shop) ? await promotionPrices(db, shop, found, await listProducts(db)) : [];
    return (await views(db, shop, found)).map((view) => ({
      ...view,
      prices: prices.filter(({ promotion }) => promotion === view.code),
    }));
  });
}

/**
 * What promotions make of prices, for announcing them: of those named, or of all that run or are to come. By promotion, then
 * SKU. Refuses `promotion-unknown`.
 */
export function reducedPrices(shop: Shop, codes: readonly string[] | undefined, limit: number | undefined): Promise<PromotionPrice[]> {
  return read(shop, async (db) => {
    const found: Promotion[] = [];
    for (const code of codes ?? []) found.push(await promotionByCode(db, code));
    const meant = codes ? found : await listPromotions(db, { notOverOn: today(shop) });
    return (await promotionPrices(db, shop, meant, await listProducts(db))).slice(0, limit);
  });
}

async function views(db: Handle, shop: Shop, found: readonly Promotion[]): Promise<PromotionView[]> {
  const sums = await promotionSums(
    db,
    found.map(({ id }) => id),
  );
  const lowest = saysLowestPrice(shop) ? await lowestOfSingle(db, shop, found) : new Map<string, string | null>();
  return found.map((promotion) => {
    const { givenMinor = 0, totalMinor: ordersMinor = 0 } = sums.get(promotion.id) ?? {};
    const lowestPrice = lowest.get(promotion.code) ?? null;
    return promotionView(promotion, { day: today(shop), currency: shop.settings.currency, givenMinor, ordersMinor, lowestPrice });
  });
}

/** By code, of promotions for one product each: a list has no room for more. */
async function lowestOfSingle(db: Handle, shop: Shop, found: readonly Promotion[]): Promise<Map<string, string | null>> {
  const single = found.filter(({ products: { length } }) => length === 1);
  const products = await productsBySkus(
    db,
    single.flatMap((promotion) => promotion.products),
  );
  const rows = await promotionPrices(db, shop, single, products);
  // a pattern may be of several of these
  return new Map(
    rows
      .filter(({ promotion, sku }) => single.some(({ code, products: [only] }) => code === promotion && only === sku))
      .map((row) => [row.promotion, row.lowestPrice]),
  );
}
