// The history: who did what to which thing, by which command. Ids and field names only, never personal values.
import { sql } from 'kysely';
import type { Handle } from './database.ts';

export type EntityKind =
  | 'shop'
  | 'product'
  | 'order'
  | 'customer'
  | 'case'
  | 'shipment'
  | 'invoice'
  | 'return'
  | 'batch'
  | 'stock'
  | 'location'
  | 'supplier'
  | 'purchase'
  | 'approval'
  | 'print'
  | 'promotion'
  | 'channel';

export interface EventFacts {
  readonly at: string;
  readonly on: string;
  readonly actor: string;
  readonly command: string;
  readonly batchId?: number;
}

/** Appends one event. `fields` names what changed (ids, states and quantities; no personal values). */
export async function recordEvent(
  db: Handle,
  facts: EventFacts,
  kind: EntityKind,
  id: number,
  action: string,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await db
    .insertInto('event')
    .values({
      at: facts.at,
      business_date: facts.on,
      actor: facts.actor,
      command: facts.command,
      entity_kind: kind,
      entity_id: id,
      action,
      fields: JSON.stringify(fields),
      batch_id: facts.batchId ?? null,
    })
    .execute();
}

/** As {@link recordEvent} for many things, each with its own fields; in one statement, since there may be thousands. */
export async function recordEvents(
  db: Handle,
  { at, on, actor, command, batchId }: EventFacts,
  kind: EntityKind,
  action: string,
  things: readonly { readonly id: number; readonly fields: Readonly<Record<string, unknown>> }[],
): Promise<void> {
  if (things.length === 0) return;
  const packed = JSON.stringify(things.map(({ id, fields }) => [id, fields]));
  await sql`insert into event (at, business_date, actor, command, entity_kind, entity_id, action, fields, batch_id)
    select ${at}, ${on}, ${actor}, ${command}, ${kind}, value ->> 0, ${action}, value -> 1, ${batchId ?? null} from json_each(${packed})`.execute(
    db,
  );
}

/** What has happened to a thing, oldest first. An id whose order was undone with its batch begins anew. */
export function listEvents(db: Handle, kind: EntityKind, id: number) {
  const undone = db
    .selectFrom('event as gone')
    .select(({ fn }) => fn.max('gone.id').as('id'))
    .where('gone.entity_kind', '=', kind)
    .where('gone.entity_id', '=', id)
    .where('gone.action', '=', 'undone');
  return db
    .selectFrom('event')
    .selectAll()
    .where('entity_kind', '=', kind)
    .where('entity_id', '=', id)
    .where(({ eb, fn, val }) => eb('id', '>', fn.coalesce(undone, val(0))))
    .orderBy('id')
    .execute();
}

/** What has happened to the shop when a copy of it was made. */
export const BACKED_UP = 'backed-up';

/** Where copies of the shop were put, by name. */
export async function backupsMade(db: Handle): Promise<string[]> {
  const rows = await db
    .selectFrom('event')
    .select('fields')
    .where('entity_kind', '=', 'shop')
    .where('entity_id', '=', 1)
    .where('action', '=', BACKED_UP)
    .execute();
  return [...new Set(rows.map(({ fields }) => String((JSON.parse(fields) as { to?: unknown }).to)))].sort();
}
