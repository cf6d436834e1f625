// Every product, page by page, by SKU.
import { type Product, type ProductView, productView } from '../../domain/product.ts';
import { listProducts, type ProductFilter } from '../../store/product.ts';
import { PAGE, readPages } from '../pages.ts';
import type { Shop } from '../shop.ts';

/** Those no longer sold, too. */
export function exportProducts(shop: Shop, filter: ProductFilter, use: (products: readonly ProductView[]) => void): Promise<void> {
  return readPages<Product, ProductView>(
    shop,
    (db, last) => listProducts(db, { ...filter, inactive: true, after: last?.sku, limit: PAGE }),
    async (_, page) => page.map((product) => productView(product, shop.settings.currency)),
    use,
  );
}
