// Orders to look at: lists of them.
import { type OrderFilter, type OrderRow, orderRow } from '../../domain/order/list.ts';
import { findCustomer } from '../../store/customer-list.ts';
import type { Handle } from '../../store/database.ts';
import { listOrders } from '../../store/order-list.ts';
import { read, type Shop, today } from '../shop.ts';

/** A filter as it is asked for: the customer by id or e-mail. */
export interface OrderQuery extends Omit<OrderFilter, 'customerId'> {
  readonly customer?: string;
}

/** What a list is asked for. */
export interface OrderListQuery extends OrderQuery {
  /** Invoiced, past the day it was due, and not paid in full. */
  readonly isOverdue?: boolean;
}

/** Newest first, or as the query sorts. Refuses `customer-unknown`. */
export function orders(shop: Shop, { isOverdue, ...query }: OrderListQuery): Promise<OrderRow[]> {
  const overdueOn = isOverdue ? today(shop) : undefined;
  return read(shop, async (db) => (await listOrders(db, await filterOf(db, { ...query, overdueOn }))).map(orderRow));
}

/** Refuses `customer-unknown`. */
export async function filterOf(db: Handle, { customer, ...filter }: OrderQuery): Promise<OrderFilter> {
  return customer === undefined ? filter : { ...filter, customerId: (await findCustomer(db, customer)).id };
}
