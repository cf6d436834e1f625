// Every order that a filter finds, page by page, in the order they came.
import type { ExportedOrder } from '../../domain/order/export.ts';
import { ordersAfter, withDetails } from '../../store/order-export.ts';
import { PAGE, readPages } from '../pages.ts';
import type { Shop } from '../shop.ts';
import { filterOf, type OrderQuery } from './read.ts';

/** Refuses `customer-unknown` for a customer asked for. */
export function exportOrders(shop: Shop, query: OrderQuery, use: (orders: readonly ExportedOrder[]) => void): Promise<void> {
  return readPages(shop, async (db, last) => ordersAfter(db, await filterOf(db, query), last?.id ?? 0, PAGE), withDetails, use);
}
