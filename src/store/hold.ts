// Holds: reasons an order may not go on, each with who set it and who lifted it.
import type { Updateable } from 'kysely';
import { groupBy } from '../domain/group.ts';
import type { Database, Handle } from './database.ts';
import type { HoldTable } from './schema.ts';

/** Waits for its money. */
export const UNPAID = 'unpaid';
/** Waits for somebody's approval, or somebody has said no: nobody but whom the rules name lifts these. */
export const APPROVAL = 'approval';
export const REJECTED = 'rejected';

export interface HoldDraft {
  readonly orderId: number;
  readonly code: string;
  readonly reason?: string;
  readonly actor: string;
  readonly at: string;
  /** The business date on which it ends by itself; left out: never. */
  readonly until?: string;
}

export async function insertHold(db: Handle, { orderId, code, reason, actor, at, until }: HoldDraft): Promise<void> {
  await db
    .insertInto('hold')
    .values({ order_id: orderId, code, reason: reason ?? '', actor, at, until: until ?? null })
    .execute();
}

/** Whether a hold was to last until that business date or one before it. */
export function isAnyOver(database: Database, on: string): boolean {
  const any = database.statement('any hold over', (db) =>
    db.selectFrom('hold').select('id').where('released_at', 'is', null).where('until', '<=', '').limit(1),
  );
  return any.get(on, 1) !== undefined;
}

/** Lifts the holds that were to last until that business date at most. Returns their codes, by order. */
export async function releaseOver(db: Handle, on: string, by: Releaser): Promise<Map<number, string[]>> {
  const rows = await db
    .updateTable('hold')
    .set({ released_at: by.at, released_by: by.actor })
    .where('released_at', 'is', null)
    .where('until', '<=', on)
    .returning(['order_id', 'code'])
    .execute();
  return groupBy(
    rows,
    (row) => row.order_id,
    (row) => row.code,
  );
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

interface Releaser {
  readonly actor: string;
  readonly at: string;
}

/** Lifts an order's open holds of these codes (all where none is named). Returns the codes lifted. */
export function releaseHolds(db: Handle, orderId: number, by: Releaser, codes?: readonly string[]): Promise<string[]> {
  return release(db, orderId, { released_at: by.at, released_by: by.actor }, codes);
}

/** Lifts the hold of an order that waited for money. Returns its code, or nothing where it did not wait. */
export function liftUnpaid(db: Handle, orderId: number, by: Releaser): Promise<string[]> {
  return release(db, orderId, { released_at: by.at, released_by: by.actor, lifted_by_payment: 1 }, [UNPAID]);
}

async function release(db: Handle, orderId: number, released: Updateable<HoldTable>, codes?: readonly string[]): Promise<string[]> {
  let query = db.updateTable('hold').set(released).where('order_id', '=', orderId).where('released_at', 'is', null);
  if (codes) query = query.where('code', 'in', codes);
  return (await query.returning('code').execute()).map(({ code }) => code);
}

/** Whether an order was to wait for its money and went on because it came, rather than because somebody let it. */
export async function wasPrepaid(db: Handle, orderId: number): Promise<boolean> {
  const last = await db
    .selectFrom('hold')
    .select(['released_at', 'lifted_by_payment'])
    .where('order_id', '=', orderId)
    .where('code', '=', UNPAID)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last !== undefined && last.released_at !== null && last.lifted_by_payment === 1;
}
