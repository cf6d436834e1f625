// Orders to look at: lists of them.
import { type OrderFilter, type OrderRow, orderRow } from '../../domain/order/list.ts';
import { findCustomer } from '../../store/customer-list.ts';
import type { Handle } from '../../store/database.ts';
import { listOrders } from '../../store/order-list.ts';
import { read, type Shop } from '../shop.ts';

/** A filter as it is asked for: the customer by id or e-mail. */
export interface OrderQuery extends Omit<OrderFilter, 'customerId'> {
  readonly customer?: string;
}

/** Newest first. Refuses `customer-unknown`. */
export function orders(shop: Shop, query: OrderQuery): Promise<OrderRow[]> {
  return read(shop, async (db) => (await listOrders(db, await filterOf(db, query))).map(orderRow));
}

/** Refuses `customer-unknown`. */
export async function filterOf(db: Handle, { customer, ...filter }: OrderQuery): Promise<OrderFilter> {
  return customer === undefined ? filter : { ...filter, customerId: (await findCustomer(db, customer)).id };
}
