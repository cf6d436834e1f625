// Importing records from files: row by row, each whole or not at all; one that is refused keeps out only itself, and waits.
import { formatId } from '../domain/id.ts';
import type { FileRecord, RecordFile, RecordImportResult, RecordKind, RecordOptions, RecordSource } from '../domain/import/record.ts';
import type { Claim } from './record-contradiction.ts';
import { RecordRun } from './record-run.ts';
import { type Act, type Shop, write } from './shop.ts';

export interface RecordImportRequest<Draft> {
  readonly files: readonly RecordFile<Draft>[];
  /** Every row or none. */
  readonly strict: boolean;
  readonly dryRun: boolean;
}

/** How records of one kind are taken in. */
export interface RecordTaker<Draft> {
  readonly kind: RecordKind;
  /** How they are asked for: see `RecordOptions`. */
  readonly options?: RecordOptions;
  /** Called before the first record: of a trial, and of the run itself. */
  begin?(): void;
  /** Takes one record, or refuses it; the outcome is one of `recordOutcomes`. */
  take(act: Act, draft: Draft, from: RecordSource): Promise<string>;
  /** What a record says, of what: rows of one file that contradict each other are refused, all of them. Left out: each counts. */
  claimOf?(draft: Draft): Claim;
  /** Whether taking a record and undoing it again leaves nothing: rows that are refused for themselves then contradict no other. */
  readonly isTried?: boolean;
  /** Where a refusal is told as something else, or of a column: by its code. */
  readonly refusals?: Readonly<Record<string, { readonly code: string; readonly column: string }>>;
}

/** Rows of one transaction; nothing is parsed under the lock. */
const CHUNK = 500;

/**
 * Takes in every record that can be, as a batch, and keeps the rest in quarantine. Under `strict` one bad row keeps all of
 * them out (`isRefused`), and there is no batch.
 */
export async function importRecords<Draft>(
  shop: Shop,
  { files, strict, dryRun }: RecordImportRequest<Draft>,
  taker: RecordTaker<Draft>,
): Promise<RecordImportResult> {
  if (!strict && !dryRun) {
    const run = new RecordRun(taker, strict);
    for (const file of files) await inChunks(shop, file, run);
    const batchId = await write(shop, {}, (act) => run.finish(act));
    return run.result(files, { batch: formatId('batch', batchId), isRefused: false });
  }
  const rows = files.map((file) => ({ file, records: [...file.records()] }));
  const trial = new RecordRun(taker, strict);
  await inOne(shop, rows, trial, true);
  const isRefused = strict && trial.refused.length > 0;
  if (dryRun || isRefused) return trial.result(files, { batch: null, isRefused });
  const run = new RecordRun(taker, strict);
  const batchId = await inOne(shop, rows, run, false);
  return run.result(files, { batch: formatId('batch', batchId), isRefused: false });
}

type Rows<Draft> = readonly { readonly file: RecordFile<Draft>; readonly records: readonly FileRecord<Draft>[] }[];

/** All of it in one transaction. Returns the batch. */
function inOne<Draft>(shop: Shop, rows: Rows<Draft>, run: RecordRun<Draft>, dryRun: boolean): Promise<number> {
  return write(shop, { dryRun }, async (act) => {
    for (const { file, records } of rows) {
      run.lookOver(() => records);
      await run.takeRows(act, file, records);
      await run.finishFile(act, file);
    }
    return run.finish(act);
  });
}

async function inChunks<Draft>(shop: Shop, file: RecordFile<Draft>, run: RecordRun<Draft>): Promise<void> {
  run.lookOver(() => file.records());
  const records = file.records()[Symbol.iterator]();
  for (let chunk = taken(records); chunk.length > 0; chunk = taken(records)) {
    const current = chunk;
    await write(shop, {}, (act) => run.takeRows(act, file, current));
  }
  await write(shop, {}, (act) => run.finishFile(act, file));
}

function taken<Draft>(records: Iterator<FileRecord<Draft>>): FileRecord<Draft>[] {
  const chunk: FileRecord<Draft>[] = [];
  while (chunk.length < CHUNK) {
    const next = records.next();
    if (next.done) break;
    chunk.push(next.value);
  }
  return chunk;
}
