// Erasing people: every row that names them is blanked, and nothing of it is left in the file or its log.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Blanked, Needles, Traces } from '../domain/erase.ts';
import { OmsError } from '../domain/error.ts';
import { among } from './among.ts';
import { type Database, type Handle, toOmsError } from './database.ts';
import { formerWithoutPeople } from './former.ts';
import { forgetInIndex, purgeIndexes } from './search.ts';

/** Somebody with all who were merged into them, and everything that hangs on them. */
export interface Erased {
  readonly customerIds: readonly number[];
  readonly orderIds: readonly number[];
  readonly partyIds: readonly number[];
}

/** What hangs on these customers. */
export async function hangingOn(db: Handle, customerIds: readonly number[]): Promise<Erased> {
  const customers = among(customerIds);
  const orderIds = (await db.selectFrom('sales_order').select('id').where('customer_id', 'in', customers).orderBy('id').execute()).map(
    ({ id }) => id,
  );
  const { rows } = await sql<{ id: number }>`select id from (
    select ship_party_id as id from sales_order where customer_id in ${customers}
    union select bill_party_id from sales_order where customer_id in ${customers}
    union select party_id from shipment where order_id in ${among(orderIds)}
    union select party_id from order_line_party where order_id in ${among(orderIds)}
    union select party_id from customer where id in ${customers}
    union select party_id from customer_address where customer_id in ${customers}) where id is not null order by id`.execute(db);
  return { customerIds, orderIds, partyIds: rows.map(({ id }) => id) };
}

/** Orders of which something is still to be done. */
export async function openOrdersAmong(db: Handle, orderIds: readonly number[]): Promise<number[]> {
  const rows = await db
    .selectFrom('sales_order')
    .select('id')
    .where('id', 'in', among(orderIds))
    .where('state', 'in', ['new', 'confirmed'])
    .where('history', '=', 0)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Every row that says who they are; what they wrote is searched for as their street is. */
export async function tracesOf(db: Handle, { customerIds, orderIds, partyIds }: Erased): Promise<Traces[]> {
  const customers = await db
    .selectFrom('customer')
    .select(['name', 'company', 'email', 'phone'])
    .where('id', 'in', among(customerIds))
    .execute();
  const contacts = db.selectFrom('customer_contact').select(['name', 'email', 'phone']).where('customer_id', 'in', among(customerIds));
  const parties = db
    .selectFrom('party')
    .select(['name', 'company', 'email', 'phone', 'address1', 'address2'])
    .where('id', 'in', among(partyIds));
  const notes = db.selectFrom('sales_order').select('note as address1').where('id', 'in', among(orderIds)).where('note', 'is not', null);
  return [...customers, ...(await contacts.execute()), ...(await parties.execute()), ...(await notes.execute())];
}

/** The hashes of the files that their orders were read from, or wait from in quarantine. */
export async function sourcesOf(db: Handle, { orderIds }: Erased, needles: Needles): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`select distinct sha256 from batch_file where id in (
    select batch_file_id from sales_order where id in ${among(orderIds)}
    union select former_file_id from batch_change where order_id in ${among(orderIds)}
    union select batch_file_id from quarantine where ${isTheirs(needles)})`.execute(db);
  return rows.map(({ sha256 }) => sha256);
}

/** Whether a text has any of these in it. */
function holds(text: RawBuilder<unknown>, needles: readonly string[]) {
  return sql<boolean>`exists (select 1 from json_each(${JSON.stringify(needles)}) as needle where instr(${text}, needle.value) > 0)`;
}

/**
 * What waits of theirs: their e-mail or phone stands in it, or their name with their street. What a record is known by,
 * and why it was refused, may name them too.
 */
function isTheirs({ own, names, streets }: Needles) {
  const cells = sql`quarantine.cells || case when quarantine.channel_id is null
    then char(10) || quarantine.external_id || char(10) || quarantine.reasons else '' end`;
  return sql<boolean>`(${holds(cells, own)} or (${holds(cells, names)} and ${holds(cells, streets)}))`;
}

