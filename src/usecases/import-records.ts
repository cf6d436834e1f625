// Importing records from files: row by row, each whole or not at all; one that is refused keeps out only itself.
import { isOmsError } from '../domain/error.ts';
import { type FileRecord, type RecordFile, type RecordImportResult, type RecordKind, recordOutcomes } from '../domain/import/record.ts';
import { Tally } from '../domain/import/result.ts';
import { type Act, type Shop, write } from './shop.ts';

export interface RecordImportRequest<Draft> {
  readonly files: readonly RecordFile<Draft>[];
  /** Every row or none. */
  readonly strict: boolean;
  readonly dryRun: boolean;
}

/** Where a record stands. */
export interface RecordSource {
  readonly sha256: string;
  readonly row: number;
}

/** How records of one kind are taken in. */
export interface RecordTaker<Draft> {
  readonly kind: RecordKind;
  /** Called before the first record: of a trial, and of the run itself. */
  begin?(): void;
  /** Takes one record, or refuses it; the outcome is one of `recordOutcomes`. */
  take(act: Act, draft: Draft, from: RecordSource): Promise<string>;
  /** Where a refusal is told as something else, or of a column: by its code. */
  readonly refusals?: Readonly<Record<string, { readonly code: string; readonly column: string }>>;
}

/** Rows of one transaction; nothing is parsed under the lock. */
const CHUNK = 500;

/** Takes in every record that can be. Under `strict` one bad row keeps all of them out (`isRefused`). */
export async function importRecords<Draft>(
  shop: Shop,
  { files, strict, dryRun }: RecordImportRequest<Draft>,
  taker: RecordTaker<Draft>,
): Promise<RecordImportResult> {
  if (!strict && !dryRun) {
    const run = new Run(taker);
    for (const file of files) await inChunks(shop, file, run);
    return run.result(files, false);
  }
  const rows = files.map((file) => ({ file, records: [...file.records()] }));
  const trial = await inOne(shop, rows, new Run(taker), true);
  const isRefused = strict && trial.refused > 0;
  if (dryRun || isRefused) return trial.result(files, isRefused);
  return (await inOne(shop, rows, new Run(taker), false)).result(files, false);
}

type Rows<Draft> = readonly { readonly file: RecordFile<Draft>; readonly records: readonly FileRecord<Draft>[] }[];

/** All of it in one transaction. */
async function inOne<Draft>(shop: Shop, rows: Rows<Draft>, run: Run<Draft>, dryRun: boolean): Promise<Run<Draft>> {
  await write(shop, { dryRun }, async (act) => {
    for (const { file, records } of rows) await run.takeFile(act, file, records);
  });
  return run;
}

async function inChunks<Draft>(shop: Shop, file: RecordFile<Draft>, run: Run<Draft>): Promise<void> {
  run.tellOfFile(file);
  const records = file.records()[Symbol.iterator]();
  for (let chunk = taken(records); chunk.length > 0; chunk = taken(records)) {
    const current = chunk;
    await write(shop, {}, (act) => run.takeRows(act, file, current));
  }
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

/** Counts and findings of one run. */
class Run<Draft> {
  readonly #taker: RecordTaker<Draft>;
  readonly #counts: Record<string, number>;
  readonly #tally = new Tally();

  constructor(taker: RecordTaker<Draft>) {
    this.#taker = taker;
    taker.begin?.();
    this.#counts = Object.fromEntries(recordOutcomes[taker.kind].map((outcome) => [outcome, 0]));
  }

  get refused(): number {
    return this.#counts.refused ?? 0;
  }

  result(files: readonly RecordFile<Draft>[], isRefused: boolean): RecordImportResult {
    const named = files.map(({ name, profile, encoding }) => ({ name, profile, encoding }));
    return { kind: this.#taker.kind, files: named, counts: this.#counts, problems: this.#tally.problems, isRefused };
  }

  tellOfFile(file: RecordFile<Draft>): void {
    this.#tally.foundInFile(file);
  }

  async takeFile(act: Act, file: RecordFile<Draft>, records: readonly FileRecord<Draft>[]): Promise<void> {
    this.tellOfFile(file);
    await this.takeRows(act, file, records);
  }

  async takeRows(act: Act, file: RecordFile<Draft>, records: readonly FileRecord<Draft>[]): Promise<void> {
    for (const record of records) await this.#takeRow(act, file, record);
  }

  async #takeRow(act: Act, file: RecordFile<Draft>, { draft, findings, row, line, key }: FileRecord<Draft>): Promise<void> {
    const place = { file: file.name, row, line, order: key };
    for (const { code, column, details } of findings) this.#tally.found(code, () => ({ ...place, column, details }));
    if (draft === null) return this.#count('refused');
    try {
      this.#count(await act.database.attempt(() => this.#taker.take(act, draft, { sha256: file.sha256, row })));
    } catch (error) {
      if (!isOmsError(error) || error.kind === 'environment') throw error;
      const { code, column } = this.#taker.refusals?.[error.code] ?? { code: error.code, column: '' };
      this.#tally.found(code, () => ({ ...place, column, details: error.details }));
      this.#count('refused');
    }
  }

  #count(outcome: string): void {
    this.#counts[outcome] = (this.#counts[outcome] ?? 0) + 1;
  }
}
