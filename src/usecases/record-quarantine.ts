// What waits of records while others come in: a good row settles it, a bad one takes its place.
import type { Reason } from '../domain/import/finding.ts';
import type { FileRecord } from '../domain/import/record.ts';
import { tagsOf } from '../domain/import/record-tags.ts';
import type { Handle } from '../store/database.ts';
import { clearEntries, insertQuarantine } from '../store/quarantine.ts';
import { type RecordScope, settledRecords, waitingRecords } from '../store/quarantine-record.ts';
import type { Contradictions } from './record-contradiction.ts';
import type { Act } from './shop.ts';

/** An act within a batch. */
type BatchAct = Act & { readonly batchId: number };
type Identified = Pick<FileRecord<unknown>, 'source' | 'identity'>;

interface Entry {
  readonly id: number;
  readonly sha256: string;
  readonly row: number;
  /** The first of the rows that contradict each other, where it waits as one of them. */
  readonly first: unknown;
  /** Kept by this very import. */
  readonly isOwn: boolean;
  isOpen: boolean;
}

export class RecordQuarantine {
  readonly #scope: RecordScope;
  readonly #byPlace = new Map<string, Entry[]>();
  /** By key, then by the file they first stood in. */
  readonly #byKey = new Map<string, Map<string, Entry[]>>();
  /** Rows that contradict each other, by what they are of. */
  readonly #contradictory = new Map<string, Entry[]>();
  /** Whose trouble was over before this import, by the file they first stood in, then by row. */
  readonly #settled = new Map<string, Map<number, Set<string>>>();

  private constructor(scope: RecordScope) {
    this.#scope = scope;
  }

  static async of(db: Handle, scope: RecordScope): Promise<RecordQuarantine> {
    const quarantine = new RecordQuarantine(scope);
    for (const { id, reasons, ...record } of await waitingRecords(db, scope)) quarantine.#note(record, reasons, id, false);
    return quarantine;
  }

  /**
   * A record came in: what waited of it is settled, and with it the rows that contradicted it, unless they are in the file as
   * well (`inFile`) and say for themselves what has become of them.
   */
  async settle(act: BatchAct, record: Identified, inFile: Pick<Contradictions<unknown>, 'hasRow'> | undefined): Promise<void> {
    const waiting = this.#waitingOf(record);
    const beside = waiting.flatMap((entry) => this.#contradicting(entry)).filter(({ row }) => !inFile?.hasRow(row));
    await this.#clear(act, [...new Set([...waiting, ...beside])]);
  }

  /** Whether a row that is refused is one whose trouble is over: it was mended, or given up; of several records of a row this one. */
  async isSettled(act: BatchAct, record: Identified): Promise<boolean> {
    const { place } = tagsOf(this.#scope.options, record);
    if (place === null || this.#waitingOf(record).length > 0) return false;
    const { sha256, row, part } = record.source;
    const settled = this.#settled.get(sha256) ?? (await settledRecords(act.db, this.#scope, sha256));
    this.#settled.set(sha256, settled);
    const ofRow = settled.get(row);
    return ofRow !== undefined && (part === '' || ofRow.has(record.identity));
  }

  /** Keeps a record, in the place of what earlier imports kept of it. */
  async keep(act: BatchAct, batchFileId: number, record: FileRecord<unknown>, reasons: readonly Reason[]): Promise<void> {
    await this.#clear(
      act,
      this.#waitingOf(record).filter(({ isOwn }) => !isOwn),
    );
    const { identity, row } = record;
    const cells = [record.rawRow()];
    const draft = { batchId: act.batchId, batchFileId, channelId: null, externalId: identity, rowFrom: row, rowTo: row, reasons, cells };
    this.#note(record, reasons, insertQuarantine(act.database, draft), true);
  }

  #note(record: Identified, reasons: readonly Reason[], id: number, isOwn: boolean): void {
    const { sha256, row } = record.source;
    const first = reasons.find(({ code }) => code === 'record-differs')?.details.first;
    const entry = { id, sha256, row, first, isOwn, isOpen: true };
    if (first !== undefined) push(this.#contradictory, `${sha256} ${first}`, entry);
    const { place, key } = tagsOf(this.#scope.options, record);
    if (place !== null) push(this.#byPlace, place, entry);
    if (key === null) return;
    const files = this.#byKey.get(key) ?? new Map<string, Entry[]>();
    this.#byKey.set(key, files);
    push(files, sha256, entry);
  }

  #waitingOf(record: Identified): Entry[] {
    const { place, key } = tagsOf(this.#scope.options, record);
    const there = ((place !== null && this.#byPlace.get(place)) || []).filter(({ isOpen }) => isOpen);
    const files = (key !== null && this.#byKey.get(key)) || new Map<string, Entry[]>();
    const others = [...files.keys()].filter((sha256) => sha256 !== record.source.sha256);
    return [...new Set([...there, ...others.flatMap((sha256) => openOf(files, sha256))])];
  }

  /** The other rows of its file that say something else of the same. */
  #contradicting({ id, sha256, first }: Entry): Entry[] {
    if (first === undefined) return [];
    const alike = this.#contradictory.get(`${sha256} ${first}`) ?? [];
    return alike.filter((other) => other.isOpen && other.id !== id);
  }

  async #clear(act: BatchAct, entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) entry.isOpen = false;
    const ids = entries.map(({ id }) => id);
    await clearEntries(act.db, ids, act.batchId);
  }
}

function push(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const entries = map.get(key);
  if (entries) entries.push(entry);
  else map.set(key, [entry]);
}

/** Those that are open; the others are let go, since a file may have thousands of rows with one key. */
function openOf(files: Map<string, Entry[]>, sha256: string): Entry[] {
  const open = (files.get(sha256) ?? []).filter(({ isOpen }) => isOpen);
  if (open.length > 0) files.set(sha256, open);
  else files.delete(sha256);
  return open;
}
