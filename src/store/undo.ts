// Undoing a batch in the database: what it touched, what has happened since, and taking away what it brought.
import { sql } from 'kysely';
import type { LaterStep } from '../domain/import/undo.ts';
import { among } from './among.ts';
import type { Database, Handle } from './database.ts';
import type { EventFacts } from './event.ts';

/** The orders that a batch brought: they came from its files, and no file before had them. */
export async function broughtOrders(db: Handle, batchId: number): Promise<number[]> {
  const files = db.selectFrom('batch_file').select('id').where('batch_id', '=', batchId);
  const rows = await db
    .selectFrom('sales_order')
    .select('id')
    .where('batch_file_id', 'in', files)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('batch_change')
            .select('batch_change.id')
            .whereRef('batch_change.order_id', '=', 'sales_order.id')
            .where('batch_change.batch_id', '=', batchId)
            .where(({ or, eb }) => or([eb('former_file_id', 'is', null), eb('former_file_id', 'not in', files)])),
        ),
      ),
    )
    // read again by a later batch: then that one's files are its source
    .union(
      db
        .selectFrom('batch_change')
        .select('order_id as id')
        .where('batch_id', '<>', batchId)
        .where('former_file_id', 'in', files)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('batch_change as own')
                .select('own.id')
                .whereRef('own.order_id', '=', 'batch_change.order_id')
                .where('own.batch_id', '=', batchId),
            ),
          ),
        ),
    )
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * What has happened to these orders since the batch: every event that is not the batch's own, nor of a batch that was
 * undone, and `batch` where a later one has them.
 */
export async function stepsSince(db: Handle, batchId: number, orderIds: readonly number[]): Promise<LaterStep[]> {
  const { rows: events } = await sql<{ order_id: number; action: string }>`
    select event.entity_id as order_id, event.action from event
    left join batch on batch.id = event.batch_id
    where event.entity_kind = 'order' and event.entity_id in ${among(orderIds)}
    and event.id > coalesce((select min(id) from event as own where own.entity_kind = 'order'
      and own.entity_id = event.entity_id and own.batch_id = ${batchId}),
      (select min(former ->> 'lastEvent') from batch_change where batch_change.batch_id = ${batchId}
      and batch_change.order_id = event.entity_id), 0)
    and event.id > coalesce((select max(id) from event as gone where gone.entity_kind = 'order'
      and gone.entity_id = event.entity_id and gone.action = 'undone'), 0)
    and (event.batch_id is null or event.batch_id = ${batchId} or batch.records is not null)
    order by event.id`.execute(db);
  const { rows: later } = await sql<{ order_id: number }>`
    select distinct order_id from batch_change where batch_id > ${batchId} and order_id in ${among(orderIds)}`.execute(db);
  return [
    ...later.map(({ order_id }) => ({ orderId: order_id, what: 'batch' })),
    ...events.map(({ order_id, action }) => ({ orderId: order_id, what: action })),
  ];
}

/** Takes away what a batch booked for these orders, its mark set before: see the guard of payments. */
export async function removePayments(db: Handle, batchId: number, orderIds: readonly number[]): Promise<void> {
  await sql`delete from payment where batch_id = ${batchId} and order_id in ${among(orderIds)}`.execute(db);
}

/** The orders that go, where a statement can look each of them up. */
const gone = sql`(select id from temp.gone)`;

/**
 * Takes orders away with everything that hangs on them: reservations (the levels know), payments of the batch, people,
 * and customers that nothing else knows. Foreign keys have to be off (`withoutForeignKeys`): looking for each order's
 * references one by one would take hours for a large batch. Returns the units that are free again.
 */
