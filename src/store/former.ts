// What an order was before a batch brought it up to date: kept whole while the batch can be undone, and put back by that.
import type { Selectable } from 'kysely';
import { addressFields } from '../domain/order/order.ts';
import type { Database, Handle, Schema } from './database.ts';
import { insert } from './insert.ts';
import { linePartiesOf, writeLineParty } from './order-edit.ts';
import { rowById, rowsOfOrder } from './rows.ts';

/** Rows as they stand in their tables. */
type Row = Readonly<Record<string, unknown>>;

/** An order with everything an import may change. Of holds and cancellations: those there were, and how they stood. */
interface Former {
  /** The last that had happened to it; 0: nothing. */
  readonly lastEvent: number;
  readonly order: Row;
  readonly shipTo: Row | null;
  /** Null: the same as `shipTo`, or nobody. */
  readonly billTo: Row | null;
  readonly lines: readonly Row[];
  /** Of lines that went elsewhere, by their ids. */
  readonly lineParties: readonly { readonly lineId: number; readonly party: Row }[];
  readonly channelValues: readonly Row[];
  readonly channelConflicts: readonly Row[];
  readonly channelCodes: readonly Row[];
  readonly problems: readonly Row[];
  readonly holds: readonly Row[];
  readonly cancellations: readonly Row[];
}

/** What hangs on an order by its id, and goes or comes back as it was. */
const hanging = ['channel_value', 'channel_conflict', 'order_channel_code', 'problem', 'hold', 'cancellation'] as const;

/** Keeps what an order is, before a batch changes it; `isWhole` false: only where it was last read. */
export function keepFormer(database: Database, batchId: number, orderId: number, isWhole: boolean): void {
  const order = rowById(database, 'sales_order', orderId) as Selectable<Schema['sales_order']>;
  insert(database, 'batch_change', changeColumns, [
    batchId,
    orderId,
    order.batch_file_id,
    order.row_from,
    order.row_to,
    order.content_hash,
    order.said_at,
    order.said_by,
    isWhole ? JSON.stringify(formerOf(database, order)) : null,
  ]);
}

const changeColumns = [
  'batch_id',
  'order_id',
  'former_file_id',
  'former_row_from',
  'former_row_to',
  'former_hash',
  'former_said_at',
  'former_said_by',
  'former',
] as const;

function formerOf(database: Database, order: Selectable<Schema['sales_order']>): Former {
  const { id, ship_party_id, bill_party_id } = order;
  const of = (table: (typeof hanging)[number] | 'order_line') => rowsOfOrder(database, table, id) as unknown as Row[];
  return {
    lastEvent: lastEventOf(database, id),
    order: order as unknown as Row,
    shipTo: partyRow(database, ship_party_id),
    billTo: bill_party_id === ship_party_id ? null : partyRow(database, bill_party_id),
    lines: of('order_line'),
    lineParties: rowsOfOrder(database, 'order_line_party', id).map(({ order_line_id, party_id }) => ({
      lineId: order_line_id,
      party: partyRow(database, party_id) as Row,
    })),
    channelValues: of('channel_value'),
    channelConflicts: of('channel_conflict'),
    channelCodes: of('order_channel_code'),
    problems: of('problem'),
    holds: of('hold'),
    cancellations: of('cancellation'),
  };
}

function lastEventOf(database: Database, orderId: number): number {
  const last = database.statement('last event of order', (db) =>
    db
      .selectFrom('event')
      .select(({ fn }) => fn.max('id').as('id'))
      .where('entity_kind', '=', 'order')
      .where('entity_id', '=', 0),
  );
  return (last.get('order', orderId) as { readonly id: number | null }).id ?? 0;
}

/** Whether a batch has changed what goods the order is for, or whether they are promised to it. */
export function changedGoods(database: Database, orderId: number, text: string): boolean {
  const { order, lines } = JSON.parse(text) as Former;
  const goods = (rows: readonly Row[]) =>
    rows.map(({ id, product_id, quantity, cancelled_quantity, pieces }) => [id, product_id, quantity, cancelled_quantity, pieces].join());
  const now = rowsOfOrder(database, 'order_line', orderId) as unknown as Row[];
  const isSame = goods(lines).sort().join(';') === goods(now).sort().join(';');
  return !isSame || rowById(database, 'sales_order', orderId)?.state !== order.state;
}

