// Codes of promotions that a channel says an order was placed with. The channel has counted them in its prices.
import { groupBy } from '../domain/group.ts';
import type { Database, Handle } from './database.ts';
import { insert } from './insert.ts';
import { isOneOf, type OrderSet } from './order.ts';

/** Alphabetical. */
export async function channelCodesOf(db: Handle, orderId: number): Promise<readonly string[]> {
  return (await channelCodesOfOrders(db, [orderId])).get(orderId) ?? NONE;
}

const NONE: readonly never[] = [];

/** Of each order that has any, alphabetical. */
export async function channelCodesOfOrders(db: Handle, orders: OrderSet): Promise<Map<number, readonly string[]>> {
  const rows = await db
    .selectFrom('order_channel_code')
    .selectAll()
    .where(isOneOf('order_id', orders))
    .orderBy('order_id')
    .orderBy('code')
    .execute();
  return groupBy(
    rows,
    (row) => row.order_id,
    (row) => row.code,
  );
}

const codeColumns = ['order_id', 'code'] as const;

/** Writes the codes of a new order. */
export function insertChannelCodes(database: Database, orderId: number, codes: readonly string[]): void {
  for (const code of codes) insert(database, 'order_channel_code', codeColumns, [orderId, code]);
}

/** Puts these codes in the place of those there were. */
export function rewriteChannelCodes(database: Database, orderId: number, known: readonly string[], codes: readonly string[]): void {
  if (known.join('\n') === codes.join('\n')) return;
  database.statement('delete channel codes', (db) => db.deleteFrom('order_channel_code').where('order_id', '=', 0)).run(orderId);
  insertChannelCodes(database, orderId, codes);
}
