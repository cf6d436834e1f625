// The stock of products that are named: every number side by side; of kits how many could be put together.
import type { StockView } from '../../domain/stock.ts';
import type { ShownStock } from '../../domain/stock-kit.ts';
import { read, type Shop, today } from '../shop.ts';
import { kitStock, stockedOrKit } from './kit.ts';
import { stockOf } from './read.ts';

/** In the order asked for. Refuses `product-unknown`, `product-not-stocked`. */
export function stockBySku(shop: Shop, skus: readonly string[]): Promise<ShownStock[]> {
  const on = today(shop);
  return read(shop, async (db) => {
    const shown: ShownStock[] = [];
    for (const sku of skus) {
      const product = await stockedOrKit(db, sku);
      shown.push(product.kind === 'kit' ? await kitStock(db, product, on) : ((await stockOf(db, [product], on))[0] as StockView));
    }
    return shown;
  });
}
