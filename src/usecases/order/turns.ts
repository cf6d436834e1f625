// Who could be served from the shelf now, and who waits for goods.
import type { Settings } from '../../domain/settings.ts';
import type { Handle } from '../../store/database.ts';
import { demandOfOrders } from '../../store/demand.ts';
import { missingOrderIds } from '../../store/order-list.ts';
import { planPromises } from './promise.ts';

export interface Turns {
  /** Orders that would get something now. */
  readonly reservable: readonly number[];
  /** Orders that would get nothing: they wait for goods. */
  readonly waiting: readonly number[];
}

/** Confirmed orders that still need goods, as they would be served. */
export async function turnsOf(db: Handle, settings: Settings, on: string): Promise<Turns> {
  const demands = await demandOfOrders(db, await missingOrderIds(db, {}));
  const { promised } = await planPromises(db, settings, on, demands);
  const ids = (isServed: boolean) => promised.filter(({ added }) => added > 0 === isServed).map(({ demand }) => demand.orderId);
  return { reservable: ids(true), waiting: ids(false) };
}
