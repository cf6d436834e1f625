// Products at or below their reorder point, and which of them have been told: a mark that goes when they recover.
import { type SqlBool, sql } from 'kysely';
import type { Handle } from './database.ts';

const standing = '(select coalesce(sum(on_hand - reserved - unavailable), 0) from stock_level where product_id = product.id)';

/** Of a product: goods still sold whose available is at or below the reorder point. Lots that have expired do not count. */
export function isLow(on: string) {
  const expired = sql<number>`(select coalesce(sum(on_hand - reserved - unavailable), 0) from lot_level
    join stock_lot on stock_lot.id = lot_level.lot_id where stock_lot.product_id = product.id
    and expires_on < date(${on}, '+' || coalesce(expiry_days, 0) || ' days'))`;
  return sql<SqlBool>`kind = 'goods' and active = 1 and reorder_point is not null
    and max(0, ${sql.raw(standing)} - iif(lots = 1, ${expired}, 0) - buffer) <= reorder_point`;
}

export interface LowProduct {
  readonly id: number;
  /** When it was told; null: it has just become low. */
  readonly toldAt: string | null;
}

/** By SKU. */
export function lowProducts(db: Handle, on: string): Promise<LowProduct[]> {
  return db
    .selectFrom('product')
    .leftJoin('low_stock', 'low_stock.product_id', 'product.id')
    .select(['product.id', 'low_stock.told_at as toldAt'])
    .where(isLow(on))
    .orderBy('product.sku')
    .execute();
}

/** Marks products as told. */
export async function markTold(db: Handle, productIds: readonly number[], at: string): Promise<void> {
  for (const productId of productIds) await db.insertInto('low_stock').values({ product_id: productId, told_at: at }).execute();
}

/** Takes the marks off products that are low no more: the next time they are told again. */
export async function forgetRecovered(db: Handle, on: string): Promise<void> {
  const low = db.selectFrom('product').select('product.id').where(isLow(on));
  await db.deleteFrom('low_stock').where('product_id', 'not in', low).execute();
}
