// Orders whose channel gives them another number: known again by a number that stays, or by their lines.
import type { Database, Handle } from './database.ts';
import { type KnownOrder, knownColumns, knownOrder } from './import.ts';
import { rowsOfOrder, updateRow } from './rows.ts';

/**
 * The orders of a channel that keep this number, the newest first: several where the channel has begun to count anew. One
 * that had no other number yet has it as its own.
 */
export function ordersLasting(database: Database, channelId: number, lastingId: string): readonly KnownOrder[] {
  const statement = database.statement('orders by lasting number', (db) =>
    db.selectFrom('sales_order').select(knownColumns).where('lasting_id', '=', '').where('channel_id', '=', 0).orderBy('id', 'desc'),
  );
  const lasting = statement.all(lastingId, channelId) as KnownOrder[];
  const own = knownOrder(database, channelId, lastingId);
  return own ? [...lasting, own] : lasting;
}

/** The channel's ids of an order's lines. */
export function lineIdsOf(database: Database, orderId: number): string[] {
  return rowsOfOrder(database, 'order_line', orderId).flatMap(({ external_id }) => external_id ?? []);
}

/** The channel's new number of an order. */
export function renumber(database: Database, orderId: number, externalId: string, at: string): void {
  updateRow(database, 'sales_order', orderId, { external_id: externalId, number: externalId, updated_at: at });
}

/** Open orders of the channel that nobody has paid and that have one of these lines. */
export function unpaidWithLines(
  db: Handle,
  channelId: number,
  lineIds: readonly string[],
): Promise<{ readonly id: number; readonly number: string }[]> {
  return db
    .selectFrom('sales_order')
    .innerJoin('order_line', 'order_line.order_id', 'sales_order.id')
    .select(['sales_order.id', 'sales_order.number'])
    .where('sales_order.payment_state', '=', 'unpaid')
    .where('sales_order.state', 'in', ['new', 'confirmed'])
    .where('sales_order.history', '=', 0)
    .where('sales_order.channel_id', '=', channelId)
    .where('order_line.external_id', 'in', lineIds)
    .whereRef('order_line.quantity', '>', 'order_line.cancelled_quantity')
    .groupBy('sales_order.id')
    .orderBy('sales_order.id')
    .execute();
}
