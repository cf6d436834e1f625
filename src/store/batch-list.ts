// Batches found and read: newest first, with their files and what still waits of them.
import { type Selectable, sql } from 'kysely';
import {
  type BatchFileView,
  type BatchState,
  type BatchSummary,
  type BatchView,
  type KeptFile,
  type KeptOrder,
  type KeptRow,
  keptCounts,
  keptRecordCounts,
  type QuarantinedOrder,
} from '../domain/batch.ts';
import { OmsError } from '../domain/error.ts';
import { formatId, parseId } from '../domain/id.ts';
import type { Reason } from '../domain/import/finding.ts';
import type { RecordOptions } from '../domain/import/record.ts';
import { businessDate } from '../domain/time.ts';
import type { Handle } from './database.ts';
import { rowsEverKept } from './quarantine-record.ts';
import type { BatchTable } from './schema.ts';

type BatchRow = Selectable<BatchTable>;

/** What is asked of a list; instants, both ends included. */
export interface BatchQuery {
  readonly channel?: string;
  readonly from?: string;
  readonly until?: string;
  readonly quarantined?: boolean;
  readonly limit?: number;
}

/** Newest first. */
export async function listBatches(db: Handle, query: BatchQuery, timeZone: string): Promise<BatchSummary[]> {
  let rows = db.selectFrom('batch').selectAll().orderBy('id', 'desc');
  const { channel, from, until } = query;
  if (channel !== undefined) {
    const ofChannel = db
      .selectFrom('batch_file')
      .innerJoin('channel', 'channel.id', 'batch_file.channel_id')
      .select('batch_file.batch_id')
      .where('channel.name', '=', channel);
    rows = rows.where('id', 'in', ofChannel);
  }
  if (from !== undefined) rows = rows.where('started_at', '>=', from);
  if (until !== undefined) rows = rows.where('started_at', '<', until);
  if (query.quarantined) rows = rows.where('id', 'in', db.selectFrom('quarantine').select('batch_id').where('cleared_by', 'is', null));
  if (query.limit !== undefined) rows = rows.limit(query.limit);
  const found: BatchSummary[] = [];
  for (const row of await rows.execute()) found.push(await summaryOf(db, row, timeZone));
  return found;
}

async function summaryOf(db: Handle, row: BatchRow, timeZone: string): Promise<BatchSummary> {
  const files = await filesOf(db, row);
  const counts = keptCounts(row.counts);
  return {
    id: formatId('batch', row.id),
    command: row.command,
    date: businessDate(row.started_at, timeZone),
    state: stateOf(row),
    channels: [...new Set(counts.channels.length > 0 ? counts.channels : files.map(({ channel }) => channel))].filter(
      (channel) => channel !== '',
    ),
    fileNames: files.map(({ name }) => name),
    orders: counts.orders,
    records: keptRecordCounts(row.records, row.counts),
    waiting: await countWaiting(db, row.id),
  };
}

function stateOf({ finished_at, undone_at }: BatchRow): BatchState {
  if (undone_at !== null) return 'undone';
  return finished_at === null ? 'unfinished' : 'done';
}

