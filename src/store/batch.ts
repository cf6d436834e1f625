// Batches: one run of an import, with the files it read.
import type { RecordKind, RecordOptions } from '../domain/import/record.ts';
import type { Handle } from './database.ts';

export interface BatchDraft {
  readonly command: string;
  readonly channelId: number | null;
  readonly strict: boolean;
  readonly opening: string | null;
  /** Of what its files are; left out: of orders. */
  readonly records?: RecordKind;
  readonly options?: RecordOptions;
  readonly actor: string;
}

export async function insertBatch(db: Handle, draft: BatchDraft, at: string): Promise<number> {
  const { id } = await db
    .insertInto('batch')
    .values({
      command: draft.command,
      channel_id: draft.channelId,
      started_at: at,
      strict: draft.strict ? 1 : 0,
      opening: draft.opening,
      records: draft.records ?? null,
      options: JSON.stringify(draft.options ?? {}),
      actor: draft.actor,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export interface BatchFileDraft {
  readonly batchId: number;
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly profile: string;
  readonly profileHash: string;
  /** Null: it is of records, which have none. */
  readonly channelId: number | null;
  readonly encoding: string;
  readonly header: readonly string[];
}

export async function insertBatchFile(db: Handle, draft: BatchFileDraft): Promise<number> {
  const { id } = await db
    .insertInto('batch_file')
    .values({
      batch_id: draft.batchId,
      name: draft.name,
      sha256: draft.sha256,
      bytes: draft.bytes,
      profile: draft.profile,
      profile_hash: draft.profileHash,
      channel_id: draft.channelId,
      encoding: draft.encoding,
      header: JSON.stringify(draft.header),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Notes what a file came to; only then it counts as read. */
export async function finishBatchFile(db: Handle, id: number, counts: unknown): Promise<void> {
  await db
    .updateTable('batch_file')
    .set({ counts: JSON.stringify(counts) })
    .where('id', '=', id)
    .execute();
}

export async function finishBatch(db: Handle, id: number, counts: unknown, at: string): Promise<void> {
  await db
    .updateTable('batch')
    .set({ counts: JSON.stringify(counts), finished_at: at })
    .where('id', '=', id)
    .execute();
}

/** Whether somebody has undone a batch. */
export async function isUndone(db: Handle, id: number): Promise<boolean> {
  const row = await db.selectFrom('batch').select('undone_at').where('id', '=', id).executeTakeFirstOrThrow();
  return row.undone_at !== null;
}

/** The same bytes, read the same way for the same channel, by a run that came to its end and still stands, with nothing before it undone since. */
export async function fileReadBefore(
  db: Handle,
  file: { readonly sha256: string; readonly profile: string; readonly profileHash: string },
  channelId: number,
): Promise<{ batchId: number; fileId: number; counts: unknown } | undefined> {
  const row = await db
    .selectFrom('batch_file')
    .innerJoin('batch', 'batch.id', 'batch_file.batch_id')
    .select(['batch_file.batch_id', 'batch_file.id', 'batch_file.counts'])
    .where('batch_file.sha256', '=', file.sha256)
    .where('batch_file.profile', '=', file.profile)
    .where('batch_file.profile_hash', '=', file.profileHash)
    .where('batch_file.channel_id', '=', channelId)
    .where('batch.finished_at', 'is not', null)
    .where('batch.undone_at', 'is', null)
    .where('batch_file.read_again', '=', 0)
    .orderBy('batch_file.id', 'desc')
    .executeTakeFirst();
  return row && { batchId: row.batch_id, fileId: row.id, counts: JSON.parse(row.counts) };
}
