// Orders after a change: their axes brought up to date by the rules.
import type { Order } from '../../domain/order/order.ts';
import { refreshOrders } from '../../store/order-axes.ts';
import type { Act } from '../shop.ts';

/** Recomputes what an order's row keeps of its documents. Returns the order as it then is. */
export async function refresh(act: Act, { id }: Pick<Order, 'id'>): Promise<Order> {
  return (await refreshAll(act, [id])).get(id) as Order;
}

/** As {@link refresh}, for many orders at once. */
export function refreshAll(act: Act, orderIds: readonly number[]): Promise<Map<number, Order>> {
  return refreshOrders(act.db, orderIds, act.at);
}