function partyRow(database: Database, id: number | null): Row | null {
  return id === null ? null : ((rowById(database, 'party', id) as unknown as Row | undefined) ?? null);
}

/** What was kept of an order, without who it was for. Of a place the country stays. */
export function formerWithoutPeople(text: string): string {
  const former = JSON.parse(text) as Former;
  const blank = (row: Row | null): Row | null =>
    row && Object.fromEntries(Object.entries(row).map(([key, value]) => [key, personal.has(key) ? null : key === 'name' ? '' : value]));
  return JSON.stringify({
    ...former,
    order: { ...former.order, note: null },
    shipTo: blank(former.shipTo),
    billTo: blank(former.billTo),
    lineParties: former.lineParties.map(({ lineId, party }) => ({ lineId, party: blank(party) })),
    channelValues: former.channelValues.filter(isImpersonal),
    channelConflicts: former.channelConflicts.filter(isImpersonal),
    channelCodes: [],
    problems: former.problems.map((row) => ({ ...row, details: '{}' })),
    holds: former.holds.map((row) => ({ ...row, reason: '' })),
    cancellations: former.cancellations.map((row) => ({ ...row, reason: '' })),
  });
}

function isImpersonal({ field }: Row): boolean {
  return !/^(note|ship\.|bill|line\d+\.ship-to)/.test(String(field));
}

const personal: ReadonlySet<string> = new Set([
  'company',
  'email',
  'phone',
  'tax_id',
  ...addressFields.filter((field) => field !== 'country'),
]);

export interface Change {
  readonly id: number;
  readonly orderId: number;
  /** Null: nothing but where it was last read. */
  readonly former: string | null;
}

/** The first change that a batch made to each order: what was before it, in the order of the orders. */
export async function firstChanges(db: Handle, batchId: number): Promise<Change[]> {
  const rows = await db
    .selectFrom('batch_change')
    .select(['id', 'order_id', 'former'])
    .where('batch_id', '=', batchId)
    .orderBy('order_id')
    .orderBy('id')
    .execute();
  const first = new Map<number, Change>();
  for (const { id, order_id, former } of rows) {
    const known = first.get(order_id);
    if (!known) first.set(order_id, { id, orderId: order_id, former });
    // a later file of the same batch may be the one that changed it
    else if (known.former === null && former !== null) first.set(order_id, { ...known, former });
  }
  return [...first.values()];
}

/** The order is again last read where it was before the change. */
export async function restoreSource(db: Handle, { id, orderId }: Change): Promise<void> {
  const former = await db.selectFrom('batch_change').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const source = {
    batch_file_id: former.former_file_id,
    row_from: former.former_row_from,
    row_to: former.former_row_to,
    content_hash: former.former_hash,
    said_at: former.former_said_at,
    said_by: former.former_said_by,
  };
  await db.updateTable('sales_order').set(source).where('id', '=', orderId).execute();
}

