// What waits of records while others come in: a good row settles it, a bad one takes its place.
import type { Reason } from '../domain/import/finding.ts';
import type { FileRecord } from '../domain/import/record.ts';
import { tagsOf } from '../domain/import/record-tags.ts';
import type { Handle } from '../store/database.ts';
import { clearEntries, insertQuarantine } from '../store/quarantine.ts';
import { isSettled, type RecordScope, waitingRecords } from '../store/quarantine-record.ts';
import type { Act } from './shop.ts';

/** An act within a batch. */
type BatchAct = Act & { readonly batchId: number };
type Identified = Pick<FileRecord<unknown>, 'source' | 'identity'>;

interface Entry {
  readonly id: number;
  readonly sha256: string;
  /** Kept by this very import. */
  readonly isOwn: boolean;
  isOpen: boolean;
}

export class RecordQuarantine {
  readonly #scope: RecordScope;
  readonly #byPlace = new Map<string, Entry[]>();
  readonly #byKey = new Map<string, Entry[]>();

  private constructor(scope: RecordScope) {
    this.#scope = scope;
  }

  static async of(db: Handle, scope: RecordScope): Promise<RecordQuarantine> {
    const quarantine = new RecordQuarantine(scope);
    for (const { id, ...record } of await waitingRecords(db, scope)) quarantine.#note(record, id, false);
    return quarantine;
  }

  /** A record came in: what waited of it is settled. */
  async settle(act: BatchAct, record: Identified): Promise<void> {
    await this.#clear(act, this.#waitingOf(record));
  }

  /** Whether a row that is refused is one whose trouble is over: it was mended, or given up. */
  async isSettled(act: BatchAct, record: Identified): Promise<boolean> {
    const { place } = tagsOf(this.#scope.options, record);
    if (place === null || this.#waitingOf(record).length > 0) return false;
    return isSettled(act.db, this.#scope, record);
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
    this.#note(record, insertQuarantine(act.database, draft), true);
  }

  #note(record: Identified, id: number, isOwn: boolean): void {
    const entry = { id, sha256: record.source.sha256, isOwn, isOpen: true };
    const { place, key } = tagsOf(this.#scope.options, record);
    if (place !== null) this.#byPlace.set(place, [...(this.#byPlace.get(place) ?? []), entry]);
    if (key !== null) this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), entry]);
  }

  #waitingOf(record: Identified): Entry[] {
    const { place, key } = tagsOf(this.#scope.options, record);
    const there = (place !== null && this.#byPlace.get(place)) || [];
    const alike = ((key !== null && this.#byKey.get(key)) || []).filter(({ sha256 }) => sha256 !== record.source.sha256);
    return [...new Set([...there, ...alike])].filter(({ isOpen }) => isOpen);
  }

  async #clear(act: BatchAct, entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) entry.isOpen = false;
    const ids = entries.map(({ id }) => id);
    await clearEntries(act.db, ids, act.batchId);
  }
}
