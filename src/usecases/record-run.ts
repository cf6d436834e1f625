// One run of an import of records: its batch, its files, what became of each row, and what was found.
import { isOmsError } from '../domain/error.ts';
import { isUnreadable, type Reason } from '../domain/import/finding.ts';
import { type FileRecord, type RecordFile, type RecordImportResult, type RecordSource, recordOutcomes } from '../domain/import/record.ts';
import { Tally } from '../domain/import/result.ts';
import { finishBatch, finishBatchFile, insertBatch, insertBatchFile } from '../store/batch.ts';
import { recordEvent } from '../store/event.ts';
import type { RecordTaker } from './import-records.ts';
import { Contradictions, type Saying } from './record-contradiction.ts';
import { RecordQuarantine } from './record-quarantine.ts';
import type { Act } from './shop.ts';

/** A file on its way in. */
interface FileRun {
  readonly id: number;
  readonly counts: Record<string, number>;
  readonly tally: Tally;
}

export class RecordRun<Draft> {
  /** Where the records that were refused stood, in their order. */
  readonly refused: RecordSource[] = [];
  readonly #taker: RecordTaker<Draft>;
  readonly #isStrict: boolean;
  #batchId: number | undefined;
  #quarantine: RecordQuarantine | undefined;
  readonly #files = new Map<RecordFile<Draft>, FileRun>();
  /** Of the file that is being taken in. */
  #contradictions: Contradictions<Draft> | undefined;

  constructor(taker: RecordTaker<Draft>, isStrict: boolean) {
    this.#taker = taker;
    this.#isStrict = isStrict;
    taker.begin?.();
  }

  /** What became of these files; their problems added up. */
  result(files: readonly RecordFile<Draft>[], { batch, isRefused }: Pick<RecordImportResult, 'batch' | 'isRefused'>): RecordImportResult {
    const named = files.map(({ name, profile, encoding }) => ({ name, profile, encoding }));
    const total = new Tally();
    for (const { tally } of this.#files.values()) total.include(tally);
    const { kind } = this.#taker;
    return { batch, kind, files: named, counts: this.#counts(), problems: total.problems, refused: this.refused, isRefused };
  }

  /** Goes through a file before its first row is taken. */
  lookOver(records: () => Iterable<FileRecord<Draft>>): void {
    const { claimOf } = this.#taker;
    this.#contradictions = claimOf && Contradictions.among(records, claimOf);
  }

  /** Takes in what can be of these rows, and keeps the rest aside. */
  async takeRows(act: Act, file: RecordFile<Draft>, records: readonly FileRecord<Draft>[]): Promise<void> {
    const run = await this.#fileRun(act, file);
    const inside = { ...act, batchId: await this.#batch(act) };
    for (const record of records) {
      const outcome = await this.#takeRow(inside, file, run, record);
      run.counts[outcome] = (run.counts[outcome] ?? 0) + 1;
    }
  }

  /** Notes what a file came to. */
  async finishFile(act: Act, file: RecordFile<Draft>): Promise<void> {
    const { id, counts, tally } = await this.#fileRun(act, file);
    tally.foundInFile(file);
    const found = Object.fromEntries(tally.problems.map(({ code, count }) => [code, count]));
    await finishBatchFile(act.db, id, { records: counts, found });
  }

  /** Notes what all of it came to. Returns the batch. */
  async finish(act: Act): Promise<number> {
    const batchId = await this.#batch(act);
    const counts = this.#counts();
    await finishBatch(act.db, batchId, { records: counts }, act.at);
    await recordEvent(act.db, { ...act, batchId }, 'batch', batchId, 'imported', { files: this.#files.size, ...counts });
    return batchId;
  }

  #noCounts(): Record<string, number> {
    return Object.fromEntries(recordOutcomes[this.#taker.kind].map((outcome) => [outcome, 0]));
  }

  #counts(): Record<string, number> {
    const total = this.#noCounts();
    for (const { counts } of this.#files.values())
      for (const [outcome, count] of Object.entries(counts)) total[outcome] = (total[outcome] ?? 0) + count;
    return total;
  }

  /** Made at the first call. */
  async #batch(act: Act): Promise<number> {
    const { kind: records, options = {} } = this.#taker;
    const draft = { command: act.command, channelId: null, strict: this.#isStrict, opening: null, records, options, actor: act.actor };
    return (this.#batchId ??= await insertBatch(act.db, draft, act.at));
  }

  async #fileRun(act: Act, file: RecordFile<Draft>): Promise<FileRun> {
    let run = this.#files.get(file);
    if (!run) {
      const batchId = await this.#batch(act);
      const { name, sha256, bytes, profile, profileHash, encoding, header } = file;
      const draft = { batchId, channelId: null, name, sha256, bytes, profile, profileHash, encoding, header };
      run = { id: await insertBatchFile(act.db, draft), counts: this.#noCounts(), tally: new Tally() };
      this.#files.set(file, run);
    }
    return run;
  }

  async #waiting(act: Act): Promise<RecordQuarantine> {
    const { kind, options = {} } = this.#taker;
    return (this.#quarantine ??= await RecordQuarantine.of(act.db, { kind, options }));
  }

  async #takeRow(
    act: Act & { readonly batchId: number },
    file: RecordFile<Draft>,
    run: FileRun,
    record: FileRecord<Draft>,
  ): Promise<string> {
    const quarantine = await this.#waiting(act);
    const { draft } = record;
    const taken = draft === null ? record.findings.filter(isUnreadable) : await this.#attempt(act, record, draft);
    const isTaken = typeof taken === 'string';
    if (!isTaken && (await quarantine.isSettled(act, record))) return 'unchanged';
    for (const finding of record.findings) this.#tell(file, run, record, finding);
    if (isTaken) {
      await quarantine.settle(act, record, this.#contradictions);
      return taken;
    }
    if (draft !== null) for (const reason of taken) this.#tell(file, run, record, reason);
    for (const finding of record.cutAside()) this.#tell(file, run, record, finding);
    await quarantine.keep(act, run.id, record, taken);
    this.refused.push(record.source);
    return 'refused';
  }

  /** The outcome, or why it was refused. */
  async #attempt(act: Act, record: FileRecord<Draft>, draft: Draft): Promise<string | readonly Reason[]> {
    const own = this.#taker.isTried ? await this.#contradictions?.tried(record, (row) => this.#trial(act, row)) : undefined;
    if (own) return own;
    const contradiction = this.#contradictions?.of(record);
    if (contradiction) return [contradiction];
    try {
      return await act.database.attempt(() => this.#taker.take(act, draft, record.source));
    } catch (error) {
      return this.#refusal(error, record);
    }
  }

  /** Why a row is refused, whatever others say of the same; undefined: it would be taken. */
  async #trial(act: Act, row: Saying<Draft>): Promise<readonly Reason[] | undefined> {
    const { draft, source } = row;
    try {
      if (draft !== null) await act.database.trial(() => this.#taker.take(act, draft, source));
      return undefined;
    } catch (error) {
      return this.#refusal(error, row);
    }
  }

  #refusal(error: unknown, { row, line }: Saying<Draft>): readonly Reason[] {
    if (!isOmsError(error) || error.kind === 'environment') throw error;
    const { code, column } = this.#taker.refusals?.[error.code] ?? { code: error.code, column: '' };
    return [{ code, row, line, column, details: error.details }];
  }

  #tell(file: RecordFile<Draft>, { tally }: FileRun, { row, line, key }: FileRecord<Draft>, { code, column, details }: Reason): void {
    tally.found(code, () => ({ file: file.name, row, line, order: key, column, details }));
  }
}