async function countWaiting(db: Handle, batchId: number): Promise<number> {
  const { count } = await db
    .selectFrom('quarantine')
    .select(sql<number>`count(*)`.as('count'))
    .where('batch_id', '=', batchId)
    .where('cleared_by', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

async function filesOf(db: Handle, { id, records: kind }: BatchRow): Promise<BatchFileView[]> {
  const rows = await db
    .selectFrom('batch_file')
    .leftJoin('channel', 'channel.id', 'batch_file.channel_id')
    .selectAll('batch_file')
    .select('channel.name as channel_name')
    .where('batch_id', '=', id)
    .orderBy('batch_file.id')
    .execute();
  return rows.map((row) => {
    const { orders, found, channels } = keptCounts(row.counts);
    const channel = channels.length > 0 ? channels.join(', ') : (row.channel_name ?? '');
    const { name, sha256, bytes, profile, encoding } = row;
    return { name, sha256, bytes, profile, channel, encoding, orders, records: keptRecordCounts(kind, row.counts), found };
  });
}

/** A batch by "B12". Refuses `batch-unknown`, and `id-invalid` for what is no id of a batch. */
export async function findBatch(db: Handle, text: string): Promise<BatchRow> {
  const id = parseId('batch', text);
  const row = await db.selectFrom('batch').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new OmsError('batch-unknown', { id: text });
  return row;
}

/** Everything about a batch. */
export async function batchView(db: Handle, row: BatchRow, timeZone: string): Promise<BatchView> {
  const { held, history, lines, units } = keptCounts(row.counts);
  return {
    ...(await summaryOf(db, row, timeZone)),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    undoneAt: row.undone_at,
    actor: row.actor,
    strict: row.strict === 1,
    opening: row.opening,
    options: JSON.parse(row.options) as RecordOptions,
    held,
    history,
    lines,
    units,
    files: await filesOf(db, row),
    quarantine: await quarantineOf(db, row.id),
  };
}

/** Every order of a batch that went to quarantine, settled ones included; by file and row. */
export async function quarantineOf(db: Handle, batchId: number): Promise<QuarantinedOrder[]> {
  const rows = await db
    .selectFrom('quarantine')
    .innerJoin('batch_file', 'batch_file.id', 'quarantine.batch_file_id')
    .selectAll('quarantine')
    .select('batch_file.name')
    .where('quarantine.batch_id', '=', batchId)
    .orderBy('batch_file_id')
    .orderBy('row_from')
    .orderBy('quarantine.id')
    .execute();
  return rows.map((row) => ({
    file: row.name,
    order: row.external_id,
    rowFrom: row.row_from,
    rowTo: row.row_to,
    state: row.cleared_by === null ? 'waiting' : row.discard_reason === null ? 'cleared' : 'discarded',
    clearedBy: row.cleared_by === null || row.discard_reason !== null ? null : formatId('batch', row.cleared_by),
    discardReason: row.discard_reason,
    reasons: JSON.parse(row.reasons) as Reason[],
  }));
}

/** The batches of which orders wait, oldest first. */
export async function waitingBatchIds(db: Handle): Promise<string[]> {
  const rows = await db
    .selectFrom('quarantine')
    .select('batch_id')
    .distinct()
    .where('cleared_by', 'is', null)
    .orderBy('batch_id')
    .execute();
  return rows.map(({ batch_id }) => formatId('batch', batch_id));
}

/** The files of a batch in the order in which they were read, each with the orders of it that wait. */
export async function keptFiles(db: Handle, { id, opening, records, options }: BatchRow): Promise<KeptFile[]> {
  const rows = await db
    .selectFrom('batch_file')
    .leftJoin('channel', 'channel.id', 'batch_file.channel_id')
    .select([
      'batch_file.id',
      'batch_file.name',
      'batch_file.sha256',
      'batch_file.profile',
      'batch_file.header',
      'channel.name as channel_name',
    ])
    .where('batch_id', '=', id)
    .orderBy('batch_file.id')
    .execute();
  const files: KeptFile[] = [];
  for (const { id: fileId, name, sha256, profile, header, channel_name } of rows) {
    const columns = JSON.parse(header) as string[];
    const batch = formatId('batch', id);
    files.push({
      fileId,
      batch,
      name,
      profile,
      records,
      options: JSON.parse(options) as RecordOptions,
      came: records === null ? new Map() : await rowsEverKept(db, fileId, sha256),
      channel: channel_name ?? '',
      opening,
      header: columns,
      orders: await keptOrdersOf(db, fileId),
    });
  }
  return files;
}

async function keptOrdersOf(db: Handle, fileId: number): Promise<KeptOrder[]> {
  const rows = await db
    .selectFrom('quarantine')
    .leftJoin('sales_order', (join) =>
      join.onRef('sales_order.channel_id', '=', 'quarantine.channel_id').onRef('sales_order.external_id', '=', 'quarantine.external_id'),
    )
    .select(['quarantine.id', 'quarantine.external_id', 'reasons', 'cells', 'sales_order.id as orderId'])
    .where('quarantine.batch_file_id', '=', fileId)
    .where('cleared_by', 'is', null)
    .orderBy('quarantine.row_from')
    .orderBy('quarantine.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    order: row.external_id,
    isKnown: row.orderId !== null,
    reasons: JSON.parse(row.reasons) as Reason[],
    rows: JSON.parse(row.cells) as KeptRow[],
  }));
}
