// What stands where, page by page: by SKU, then location.
import type { Product } from '../../domain/product.ts';
import { listProducts, type ProductFilter } from '../../store/product.ts';
import { levelsOf } from '../../store/stock.ts';
import { PAGE, readPages } from '../pages.ts';
import type { Shop } from '../shop.ts';

/** A product's stock in one place. */
export interface PlacedStock {
  readonly sku: string;
  readonly location: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly unavailable: number;
}

/** Products that are no longer sold, too; places where a product has never been are left out. */
export function exportStock(
  shop: Shop,
  { location, ...filter }: Pick<ProductFilter, 'text'> & { readonly location?: string },
  use: (stock: readonly PlacedStock[]) => void,
): Promise<void> {
  return readPages<Product, PlacedStock>(
    shop,
    (db, last) => listProducts(db, { ...filter, kind: 'goods', inactive: true, after: last?.sku, limit: PAGE }),
    async (db, page) => {
      const skus = new Map(page.map(({ id, sku }) => [id, sku]));
      const levels = await levelsOf(db, [...skus.keys()]);
      const stock = levels.map((level) => ({
        sku: skus.get(level.productId) ?? '',
        location: level.location,
        onHand: level.onHand,
        reserved: level.reserved,
        unavailable: level.unavailable,
      }));
      return stock.filter((one) => location === undefined || one.location === location).sort(bySku);
    },
    use,
  );
}

function bySku(left: PlacedStock, right: PlacedStock): number {
  if (left.sku !== right.sku) return left.sku < right.sku ? -1 : 1;
  return left.location < right.location ? -1 : 1;
}
