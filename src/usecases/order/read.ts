// Orders to look at: lists of them.
import { type OrderFilter, type OrderRow, orderRow } from '../../domain/order/list.ts';
import { findCustomer } from '../../store/customer-list.ts';
import type { Handle } from '../../store/database.ts';
import { listOrders } from '../../store/order-list.ts';
import { search } from '../search.ts';
import { read, type Shop, today } from '../shop.ts';

/** A filter as it is asked for: the customer by id or e-mail. */
export interface OrderQuery extends Omit<OrderFilter, 'customerId'> {
  readonly customer?: string;
}

/** What a list is asked for. */
export interface OrderListQuery extends OrderQuery {
  /** Invoiced, past the day it was due, and not paid in full. */
  readonly isOverdue?: boolean;
  /** Parts of words, all of which have to be in the order. */
  readonly search?: string;
}

/** Newest first, of a search by number of entry, or as the query sorts. Refuses `customer-unknown`. */
export async function orders(shop: Shop, { isOverdue, search: text, ...query }: OrderListQuery): Promise<OrderRow[]> {
  const asked = { ...query, overdueOn: isOverdue ? today(shop) : undefined };
  if (text === undefined) return read(shop, async (db) => (await listOrders(db, await filterOf(db, asked))).map(orderRow));
  const { limit, ...filter } = await read(shop, (db) => filterOf(db, asked));
  if (query.sort === undefined && !query.reverse)
    return (await search(shop, { kind: 'order', text, limit }, (db, ids) => listOrders(db, { ...filter, ids }))).map(orderRow);
  const ids = await search(shop, { kind: 'order', text, limit: undefined }, async (_, page) => page);
  return read(shop, async (db) => (await listOrders(db, { ...filter, ids, limit })).map(orderRow));
}

/** Refuses `customer-unknown`. */
export async function filterOf(db: Handle, { customer, ...filter }: OrderQuery): Promise<OrderFilter> {
  return customer === undefined ? filter : { ...filter, customerId: (await findCustomer(db, customer)).id };
}
