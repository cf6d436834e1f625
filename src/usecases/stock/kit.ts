// Kits among products that are asked for: how many could be put together.
import { OmsError } from '../../domain/error.ts';
import { isStocked, type Product } from '../../domain/product.ts';
import type { StockView } from '../../domain/stock.ts';
import { type KitStock, planKitStock } from '../../domain/stock-kit.ts';
import type { Handle } from '../../store/database.ts';
import { productsById } from '../../store/product.ts';
import { contentsOf } from '../../store/product-part.ts';
import { productBySku } from '../product/find.ts';
import { stillToCome, stockOf } from './read.ts';

/** A product that has stock, of its own or in its parts. Refuses `product-unknown`, and `product-not-stocked` for a service. */
export async function stockedOrKit(db: Handle, sku: string): Promise<Product> {
  const product = await productBySku(db, sku);
  if (product.kind !== 'kit' && !isStocked(product)) throw new OmsError('product-not-stocked', { sku: product.sku, kind: product.kind });
  return product;
}

/** What a kit's parts make of it on that business date. */
export async function kitStock(db: Handle, kit: Product, on: string): Promise<KitStock> {
  const content = (await contentsOf(db, [kit.id])).get(kit.id) ?? [];
  const known = await productsById(
    db,
    content.map(({ productId }) => productId),
  );
  const parts = content.map(({ productId }) => known.get(productId) as Product);
  const stocks = await stockOf(db, parts, on);
  return planKitStock(
    { ...kit, availableFrom: stillToCome(kit, on) },
    content.map(({ quantity }, index) => ({ ...(stocks[index] as StockView), each: quantity })),
  );
}
