// Which orders an acting verb means.
import { isOmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { Order } from '../../domain/order/order.ts';
import { findOrder } from '../../store/order.ts';
import { missingOrderIds, servedOrderIds } from '../../store/order-list.ts';
import { read, type Shop } from '../shop.ts';
import { filterOf, type OrderQuery } from './read.ts';

/** The ids of the orders a filter finds, as they are served: by priority, then age. */
export function orderIds(shop: Shop, query: OrderQuery): Promise<string[]> {
  return read(shop, async (db) => (await servedOrderIds(db, await filterOf(db, query))).map((id) => formatId('order', id)));
}

/** The ids of confirmed orders that still need goods and are not held, as they are served. */
export function lackingIds(shop: Shop, query: OrderQuery): Promise<string[]> {
  return read(shop, async (db) => (await missingOrderIds(db, await filterOf(db, query))).map((id) => formatId('order', id)));
}

/** The same ids as they are served; those that name no order come last and are refused when their turn comes. */
export function inServingOrder(shop: Shop, ids: readonly string[]): Promise<string[]> {
  if (ids.length < 2) return Promise.resolve([...ids]);
  return read(shop, async (db) => {
    const known: { readonly id: string; readonly order: Order }[] = [];
    const unknown: string[] = [];
    for (const id of ids) {
      try {
        known.push({ id, order: await findOrder(db, id) });
      } catch (error) {
        if (!isOmsError(error)) throw error;
        unknown.push(id);
      }
    }
    return [...known.sort((left, right) => servedBefore(left.order, right.order)).map(({ id }) => id), ...unknown];
  });
}

/** What decides when an order is served. */
export type Turn = Pick<Order, 'id' | 'priority' | 'orderedAt'>;

/** By priority, then age. */
export function servedBefore(left: Turn, right: Turn): number {
  if (left.priority !== right.priority) return right.priority - left.priority;
  return left.orderedAt === right.orderedAt ? left.id - right.id : left.orderedAt < right.orderedAt ? -1 : 1;
}
