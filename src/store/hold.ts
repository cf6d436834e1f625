// Holds: reasons an order may not go on, each with who set it and who lifted it.
import type { Handle } from './database.ts';

export interface HoldDraft {
  readonly orderId: number;
  readonly code: string;
  readonly reason?: string;
  readonly actor: string;
  readonly at: string;
}

export async function insertHold(db: Handle, { orderId, code, reason, actor, at }: HoldDraft): Promise<void> {
  await db
    .insertInto('hold')
    .values({ order_id: orderId, code, reason: reason ?? '', actor, at })
    .execute();
}

/** An order's holds, lifted ones included, oldest first. */
export function holdsOfOrder(db: Handle, orderId: number) {
  return db.selectFrom('hold').selectAll().where('order_id', '=', orderId).orderBy('id').execute();
}

/** The codes of an order's open holds, oldest first. */
export async function openHolds(db: Handle, orderId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('hold')
    .select('code')
    .where('order_id', '=', orderId)
    .where('released_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ code }) => code);
}

/** Lifts an order's open holds of these codes (all where none is named). Returns the codes lifted. */
export async function releaseHolds(
  db: Handle,
  orderId: number,
  by: { readonly actor: string; readonly at: string },
  codes?: readonly string[],
): Promise<string[]> {
  let query = db
    .updateTable('hold')
    .set({ released_at: by.at, released_by: by.actor })
    .where('order_id', '=', orderId)
    .where('released_at', 'is', null);
  if (codes) query = query.where('code', 'in', codes);
  return (await query.returning('code').execute()).map(({ code }) => code);
}
