// What products have cost: written by the database itself whenever a price changes, read here.
import { groupBy } from '../domain/group.ts';
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
  return groupBy(
    rows,
    (row) => row.product_id,
    (row) => ({ sinceAt: row.since_at, unitPriceMicros: row.unit_price_micros }),
  );
}
