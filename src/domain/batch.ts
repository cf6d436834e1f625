// Batches as the outside reads them: runs of an import, the files they read, and what of them still waits in quarantine.
import type { Reason } from './import/finding.ts';
import type { RawRow } from './import/order.ts';
import { type RecordCounts, type RecordKind, type RecordOptions, type RecordSource, recordOutcomes } from './import/record.ts';
import { type ImportCounts, type OrderOutcome, orderOutcomes } from './import/result.ts';

export const batchStates = ['done', 'unfinished', 'undone'] as const;
/** unfinished: it was cut off, or is under way; the same import again completes it. */
export type BatchState = (typeof batchStates)[number];

export interface BatchFilter {
  readonly channel?: string;
  /** Begun on this day or later, or earlier; of the shop's calendar. */
  readonly from?: string;
  readonly to?: string;
  /** Only those of which orders still wait in quarantine. */
  readonly quarantined?: boolean;
  readonly limit?: number;
}

export interface BatchSummary {
  readonly id: string;
  readonly command: string;
  readonly date: string;
  readonly state: BatchState;
  readonly channels: readonly string[];
  readonly fileNames: readonly string[];
  /** As they were counted when the batch came in; all zero while it is unfinished. */
  readonly orders: Readonly<Record<OrderOutcome, number>>;
  /** Of an import of other things than orders: what they are, and what became of them; null: of orders. */
  readonly records: RecordCounts | null;
  /** Orders, or rows of records, that still wait in quarantine. */
  readonly waiting: number;
}

export interface BatchFileView {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly profile: string;
  readonly channel: string;
  readonly encoding: string;
  readonly orders: Readonly<Record<OrderOutcome, number>>;
  readonly records: RecordCounts | null;
  /** How often each problem and finding was met. */
  readonly found: Readonly<Record<string, number>>;
}

export const quarantineStates = ['waiting', 'cleared', 'discarded'] as const;
export type QuarantineState = (typeof quarantineStates)[number];

/** An order in quarantine, or the row of a record. */
export interface QuarantinedOrder {
  readonly file: string;
  /** The channel's number, or the key of the record, as far as it could be read. */
  readonly order: string;
  readonly rowFrom: number;
  readonly rowTo: number;
  readonly state: QuarantineState;
  /** The batch that brought it right, or tried anew. */
  readonly clearedBy: string | null;
  readonly discardReason: string | null;
  readonly reasons: readonly Reason[];
}

export interface BatchView extends BatchSummary {
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly undoneAt: string | null;
  readonly actor: string;
  readonly strict: boolean;
  readonly opening: string | null;
  /** How records were asked for: {"as": "receipt"}. */
  readonly options: RecordOptions;
  readonly held: number;
  readonly history: number;
  readonly lines: number;
  readonly units: number;
  readonly files: readonly BatchFileView[];
  readonly quarantine: readonly QuarantinedOrder[];
}

/** A row as it came; that of a record with where it first stood. */
export interface KeptRow extends RawRow {
  readonly source?: RecordSource;
}

/** An order in quarantine with its rows as they came, or a record with its one. */
export interface KeptOrder {
  readonly id: number;
  readonly order: string;
  /** The channel's order of this number is here by now. */
  readonly isKnown: boolean;
  readonly reasons: readonly Reason[];
  readonly rows: readonly KeptRow[];
}

/** A file of a batch with the orders of it that wait. */
export interface KeptFile {
  readonly fileId: number;
  readonly batch: string;
  readonly name: string;
  readonly profile: string;
  /** What it is of; null: of orders. */
  readonly records: RecordKind | null;
  readonly options: RecordOptions;
  /** Of records: each row that was ever kept of it, with the hash of the file it first stood in. */
  readonly came: ReadonlyMap<number, string>;
  readonly channel: string;
  /** Orders before this date are history. */
  readonly opening: string | null;
  readonly header: readonly string[];
  readonly orders: readonly KeptOrder[];
}

/** Counts of records as they were kept; null: of orders. An import under way has none yet. */
export function keptRecordCounts(kind: RecordKind | null, text: string): RecordCounts | null {
  if (kind === null) return null;
  const { records = {} } = JSON.parse(text) as { records?: RecordCounts['counts'] };
  return { kind, counts: Object.fromEntries(recordOutcomes[kind].map((outcome) => [outcome, records[outcome] ?? 0])) };
}

/** Counts as they were kept; what was not kept is zero. */
export function keptCounts(text: string): ImportCounts & { readonly found: Readonly<Record<string, number>> } {
  const kept = JSON.parse(text) as Partial<ImportCounts> & { found?: Record<string, number> };
  const orders = Object.fromEntries(orderOutcomes.map((outcome) => [outcome, kept.orders?.[outcome] ?? 0])) as Record<OrderOutcome, number>;
  const { held = 0, history = 0, lines = 0, units = 0, channels = [], found = {} } = kept;
  return { orders, held, history, lines, units, channels, found };
}
