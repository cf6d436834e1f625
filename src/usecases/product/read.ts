// Products to look at.
import { type ProductView, productView } from '../../domain/product.ts';
import { listProducts, type ProductFilter } from '../../store/product.ts';
import { read, type Shop } from '../shop.ts';
import { productBySku } from './find.ts';

/** By SKU. */
export function products(shop: Shop, filter: ProductFilter): Promise<ProductView[]> {
  return read(shop, async (db) => (await listProducts(db, filter)).map((product) => productView(product, shop.settings.currency)));
}

/** In the order asked for. Refuses `product-unknown`. */
export function productsBySku(shop: Shop, skus: readonly string[]): Promise<ProductView[]> {
  return read(shop, async (db) => {
    const found: ProductView[] = [];
    for (const sku of skus) found.push(productView(await productBySku(db, sku), shop.settings.currency));
    return found;
  });
}
