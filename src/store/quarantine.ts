// Quarantine: orders and records that could not be taken, with every reason and the rows as they came.
import type { Reason } from '../domain/import/finding.ts';
import type { RawRow } from '../domain/import/order.ts';
import { among } from './among.ts';
import type { Database, Handle } from './database.ts';
import { insert } from './insert.ts';

const columns = ['batch_id', 'batch_file_id', 'channel_id', 'external_id', 'row_from', 'row_to', 'reasons', 'cells'] as const;

export interface QuarantineDraft {
  readonly batchId: number;
  readonly batchFileId: number;
  /** Null: of a record. */
  readonly channelId: number | null;
  readonly externalId: string;
  readonly rowFrom: number;
  readonly rowTo: number;
  readonly reasons: readonly Reason[];
  readonly cells: readonly RawRow[];
}

/** Returns the entry's id. */
export function insertQuarantine(database: Database, draft: QuarantineDraft): number {
  return insert(database, 'quarantine', columns, [
    draft.batchId,
    draft.batchFileId,
    draft.channelId,
    draft.externalId,
    draft.rowFrom,
    draft.rowTo,
    JSON.stringify(draft.reasons),
    JSON.stringify(draft.cells),
  ]);
}

/** The orders of a channel that wait in quarantine. */
export async function openQuarantine(db: Handle, channelId: number): Promise<Set<string>> {
  const rows = await db
    .selectFrom('quarantine')
    .select('external_id')
    .distinct()
    .where('channel_id', '=', channelId)
    .where('cleared_by', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.external_id));
}

/** Those of a channel's orders in quarantine that have no number, oldest first, by their cells. */
export async function openUnnumbered(db: Handle, channelId: number): Promise<Map<string, number[]>> {
  const rows = await db
    .selectFrom('quarantine')
    .select(['id', 'cells'])
    .where('channel_id', '=', channelId)
    .where('external_id', '=', '')
    .where('cleared_by', 'is', null)
    .orderBy('id', 'desc')
    .execute();
  const found = new Map<string, number[]>();
  for (const { id, cells } of rows) {
    const key = cellsKey(JSON.parse(cells) as RawRow[]);
    found.set(key, [...(found.get(key) ?? []), id]);
  }
  return found;
}

/** The same for rows that are the same, wherever they stand. */
export function cellsKey(rows: readonly RawRow[]): string {
  return JSON.stringify(rows.map(({ cells }) => cells));
}

/** How many orders of a file still wait. */
export async function countOpenQuarantine(db: Handle, batchFileId: number): Promise<number> {
  const row = await db
    .selectFrom('quarantine')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('batch_file_id', '=', batchFileId)
    .where('cleared_by', 'is', null)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** An order has come in whole, or is quarantined anew: what was kept of it before is settled, but what was for this reason. */
export async function clearQuarantine(db: Handle, channelId: number, externalId: string, batchId: number, kept?: string): Promise<void> {
  let update = db
    .updateTable('quarantine')
    .set({ cleared_by: batchId })
    .where('channel_id', '=', channelId)
    .where('external_id', '=', externalId)
    .where('cleared_by', 'is', null);
  if (kept !== undefined) update = update.where('reasons', 'not like', `%"code":"${kept}"%`);
  await update.execute();
}

/** What was kept of these orders is settled by a batch, whatever their numbers were. Returns how many still waited. */
export async function clearEntries(db: Handle, ids: readonly number[], batchId: number): Promise<number> {
  if (ids.length === 0) return 0;
  const { numUpdatedRows } = await db
    .updateTable('quarantine')
    .set({ cleared_by: batchId })
    .where('id', 'in', among(ids))
    .where('cleared_by', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/**
 * What nobody will mend: settled by its own batch, with the reason, and its cells are gone; of people also what they were
 * known by.
 */
export async function discardEntries(db: Handle, ids: readonly number[], reason: string, isOfPeople: boolean): Promise<void> {
  await db
    .updateTable('quarantine')
    .set(({ ref }) => ({
      cleared_by: ref('batch_id'),
      discard_reason: reason,
      cells: '[]',
      ...(isOfPeople && { external_id: '', reasons: '[]' }),
    }))
    .where('id', 'in', among(ids))
    .execute();
}
