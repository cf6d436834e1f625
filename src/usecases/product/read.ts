// Products to look at.
import type { ProductDetail } from '../../domain/price-history.ts';
import { type ProductView, productView } from '../../domain/product.ts';
import { listProducts, type ProductFilter } from '../../store/product.ts';
import { read, type Shop } from '../shop.ts';
import { productBySku } from './find.ts';
import { pricesOf } from './price-history.ts';

/** By SKU. */
export function products(shop: Shop, filter: ProductFilter): Promise<ProductView[]> {
  return read(shop, async (db) => (await listProducts(db, filter)).map((product) => productView(product, shop.settings.currency)));
}

/** With what they have cost, in the order asked for. Refuses `product-unknown`. */
export function productDetails(shop: Shop, skus: readonly string[]): Promise<ProductDetail[]> {
  return read(shop, async (db) => {
    const found: ProductDetail[] = [];
    for (const sku of skus) {
      const product = await productBySku(db, sku);
      found.push({ ...productView(product, shop.settings.currency), ...(await pricesOf(db, shop, product)) });
    }
    return found;
  });
}

/** In the order asked for. Refuses `product-unknown`. */
export function productsBySku(shop: Shop, skus: readonly string[]): Promise<ProductView[]> {
  return read(shop, async (db) => {
    const found: ProductView[] = [];
    for (const sku of skus) found.push(productView(await productBySku(db, sku), shop.settings.currency));
    return found;
  });
}