/** Blanks people everywhere but on documents. Of an address the country stays, which tax and reports go by. */
export async function blankPeople(db: Handle, erased: Erased, needles: Needles, at: string): Promise<Blanked> {
  const { customerIds, orderIds, partyIds } = erased;
  await forgetInIndex(db, 'order', orderIds);
  await forgetInIndex(db, 'customer', customerIds);
  const cases = await blankCases(db, orderIds);
  const notes = await blankNotes(db, erased);
  await blankTexts(db, orderIds, needles.known);
  await blankFormers(db, orderIds);
  const quarantined = await blankQuarantine(db, needles);
  await db
    .updateTable('party')
    .set({
      name: '',
      company: null,
      email: null,
      phone: null,
      address1: null,
      address2: null,
      city: null,
      region: null,
      postcode: null,
      tax_id: null,
    })
    .where('id', 'in', among(partyIds))
    .execute();
  for (const table of ['customer_identity', 'customer_contact', 'customer_address', 'customer_tag'] as const)
    await db.deleteFrom(table).where('customer_id', 'in', among(customerIds)).execute();
  await blankCustomers(db, customerIds, at);
  return { orders: orderIds.length, people: partyIds.length + customerIds.length, notes, cases, quarantined };
}

async function blankCustomers(db: Handle, customerIds: readonly number[], at: string): Promise<void> {
  const nothing = { company: null, email: null, email_key: null, phone: null, tax_id: null, language: null, note: null };
  await db
    .updateTable('customer')
    .set({ name: '', ...nothing, payment_preference: null, consent: null, consent_on: null, erased_at: at, updated_at: at })
    .where('id', 'in', among(customerIds))
    .execute();
}

async function blankCases(db: Handle, orderIds: readonly number[]): Promise<number> {
  const cases = db.selectFrom('order_case').select('id').where('order_id', 'in', among(orderIds));
  await db.deleteFrom('order_case_note').where('case_id', 'in', cases).execute();
  const query = db.updateTable('order_case').set({ text: '', resolution: '' }).where('order_id', 'in', among(orderIds));
  return Number((await query.executeTakeFirstOrThrow()).numUpdatedRows);
}

async function blankNotes(db: Handle, { customerIds, orderIds }: Erased): Promise<number> {
  const onCustomers = await db.deleteFrom('customer_note').where('customer_id', 'in', among(customerIds)).executeTakeFirstOrThrow();
  const onOrders = await db.deleteFrom('order_note').where('order_id', 'in', among(orderIds)).executeTakeFirstOrThrow();
  const own = db.updateTable('sales_order').set({ note: null }).where('id', 'in', among(orderIds)).where('note', 'is not', null);
  return Number(onCustomers.numDeletedRows + onOrders.numDeletedRows + (await own.executeTakeFirstOrThrow()).numUpdatedRows);
}

/** What people typed or a channel sent, where it names them. */
async function blankTexts(db: Handle, orderIds: readonly number[], known: readonly string[]): Promise<void> {
  const orders = among(orderIds);
  for (const table of ['hold', 'cancellation', 'line_cancellation', 'goods_return', 'order_waiver'] as const)
    await sql`update ${sql.table(table)} set reason = '' where order_id in ${orders} and ${holds(sql`reason`, known)}`.execute(db);
  await sql`update order_waiver set seen = '[]' where order_id in ${orders}`.execute(db);
  await sql`update approval set note = '' where order_id in ${orders} and ${holds(sql`note`, known)}`.execute(db);
  await sql`update order_line set name = sku where order_id in ${orders} and ${holds(sql`name`, known)}`.execute(db);
  await sql`update order_line set variant = null where order_id in ${orders} and ${holds(sql`variant`, known)}`.execute(db);
  await sql`update problem set details = '{}' where order_id in ${orders}`.execute(db);
  for (const column of ['purchase_number', 'carrier', 'service'] as const)
    await sql`update order_terms set ${sql.ref(column)} = null where order_id in ${orders} and ${holds(sql.ref(column), known)}`.execute(
      db,
    );
  await sql`delete from order_tag where order_id in ${orders} and ${holds(sql`tag`, known)}`.execute(db);
  await sql`delete from order_channel_code where order_id in ${orders} and ${holds(sql`code`, known)}`.execute(db);
  const isOfPeople = sql`(field = 'note' or field like 'ship.%' or field like 'bill%' or field like 'line%.ship-to')`;
  for (const table of ['channel_value', 'channel_conflict'] as const)
    await sql`delete from ${sql.table(table)} where order_id in ${orders} and ${isOfPeople}`.execute(db);
  await sql`update command_key set fingerprint = json_array(command), result = '{}'
    where ${holds(sql`fingerprint`, known)} or ${holds(sql`result`, known)}`.execute(db);
}

