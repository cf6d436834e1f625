// Reservations whose time is over: they count until somebody sweeps them.
import { groupBy } from '../domain/group.ts';
import type { Database, Handle } from './database.ts';
import type { Reservation } from './stock.ts';

/** Whether any promise has ended by then. */
export function isAnyExpired(database: Database, at: string): boolean {
  const any = database.statement('any expired', (db) => db.selectFrom('reservation').select('id').where('expires_at', '<=', '').limit(1));
  return any.get(at, 1) !== undefined;
}

/** By the orders they are for. What has been paid for, or stands packed, stays promised. */
export async function expiredReservations(db: Handle, at: string): Promise<Map<number, Reservation[]>> {
  const rows = await db
    .selectFrom('reservation')
    .innerJoin('order_line', 'order_line.id', 'reservation.order_line_id')
    .innerJoin('sales_order', 'sales_order.id', 'order_line.order_id')
    .selectAll('reservation')
    .select('order_line.order_id')
    .where('reservation.expires_at', '<=', at)
    .where('sales_order.payment_state', '<>', 'paid')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('shipment')
            .select('shipment.id')
            .whereRef('shipment.order_id', '=', 'order_line.order_id')
            .where('shipment.state', '=', 'open'),
        ),
      ),
    )
    .orderBy('order_line.order_id')
    .orderBy('reservation.id')
    .execute();
  return groupBy(
    rows,
    (row) => row.order_id,
    ({ id, order_line_id, product_id, location_id, lot_id, quantity }) => {
      return { id, orderLineId: order_line_id, productId: product_id, locationId: location_id, lotId: lot_id, quantity };
    },
  );
}
