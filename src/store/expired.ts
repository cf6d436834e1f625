// Reservations whose time is over: they count until somebody sweeps them.
import type { Handle } from './database.ts';
import type { Reservation } from './stock.ts';

/** By the orders they are for. */
export async function expiredReservations(db: Handle, at: string): Promise<Map<number, Reservation[]>> {
  const rows = await db
    .selectFrom('reservation')
    .innerJoin('order_line', 'order_line.id', 'reservation.order_line_id')
    .selectAll('reservation')
    .select('order_line.order_id')
    .where('reservation.expires_at', '<=', at)
    .orderBy('order_line.order_id')
    .orderBy('reservation.id')
    .execute();
  const found = new Map<number, Reservation[]>();
  for (const { id, order_line_id, product_id, location_id, quantity, order_id } of rows) {
    const reservation = { id, orderLineId: order_line_id, productId: product_id, locationId: location_id, quantity };
    found.set(order_id, [...(found.get(order_id) ?? []), reservation]);
  }
  return found;
}
