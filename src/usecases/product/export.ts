// Every product, page by page, by SKU, with what it is made of.
import { type Product, productView } from '../../domain/product.ts';
import type { MadeOf, MadeProductView } from '../../domain/product-made.ts';
import { listProducts, type ProductFilter } from '../../store/product.ts';
import { partsOfProducts } from '../../store/product-part.ts';
import { PAGE, readPages } from '../pages.ts';
import type { Shop } from '../shop.ts';

/** Those no longer sold, too. */
export function exportProducts(shop: Shop, filter: ProductFilter, use: (products: readonly MadeProductView[]) => void): Promise<void> {
  return readPages<Product, MadeProductView>(
    shop,
    (db, last) => listProducts(db, { ...filter, inactive: true, after: last?.sku, limit: PAGE }),
    async (db, page) => {
      const parts = new Map<number, MadeOf[]>(page.map(({ id }) => [id, []]));
      for (const { productId, ...part } of await partsOfProducts(db, [...parts.keys()])) parts.get(productId)?.push(part);
      return page.map((product) => ({ ...productView(product, shop.settings.currency), parts: parts.get(product.id) ?? [] }));
    },
    use,
  );
}
