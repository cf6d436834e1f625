// What slips say of goods: what a shipment holds in units of its lines, and where what is promised stands.
import { sql } from 'kysely';
import { among } from './among.ts';
import type { Handle } from './database.ts';
import { piecesPerUnit } from './line-sums.ts';

/** How many of each order line a shipment holds, by the line's id; kits are counted as kits. */
export async function unitsOfShipment(db: Handle, shipmentId: number): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('shipment_line')
    .innerJoin('order_line', 'order_line.id', 'shipment_line.order_line_id')
    .select(['order_line.id', sql<number>`sum(shipment_line.quantity) / ${piecesPerUnit}`.as('units')])
    .where('shipment_line.shipment_id', '=', shipmentId)
    .groupBy('order_line.id')
    .execute();
  return new Map(rows.map(({ id, units }) => [id, units]));
}

/** What is promised to orders and still on the shelf: what a pick list takes. By order and line. */
export function promisedGoods(db: Handle, orderIds: readonly number[]) {
  return db
    .selectFrom('reservation')
    .innerJoin('order_line', 'order_line.id', 'reservation.order_line_id')
    .innerJoin('product', 'product.id', 'reservation.product_id')
    .innerJoin('location', 'location.id', 'reservation.location_id')
    .leftJoin('stock_lot', 'stock_lot.id', 'reservation.lot_id')
    .select(['order_line.order_id', 'product.sku', 'product.name', 'product.bin', 'location.code as location', 'stock_lot.code as lot'])
    .select(['reservation.quantity'])
    .where('product.kind', '!=', 'capacity')
    .where('order_line.order_id', 'in', among(orderIds))
    .orderBy('order_line.order_id')
    .orderBy('order_line.position')
    .orderBy('reservation.id')
    .execute();
}

/** Orders that have something to pick: promised, and not on a shipment that has left. By priority, then age. */
export async function ordersToPick(db: Handle): Promise<number[]> {
  const rows = await db
    .selectFrom('sales_order')
    .select('id')
    .where('state', '=', 'confirmed')
    .where('hold_count', '=', 0)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('reservation')
          .innerJoin('order_line', 'order_line.id', 'reservation.order_line_id')
          .select('reservation.id')
          .whereRef('order_line.order_id', '=', 'sales_order.id'),
      ),
    )
    .orderBy('priority', 'desc')
    .orderBy('ordered_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
