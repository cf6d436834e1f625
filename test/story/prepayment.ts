// What is to be paid first, as the model has it.
import type { Order, Shop } from './model.ts';
import { serveOrder } from './rules.ts';
import { hasLeft, owedMinor } from './standing.ts';

/** The hold of what is to be paid first goes with the money, and comes back with the debt. */
export function weighPrepayment(shop: Shop, order: Order): { released: string[]; held: string[] } {
  const unpaid = order.holds.filter((hold) => hold === 'unpaid');
  if (order.state === 'cancelled') return { released: [], held: [] };
  if (owedMinor(shop, order) <= 0) {
    order.holds = order.holds.filter((hold) => hold !== 'unpaid');
    if (unpaid.length > 0) order.wasPrepaid = true;
    if (unpaid.length > 0) serveOrder(shop, order);
    return { released: unpaid, held: [] };
  }
  if (!order.wasPrepaid || unpaid.length > 0 || hasLeft(shop, order)) return { released: [], held: [] };
  order.holds.push('unpaid');
  return { released: [], held: ['unpaid'] };
}
