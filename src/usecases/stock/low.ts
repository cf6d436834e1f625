// What has become low: each product is told once when it falls to its reorder point, and again only after it recovered.
import type { LowStock } from '../../domain/stock.ts';
import type { Handle } from '../../store/database.ts';
import { forgetRecovered, type LowProduct, lowProducts, markTold } from '../../store/low-stock.ts';
import { productsById } from '../../store/product.ts';
import { read, type Shop, today, type WriteOptions, write } from '../shop.ts';
import { stockOf } from './read.ts';

/** Everything at or below its reorder point, told or not, by SKU. Marks nothing. */
export function allLowStock(shop: Shop): Promise<LowStock[]> {
  return read(shop, async (db) => lowStockOf(db, await lowProducts(db, today(shop)), today(shop)));
}

/** What became low and has not been told since, by SKU; it is marked as told. */
export function newLowStock(shop: Shop, options: WriteOptions): Promise<LowStock[]> {
  return write(shop, options, async ({ db, at, on }) => {
    await forgetRecovered(db, on);
    const fresh = (await lowProducts(db, on)).filter(({ toldAt }) => toldAt === null);
    await markTold(
      db,
      fresh.map(({ id }) => id),
      at,
    );
    return lowStockOf(db, fresh, on);
  });
}

async function lowStockOf(db: Handle, low: readonly LowProduct[], on: string): Promise<LowStock[]> {
  const products = await productsById(
    db,
    low.map(({ id }) => id),
  );
  const stock = await stockOf(
    db,
    low.flatMap(({ id }) => products.get(id) ?? []),
    on,
  );
  return stock.map(({ sku, name, available, reorderPoint, incoming, backordered }, index) => ({
    sku,
    name,
    available,
    reorderPoint: reorderPoint ?? 0,
    incoming,
    backordered,
    toldAt: low[index]?.toldAt ?? null,
  }));
}
