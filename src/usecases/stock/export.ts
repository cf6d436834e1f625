// What stands where, page by page: by SKU, then location, then lot.
import { withoutLots } from '../../domain/lot.ts';
import type { Product } from '../../domain/product.ts';
import type { Level } from '../../domain/stock.ts';
import { lotLevelsOf } from '../../store/lot.ts';
import { listProducts, type ProductFilter } from '../../store/product.ts';
import { levelsOf } from '../../store/stock.ts';
import { PAGE, readPages } from '../pages.ts';
import type { Shop } from '../shop.ts';

/** A product's stock in one place; of a product that is kept by lot what stands of one lot, or of none. */
export interface PlacedStock extends Level {
  readonly sku: string;
  readonly location: string;
  readonly lot: string | null;
  readonly expiresOn: string | null;
}

/** Products that are no longer sold, too; places where a product has never been are left out. */
export function exportStock(
  shop: Shop,
  { location, ...filter }: Pick<ProductFilter, 'text'> & { readonly location?: string },
  use: (stock: readonly PlacedStock[]) => void,
): Promise<void> {
  return readPages<Product, PlacedStock>(
    shop,
    (db, last) => listProducts(db, { ...filter, stocked: true, inactive: true, after: last?.sku, limit: PAGE }),
    async (db, page) => {
      const products = new Map(page.map((product) => [product.id, product]));
      const levels = await levelsOf(db, [...products.keys()]);
      const byLot = await lotLevelsOf(
        db,
        page.filter(({ lots }) => lots).map(({ id }) => id),
      );
      const stock = levels.flatMap((level) => rowsOf(level, products.get(level.productId) as Product, byLot));
      return stock.filter((one) => location === undefined || one.location === location).sort(bySku);
    },
    use,
  );
}

type PlacedLevel = Awaited<ReturnType<typeof levelsOf>>[number];

/** One row, or one for each lot that stands there and one for what is of none. */
function rowsOf(level: PlacedLevel, { sku, lots }: Product, byLot: Awaited<ReturnType<typeof lotLevelsOf>>): PlacedStock[] {
  const row = (lot: string | null, expiresOn: string | null, { onHand, reserved, unavailable }: Level): PlacedStock => {
    return { sku, location: level.location, lot, expiresOn, onHand, reserved, unavailable };
  };
  if (!lots) return [row(null, null, level)];
  const own = byLot.filter(({ productId, locationId }) => productId === level.productId && locationId === level.locationId);
  const rest = withoutLots(level, own);
  const standing = own.filter(({ onHand }) => onHand > 0).map((lot) => row(lot.code, lot.expiresOn, lot));
  return rest.onHand > 0 ? [row(null, null, rest), ...standing] : standing;
}

function bySku(left: PlacedStock, right: PlacedStock): number {
  if (left.sku !== right.sku) return left.sku < right.sku ? -1 : 1;
  if (left.location === right.location) return 0;
  return left.location < right.location ? -1 : 1;
}