export async function removeOrders(db: Handle, batchId: number, orderIds: readonly number[], begunAt: string): Promise<number> {
  await sql`create temp table gone (id integer primary key)`.execute(db);
  await sql`insert into temp.gone select value from json_each(${JSON.stringify(orderIds)})`.execute(db);
  const released = await removeReservations(db);
  await sql`delete from payment where batch_id = ${batchId} and order_id in ${gone}`.execute(db);
  for (const table of [
    'problem',
    'hold',
    'cancellation',
    'channel_value',
    'channel_conflict',
    'order_channel_code',
    'batch_change',
    'backorder',
    'order_partial',
    'order_terms',
    'order_line',
  ] as const)
    await sql`delete from ${sql.table(table)} where order_id in ${gone}`.execute(db);
  await sql`delete from party where id in (
    select ship_party_id from sales_order where id in ${gone}
    union select bill_party_id from sales_order where id in ${gone}
    union select party_id from order_line_party where order_id in ${gone})`.execute(db);
  await sql`delete from order_line_party where order_id in ${gone}`.execute(db);
  await sql`delete from order_origin where origin_id in ${gone}`.execute(db);
  const { rows: customers } = await sql<{ id: number }>`
    select distinct customer_id as id from sales_order where id in ${gone} and customer_id is not null`.execute(db);
  await sql`delete from sales_order where id in ${gone}`.execute(db);
  await removeUnknown(
    db,
    customers.map(({ id }) => id),
    begunAt,
  );
  await sql`drop table temp.gone`.execute(db);
  return released;
}

async function removeReservations(db: Handle): Promise<number> {
  const lines = sql`(select id from order_line where order_id in ${gone})`;
  const { rows } = await sql<{ units: number }>`
    select coalesce(sum(quantity), 0) as units from reservation where order_line_id in ${lines}`.execute(db);
  await sql`update stock_level set reserved = reserved - freed.units from (
      select product_id, location_id, sum(quantity) as units from reservation where order_line_id in ${lines}
      group by product_id, location_id) as freed
    where freed.product_id = stock_level.product_id and freed.location_id = stock_level.location_id`.execute(db);
  await sql`update lot_level set reserved = reserved - freed.units from (
      select lot_id, location_id, sum(quantity) as units from reservation
      where lot_id is not null and order_line_id in ${lines} group by lot_id, location_id) as freed
    where freed.lot_id = lot_level.lot_id and freed.location_id = lot_level.location_id`.execute(db);
  await sql`delete from reservation where order_line_id in ${lines}`.execute(db);
  await sql`delete from order_line_part where order_line_id in ${lines}`.execute(db);
  return rows[0]?.units ?? 0;
}

/** Of these customers those go who came with the batch and whom nothing else knows by now. */
async function removeUnknown(db: Handle, customerIds: readonly number[], begunAt: string): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from customer where id in ${among(customerIds)}
    and created_at >= ${begunAt} and updated_at = created_at and merged_into is null
    and id not in (select merged_into from customer where merged_into is not null)
    and not exists (select 1 from sales_order where customer_id = customer.id)
    and not exists (select 1 from event where entity_kind = 'customer' and entity_id = customer.id)`.execute(db);
  const customers = among(rows.map(({ id }) => id));
  await sql`delete from customer_identity where customer_id in ${customers}`.execute(db);
  await sql`delete from customer where id in ${customers}`.execute(db);
}

/** What a batch kept aside goes; what it had settled waits again; bytes read after it have to be read anew. */
export async function forgetBatch(db: Handle, batchId: number, at: string): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('quarantine').where('batch_id', '=', batchId).executeTakeFirstOrThrow();
  await db.updateTable('quarantine').set({ cleared_by: null }).where('cleared_by', '=', batchId).execute();
  await db.updateTable('batch_file').set({ read_again: 1 }).where('batch_id', '>', batchId).execute();
  await db.updateTable('batch').set({ undone_at: at }).where('id', '=', batchId).execute();
  return Number(numDeletedRows);
}

/** The changes of a batch to these orders are no longer to be undone. */
export async function forgetChanges(db: Handle, batchId: number, orderIds: readonly number[]): Promise<void> {
  await sql`delete from batch_change where batch_id = ${batchId} and order_id in ${among(orderIds)}`.execute(db);
}

/** One event for each of these orders. */
export async function recordForEach(db: Handle, facts: EventFacts, orderIds: readonly number[], action: string): Promise<void> {
  await sql`insert into event (at, business_date, actor, command, entity_kind, entity_id, action, batch_id)
    select ${facts.at}, ${facts.on}, ${facts.actor}, ${facts.command}, 'order', value, ${action}, ${facts.batchId ?? null}
    from json_each(${JSON.stringify(orderIds)})`.execute(db);
}

/** Throws where a row refers to one that is not there: then something hangs on an order that undoing does not know of. */
export function refuseDangling(database: Database): void {
  const [first] = database.raw.pragma('foreign_key_check') as { table: string; parent: string }[];
  if (first) throw new Error(`${first.table} refers to a row of ${first.parent} that has been removed`);
}
