// What a channel says of orders that was not taken, and that nobody has settled yet.
import { sql } from 'kysely';
import type { Handle } from './database.ts';

/** `late`: it came too late, or the shop has changed it otherwise. `undated`: nobody knows which of two exports is newer. */
export type ConflictReason = 'late' | 'undated';

export interface ConflictRow {
  /** As imports name it: "ship.city", "line2.quantity", "state". */
  readonly field: string;
  /** What the channel says, as it is compared. */
  readonly value: string | null;
  readonly why: ConflictReason;
}

/** Those of an order, by field. */
export function conflictsOfOrder(db: Handle, orderId: number): Promise<ConflictRow[]> {
  return db.selectFrom('channel_conflict').select(['field', 'value', 'why']).where('order_id', '=', orderId).orderBy('field').execute();
}

/** Keeps what was not taken, in the place of what the channel said of the same fields before. */
export async function noteConflicts(
  db: Handle,
  orderId: number,
  values: ReadonlyMap<string, string | null>,
  why: ConflictReason,
): Promise<void> {
  for (const [field, value] of values) {
    await db
      .insertInto('channel_conflict')
      .values({ order_id: orderId, field, value, why })
      .onConflict((conflict) => conflict.columns(['order_id', 'field']).doUpdateSet({ value, why }))
      .execute();
  }
}

/** Forgets them, where none is named all of the order's. */
export async function dropConflicts(db: Handle, orderId: number, fields?: readonly string[]): Promise<void> {
  let query = db.deleteFrom('channel_conflict').where('order_id', '=', orderId);
  if (fields) query = query.where('field', 'in', fields);
  await query.execute();
}

/** Forgets what only another export could tell: one has come with its age. */
export async function dropUndated(db: Handle, orderId: number): Promise<void> {
  await db.deleteFrom('channel_conflict').where('order_id', '=', orderId).where('why', '=', 'undated').execute();
}

/** How many orders have any. */
export async function countConflicts(db: Handle): Promise<number> {
  const count = sql<number>`count(distinct order_id)`.as('orders');
  return (await db.selectFrom('channel_conflict').select(count).executeTakeFirstOrThrow()).orders;
}