/** What undoing an import would bring back. */
async function blankFormers(db: Handle, orderIds: readonly number[]): Promise<void> {
  const rows = await db
    .selectFrom('batch_change')
    .select(['id', 'former'])
    .where('order_id', 'in', among(orderIds))
    .where('former', 'is not', null)
    .execute();
  for (const { id, former } of rows) {
    await db
      .updateTable('batch_change')
      .set({ former: formerWithoutPeople(former as string) })
      .where('id', '=', id)
      .execute();
  }
}

/** What their orders were before imports changed them, oldest first. */
export async function formersOf(db: Handle, orderIds: readonly number[]): Promise<unknown[]> {
  const query = db.selectFrom('batch_change').select('former').where('order_id', 'in', among(orderIds)).where('former', 'is not', null);
  return (await query.orderBy('id').execute()).map(({ former }) => JSON.parse(former as string) as unknown);
}

/** Orders of theirs that could not be read, oldest first: the cells as they came. */
export async function quarantinedOf(db: Handle, needles: Needles): Promise<unknown[]> {
  const rows = await db.selectFrom('quarantine').select('cells').where(isTheirs(needles)).orderBy('id').execute();
  return rows.map(({ cells }) => JSON.parse(cells) as unknown);
}

/** What waits of theirs is given up: its cells are gone, and what a record was known by. */
async function blankQuarantine(db: Handle, needles: Needles): Promise<number> {
  const query = db
    .updateTable('quarantine')
    .set(({ ref, fn }) => ({
      cells: '[]',
      reasons: '[]',
      external_id: sql<string>`case when channel_id is null then '' else external_id end`,
      discard_reason: 'erased',
      cleared_by: fn.coalesce(ref('cleared_by'), ref('batch_id')),
    }))
    .where(isTheirs(needles));
  return Number((await query.executeTakeFirstOrThrow()).numUpdatedRows);
}

/** Their documents, by number of entry. */
export function documentsOf(db: Handle, orderIds: readonly number[]) {
  return db
    .selectFrom('invoice')
    .select(['id', 'number', 'retain_until', 'snapshot'])
    .where(sql<SqlBool>`id in (select invoice_id from invoice_line where order_id in ${among(orderIds)})`)
    .orderBy('id')
    .execute();
}

/** What a document said goes; its number and its link of the chain stay. */
export async function dropSnapshots(db: Handle, ids: readonly number[]): Promise<void> {
  await db.updateTable('invoice').set({ snapshot: null, snapshot_salt: null }).where('id', 'in', among(ids)).execute();
}

/** The shipments of these orders, by number. */
export async function shipmentIdsOf(db: Handle, orderIds: readonly number[]): Promise<number[]> {
  const rows = await db.selectFrom('shipment').select('id').where('order_id', 'in', among(orderIds)).orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/** The returns of these orders, by number. */
export async function returnIdsOf(db: Handle, orderIds: readonly number[]): Promise<number[]> {
  const rows = await db.selectFrom('goods_return').select('id').where('order_id', 'in', among(orderIds)).orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/** From here on what is deleted is overwritten. */
export function deleteSecurely(database: Database): void {
  database.raw.pragma('secure_delete = ON');
}

/**
 * Writes the whole file anew, so that pages that were freed before are gone too, and empties the log. Refuses `busy` while
 * somebody reads what was.
 */
export function scrub(database: Database): void {
  try {
    purgeIndexes(database);
    database.raw.exec('vacuum');
    const [log] = database.raw.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (log?.busy) throw new OmsError('busy', { path: database.path });
  } catch (error) {
    throw toOmsError(error, database.path);
  }
}

/** The columns in which any of these texts still stands. */
export async function columnsHolding(db: Handle, needles: readonly string[]): Promise<{ table: string; column: string }[]> {
  const found: { table: string; column: string }[] = [];
  if (needles.length === 0) return found;
  for (const { name: table, columns } of await db.introspection.getTables()) {
    const texts = columns.filter(({ dataType }) => dataType.toLowerCase() === 'text').map(({ name }) => name);
    if (texts.length === 0) continue;
    const any = texts.map((name) => sql<number>`max(${holds(sql.ref(`${table}.${name}`), needles)})`.as(name));
    const row = await db
      .selectFrom(table as 'customer')
      .select(any)
      .executeTakeFirst();
    for (const [column, is] of Object.entries(row ?? {})) if (is) found.push({ table, column });
  }
  return found;
}