/** Puts an order back as it was, reservations aside: these have to be released before. */
export async function restoreFormer(database: Database, db: Handle, orderId: number, text: string): Promise<void> {
  const former = JSON.parse(text) as Former;
  const now = await db
    .selectFrom('sales_order')
    .select(['ship_party_id', 'bill_party_id'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  for (const table of hanging) await db.deleteFrom(table).where('order_id', '=', orderId).execute();
  const lineIds = await restoreLines(database, db, orderId, former.lines);
  await restoreRecipients(database, db, orderId, { former: former.lineParties, lineIds });
  const shipPartyId = await restoreParty(database, db, now.ship_party_id, former.shipTo);
  const apart = now.bill_party_id === now.ship_party_id ? null : now.bill_party_id;
  const billPartyId = former.billTo === null ? shipPartyId : await restoreParty(database, db, apart, former.billTo);
  const { id: _, ...columns } = former.order;
  await db
    .updateTable('sales_order')
    .set({ ...columns, ship_party_id: shipPartyId, bill_party_id: billPartyId })
    .where('id', '=', orderId)
    .execute();
  if (former.billTo === null && apart !== null) await db.deleteFrom('party').where('id', '=', apart).execute();
  for (const row of former.channelValues) insertRow(database, 'channel_value', row);
  for (const row of former.channelConflicts) insertRow(database, 'channel_conflict', row);
  for (const row of former.channelCodes) insertRow(database, 'order_channel_code', row);
  for (const row of former.problems)
    insertRow(database, 'problem', without({ ...row, line_id: lineIds.get(row.line_id as number) ?? null }));
  for (const row of former.holds) insertRow(database, 'hold', without(row));
  for (const row of former.cancellations) insertRow(database, 'cancellation', without(row));
}

/** People are changed where they stand. */
async function restoreParty(database: Database, db: Handle, id: number | null, row: Row | null): Promise<number | null> {
  if (row === null) return id;
  if (id === null) return insertRow(database, 'party', without(row));
  await db.updateTable('party').set(without(row)).where('id', '=', id).execute();
  return id;
}

/** By position. Returns the ids the lines have now, by those they had. */
async function restoreLines(database: Database, db: Handle, orderId: number, lines: readonly Row[]): Promise<Map<number, number>> {
  const now = await db.selectFrom('order_line').select(['id', 'position']).where('order_id', '=', orderId).execute();
  const ids = new Map<number, number>();
  for (const line of lines) {
    const there = now.find(({ position }) => position === line.position);
    if (there) await db.updateTable('order_line').set(without(line)).where('id', '=', there.id).execute();
    ids.set(line.id as number, there?.id ?? insertRow(database, 'order_line', without(line)));
  }
  const surplus = now.filter(({ position }) => !lines.some((line) => line.position === position)).map(({ id }) => id);
  await dropLines(db, surplus);
  return ids;
}

/** Takes lines away with what only remembers them: no document of an order that is still to be done may name them. */
async function dropLines(db: Handle, lineIds: readonly number[]): Promise<void> {
  if (lineIds.length === 0) return;
  await db.deleteFrom('shipment_line').where('order_line_id', 'in', lineIds).execute();
  await db.deleteFrom('line_cancellation').where('order_line_id', 'in', lineIds).execute();
  const parties = await db.selectFrom('order_line_party').selectAll().where('order_line_id', 'in', lineIds).execute();
  for (const { order_line_id, order_id } of parties) await writeLineParty(db, { lineId: order_line_id, orderId: order_id }, null);
  await db.deleteFrom('order_line').where('id', 'in', lineIds).execute();
}

/** Who lines went to: the same somebody once again, whoever it is now. */
async function restoreRecipients(
  database: Database,
  db: Handle,
  orderId: number,
  { former, lineIds }: { readonly former: Former['lineParties']; readonly lineIds: ReadonlyMap<number, number> },
): Promise<void> {
  for (const { lineId } of await linePartiesOf(db, orderId)) await writeLineParty(db, { lineId, orderId }, null);
  const partyIds = new Map<unknown, number>();
  for (const { lineId, party } of former) {
    const partyId = partyIds.get(party.id) ?? insertRow(database, 'party', without(party));
    partyIds.set(party.id, partyId);
    await writeLineParty(db, { lineId: lineIds.get(lineId) as number, orderId }, partyId);
  }
}

/** A row without its own id, which others may have taken meanwhile. */
function without({ id: _, ...row }: Row): Row {
  return row;
}

function insertRow(database: Database, table: keyof Schema & string, row: Row): number {
  const columns = Object.keys(row);
  const name = `restore ${table} ${columns.join()}`;
  const values = Object.fromEntries(columns.map((column) => [column, 0]));
  return Number(database.statement(name, (db) => db.insertInto(table).values(values as never)).run(...Object.values(row)).lastInsertRowid);
}
