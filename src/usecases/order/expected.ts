// When what orders wait for could be there: from open purchases, handed out as orders are served.
import { type ComingGoods, expectedDates, leftOf } from '../../domain/order/backorder.ts';
import { availablePerProduct } from '../../domain/order/reserve.ts';
import { buffersOf } from '../../domain/product.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Handle } from '../../store/database.ts';
import { missingDemand } from '../../store/demand.ts';
import { arrivalsOf } from '../../store/ledger.ts';
import { productsById } from '../../store/product.ts';
import { shelvesOf } from '../../store/shelf.ts';
import { claimOf } from './claim.ts';

/** What comes of products that orders wait for. */
export interface Expected {
  /** The business date on which each line that waits could be met, by line; null where nobody knows. */
  readonly dates: ReadonlyMap<number, string | null>;
  /** What open purchases bring beyond that. */
  readonly left: readonly ComingGoods[];
}

/** What is available already (for orders that only go whole) counts as there today. */
export async function expectedGoods(db: Handle, settings: Settings, on: string, productIds: readonly number[]): Promise<Expected> {
  if (productIds.length === 0) return { dates: new Map(), left: [] };
  const demands = await missingDemand(db, productIds);
  const known = await productsById(db, [
    ...productIds,
    ...demands.flatMap(({ lines }) => lines.flatMap(({ productId, parts }) => [productId ?? 0, ...parts.map((part) => part.productId)])),
  ]);
  const available = availablePerProduct(await shelvesOf(db, known, on), buffersOf(known));
  const there = [...available].map(([productId, quantity]) => ({ productId, quantity, expectedOn: on }));
  const arrivals = await arrivalsOf(db, [...known.keys()]);
  const claims = demands.map((demand) => claimOf(demand, known, settings['allow-partial'] === 'true'));
  return { dates: expectedDates(claims, [...there, ...arrivals]), left: leftOf(claims, arrivals) };
}
