// Records in quarantine: which wait from earlier imports of the same kind, and whether a row was settled before.
import { sql } from 'kysely';
import type { Reason } from '../domain/import/finding.ts';
import type { RecordKind, RecordOptions, RecordRow, RecordSource } from '../domain/import/record.ts';
import type { Handle } from './database.ts';

/** Imports of one kind that were asked for in the same way. */
export interface RecordScope {
  readonly kind: RecordKind;
  readonly options: RecordOptions;
}

export interface WaitingRecord {
  readonly id: number;
  readonly identity: string;
  readonly source: RecordSource;
  readonly reasons: readonly Reason[];
}

/** Every record that waits, oldest first. */
export async function waitingRecords(db: Handle, { kind, options }: RecordScope): Promise<WaitingRecord[]> {
  const rows = await db
    .selectFrom('quarantine')
    .innerJoin('batch', 'batch.id', 'quarantine.batch_id')
    .select(['quarantine.id', 'quarantine.external_id', 'quarantine.cells', 'quarantine.reasons'])
    .where('quarantine.channel_id', 'is', null)
    .where('quarantine.cleared_by', 'is', null)
    .where('batch.records', '=', kind)
    .where('batch.options', '=', JSON.stringify(options))
    .orderBy('quarantine.id')
    .execute();
  return rows.flatMap(({ id, external_id, cells, reasons }) => {
    const [row] = JSON.parse(cells) as RecordRow[];
    return row ? [{ id, identity: external_id, source: row.source, reasons: JSON.parse(reasons) as Reason[] }] : [];
  });
}

/** What was kept of the same bytes before, and mended or given up since: who it was of, by the row. */
export async function settledRecords(db: Handle, { kind, options }: RecordScope, sha256: string): Promise<Map<number, Set<string>>> {
  const rows = await db
    .selectFrom('batch_file')
    .innerJoin('batch', 'batch.id', 'batch_file.batch_id')
    .innerJoin('quarantine', (join) =>
      join.onRef('quarantine.batch_id', '=', 'batch.id').onRef('quarantine.batch_file_id', '=', 'batch_file.id'),
    )
    .select(['quarantine.row_from', 'quarantine.external_id'])
    .where('batch_file.sha256', '=', sha256)
    .where('batch.records', '=', kind)
    .where('batch.options', '=', JSON.stringify(options))
    .where('quarantine.cleared_by', 'is not', null)
    .execute();
  const settled = new Map<number, Set<string>>();
  for (const { row_from, external_id } of rows) settled.set(row_from, (settled.get(row_from) ?? new Set()).add(external_id));
  return settled;
}

/** Each row that was ever kept of a file, with the hash of the file it first stood in. */
export async function rowsEverKept(db: Handle, batchFileId: number, sha256: string): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('quarantine')
    .select(['row_from', sql<string | null>`json_extract(cells, '$[0].source.sha256')`.as('sha256')])
    .where('batch_id', 'in', db.selectFrom('batch_file').select('batch_id').where('id', '=', batchFileId))
    .where('batch_file_id', '=', batchFileId)
    .execute();
  return new Map(rows.map((row) => [row.row_from, row.sha256 ?? sha256]));
}
