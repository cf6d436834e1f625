// What confirmed orders still need of a product: neither gone nor reserved.
import { sql } from 'kysely';
import type { Handle } from './database.ts';

const reservedQuantity = sql<number>`(select coalesce(sum(quantity), 0) from reservation where order_line_id = order_line.id)`;
const shippedQuantity = sql<number>`(select coalesce(sum(sl.quantity), 0) from shipment_line sl join shipment s on s.id = sl.shipment_id
  where sl.order_line_id = order_line.id and s.state in ('shipped', 'delivered'))`;
/** Of a line: wanted, and neither shipped nor reserved. */
export const missingQuantity = sql<number>`(order_line.quantity - order_line.cancelled_quantity - ${reservedQuantity} - ${shippedQuantity})`;

/** Lines of confirmed orders that want something of these products. */
function selectWanting(db: Handle, productIds: readonly number[]) {
  return db
    .selectFrom('order_line')
    .innerJoin('sales_order', 'sales_order.id', 'order_line.order_id')
    .where('order_line.product_id', 'in', productIds)
    .where('sales_order.state', '=', 'confirmed')
    .where('sales_order.history', '=', 0)
    .where('order_line.shippable', '=', 1);
}

/** The part of confirmed orders' lines that has neither left nor is reserved, per product. */
export async function backorderedOf(db: Handle, productIds: readonly number[]): Promise<Map<number, number>> {
  if (productIds.length === 0) return new Map();
  const rows = await selectWanting(db, productIds)
    .select(['order_line.product_id as id', sql<number>`sum(${missingQuantity})`.as('missing')])
    .groupBy('order_line.product_id')
    .execute();
  return new Map(rows.map(({ id, missing }) => [id as number, missing]));
}

export interface WaitingOrder {
  readonly orderId: number;
  readonly number: string;
  readonly quantity: number;
}

/** The orders that wait for a product, as they are served: by priority, then age. */
export async function waitingFor(db: Handle, productId: number): Promise<WaitingOrder[]> {
  const rows = await selectWanting(db, [productId])
    .select(['sales_order.id', 'sales_order.number', sql<number>`sum(${missingQuantity})`.as('quantity')])
    .groupBy('sales_order.id')
    .having(sql`sum(${missingQuantity})`, '>', 0)
    .orderBy('sales_order.priority', 'desc')
    .orderBy('sales_order.ordered_at')
    .orderBy('sales_order.id')
    .execute();
  return rows.map(({ id, number, quantity }) => ({ orderId: id, number, quantity }));
}
