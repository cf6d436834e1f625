// When what orders wait for could be there: from open purchases, handed out as orders are served.
import { expectedDates } from '../../domain/order/backorder.ts';
import { availablePerProduct } from '../../domain/order/reserve.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Handle } from '../../store/database.ts';
import { missingDemand } from '../../store/demand.ts';
import { arrivalsOf } from '../../store/ledger.ts';
import { productsById } from '../../store/product.ts';
import { shelvesOf } from '../../store/shelf.ts';
import { claimOf } from './claim.ts';
import { buffersOf } from './stock-facts.ts';

/**
 * The business date on which each line that waits for one of these products could be met, by line; null where nobody
 * knows. What is available already (for orders that only go whole) counts as there today.
 */
export async function expectedLines(
  db: Handle,
  settings: Settings,
  on: string,
  productIds: readonly number[],
): Promise<Map<number, string | null>> {
  if (productIds.length === 0) return new Map();
  const demands = await missingDemand(db, productIds);
  const known = await productsById(
    db,
    demands.flatMap(({ lines }) => lines.flatMap(({ productId, parts }) => [productId ?? 0, ...parts.map((part) => part.productId)])),
  );
  const ids = [...known.keys()];
  const available = availablePerProduct(await shelvesOf(db, known, on), buffersOf(known));
  const there = [...available].map(([productId, quantity]) => ({ productId, quantity, expectedOn: on }));
  const claims = demands.map((demand) => claimOf(demand, known, settings['allow-partial'] === 'true'));
  return expectedDates(claims, [...there, ...(await arrivalsOf(db, ids))]);
}
