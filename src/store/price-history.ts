// What products have cost: written by the database itself whenever a price changes, read here.
import type { PriceStep } from '../domain/price-history.ts';
import { among } from './among.ts';
import type { Handle } from './database.ts';

/** Of each of these products, oldest first. */
export async function priceStepsOf(db: Handle, productIds: readonly number[]): Promise<Map<number, PriceStep[]>> {
  const rows = await db
    .selectFrom('product_price')
    .select(['product_id', 'since_at', 'unit_price_micros'])
    .where('product_id', 'in', among(productIds))
    .orderBy('product_id')
    .orderBy('id')
    .execute();
  const steps = new Map<number, PriceStep[]>();
  for (const { product_id, since_at, unit_price_micros } of rows) {
    const own = steps.get(product_id) ?? [];
    own.push({ sinceAt: since_at, unitPriceMicros: unit_price_micros });
    steps.set(product_id, own);
  }
  return steps;
}
