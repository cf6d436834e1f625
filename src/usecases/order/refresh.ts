// An order after a change: its axes brought up to date by the shop's rules.
import type { InvoiceRule } from '../../domain/order/axes.ts';
import type { Order } from '../../domain/order/order.ts';
import { refreshOrder } from '../../store/order-axes.ts';
import type { Act } from '../shop.ts';

/** Recomputes what an order's row keeps of its documents. Returns the order as it then is. */
export function refresh(act: Act, order: Pick<Order, 'id'>): Promise<Order> {
  return refreshOrder(act.db, order.id, act.settings['invoice-rule'] as InvoiceRule, act.at);
}
