// What products have cost, and what the law compares a reduction with.
import { exponentOf } from '../../domain/currency.ts';
import { formatUnitPrice } from '../../domain/money.ts';
import {
  daysBefore,
  firstDayOf,
  lowestIn,
  mustSayPriorPrice,
  type PriceHistory,
  type PricePeriod,
  type PricePeriodView,
  type ProductPrices,
  periodsOf,
  priceUnder,
  reducesPrice,
  reductionOf,
} from '../../domain/price-history.ts';
import type { Product } from '../../domain/product.ts';
import { isFor } from '../../domain/promotion/basket.ts';
import type { Promotion } from '../../domain/promotion/promotion.ts';
import type { PromotionPrice } from '../../domain/promotion/view.ts';
import { addDays, businessDate } from '../../domain/time.ts';
import type { Handle } from '../../store/database.ts';
import { priceStepsOf } from '../../store/price-history.ts';
import { listPromotions } from '../../store/promotion.ts';
import { read, type Shop, today } from '../shop.ts';
import { productBySku } from './find.ts';

/** What a product has cost, the newest first. Refuses `product-unknown`. */
export function priceHistory(shop: Shop, sku: string, limit: number | undefined): Promise<PricePeriodView[]> {
  return read(shop, async (db) => {
    const product = await productBySku(db, sku);
    const { currency, 'time-zone': timeZone } = shop.settings;
    return (await periods(db, product))
      .reverse()
      .slice(0, limit)
      .map(({ unitPriceMicros, fromAt, toAt }) => ({
        from: businessDate(fromAt, timeZone),
        fromAt,
        to: toAt && businessDate(toAt, timeZone),
        toAt,
        price: formatUnitPrice(unitPriceMicros, currency),
        currency,
        exponent: exponentOf(currency),
      }));
  });
}

async function periods(db: Handle, { id }: Product): Promise<PricePeriod[]> {
  return periodsOf((await priceStepsOf(db, [id])).get(id) ?? []);
}

/** The lowest price of the last 30 days, and what a product cost at the least before it was reduced. */
export async function pricesOf(db: Handle, shop: Shop, product: Product): Promise<ProductPrices> {
  const { currency, 'time-zone': timeZone } = shop.settings;
  const own = await periods(db, product);
  const history = { sku: product.sku, periods: own, promotions: await listPromotions(db, { automatic: true }), currency, timeZone };
  const shown = (micros: number | null) => (micros === null ? null : formatUnitPrice(micros, currency));
  const reduced = reductionOf(own);
  const reducedOn = reduced ? businessDate(reduced.fromAt, timeZone) : null;
  const before = reduced && { fromAt: daysBefore(reducedOn as string, timeZone).fromAt, toAt: reduced.fromAt };
  return {
    lowestPrice: shown(lowestIn(history, daysBefore(addDays(today(shop), 1), timeZone))),
    reducedOn,
    lowestBefore: before ? shown(lowestIn(history, before)) : null,
  };
}

/** Whether promotions are told with the lowest price of the days before, in this shop. */
export function saysLowestPrice({ settings }: Shop): boolean {
  return settings['lowest-price'] === 'always' || mustSayPriorPrice(settings.country);
}

/** What promotions make of products' prices, by promotion as they come and then by SKU; others have no part in it. */
export async function promotionPrices(
  db: Handle,
  shop: Shop,
  promotions: readonly Promotion[],
  products: readonly Product[],
): Promise<PromotionPrice[]> {
  const { currency, 'time-zone': timeZone } = shop.settings;
  const steps = await priceStepsOf(
    db,
    products.map(({ id }) => id),
  );
  const all = await listPromotions(db, { automatic: true });
  const histories = new Map(
    products.map(({ id, sku }): [number, PriceHistory] => [
      id,
      { sku, periods: periodsOf(steps.get(id) ?? []), promotions: all, currency, timeZone },
    ]),
  );
  return promotions
    .filter(reducesPrice)
    .flatMap((promotion) =>
      products
        .filter(({ sku, unitPriceMicros }) => unitPriceMicros !== null && isFor(promotion, sku))
        .map((product) => priceRow(promotion, product, histories.get(product.id) as PriceHistory)),
    );
}

function priceRow(promotion: Promotion, { sku, name, unitPriceMicros }: Product, history: PriceHistory): PromotionPrice {
  const { currency, timeZone } = history;
  const from = firstDayOf(promotion, timeZone);
  const others = history.promotions.filter(({ id }) => id !== promotion.id);
  const before = daysBefore(from, timeZone);
  // one that is made for today begins now: what the product cost this morning is a price before it
  const span = { ...before, toAt: promotion.createdAt > before.toAt ? promotion.createdAt : before.toAt };
  const lowest = lowestIn({ ...history, promotions: others }, span);
  const price = unitPriceMicros as number;
  return {
    promotion: promotion.code,
    sku,
    name,
    price: formatUnitPrice(price, currency),
    promotionPrice: formatUnitPrice(priceUnder(promotion, price, currency), currency),
    lowestPrice: lowest === null ? null : formatUnitPrice(lowest, currency),
    from,
    to: promotion.lastOn,
    currency,
    exponent: exponentOf(currency),
  };
}
