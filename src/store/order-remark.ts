// A shop's own tags and remarks on orders. Imports write neither.
import type { Handle } from './database.ts';

/** By tag. */
export async function tagsOfOrder(db: Handle, orderId: number): Promise<string[]> {
  const rows = await db.selectFrom('order_tag').select('tag').where('order_id', '=', orderId).orderBy('tag').execute();
  return rows.map(({ tag }) => tag);
}

export async function tagOrder(db: Handle, orderId: number, tag: string): Promise<void> {
  await db
    .insertInto('order_tag')
    .values({ order_id: orderId, tag })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function untagOrder(db: Handle, orderId: number, tag: string): Promise<void> {
  await db.deleteFrom('order_tag').where('order_id', '=', orderId).where('tag', '=', tag).execute();
}

/** Oldest first. */
export function notesOfOrder(db: Handle, orderId: number) {
  return db.selectFrom('order_note').select(['text', 'actor', 'at']).where('order_id', '=', orderId).orderBy('id').execute();
}

export async function insertOrderNote(db: Handle, orderId: number, text: string, actor: string, at: string): Promise<void> {
  await db.insertInto('order_note').values({ order_id: orderId, text, actor, at }).execute();
}
