// A product by its SKU, or a refusal that says which were meant.
import { OmsError } from '../../domain/error.ts';
import { checkSku, type Product } from '../../domain/product.ts';
import type { Handle } from '../../store/database.ts';
import { findProduct, similarSkus } from '../../store/product.ts';

/** Refuses `product-unknown` with the SKUs that look alike. */
export async function productBySku(db: Handle, text: string): Promise<Product> {
  const sku = checkSku(text);
  const product = await findProduct(db, sku);
  if (product) return product;
  throw new OmsError('product-unknown', { sku, near: await similarSkus(db, sku) });
}
