// Who could be served from the shelf now, and who waits for goods.
import type { OrderFilter } from '../../domain/order/list.ts';
import { type Turns, takeTurns } from '../../domain/order/reserve.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Handle } from '../../store/database.ts';
import { missingLines } from '../../store/order-list.ts';
import { productsById } from '../../store/product.ts';
import { levelsOf } from '../../store/stock.ts';
import { buffersOf } from './check.ts';

/** Confirmed orders that still need goods, as they would be served. */
export async function turnsOf(db: Handle, settings: Settings, filter: OrderFilter = {}): Promise<Turns> {
  const wants = await missingLines(db, filter);
  const products = await productsById(
    db,
    wants.map(({ productId }) => productId),
  );
  return takeTurns(wants, await levelsOf(db, [...products.keys()]), {
    buffers: buffersOf(products),
    allowPartial: settings['allow-partial'] === 'true',
  });
}
