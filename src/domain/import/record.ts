// Records as a file gives them, one to a row (products, stock, customers, prices, codes), and what importing them answers.
import type { Served } from '../order/served.ts';
import type { Finding } from './finding.ts';
import type { Place, RawRow } from './order.ts';
import type { FoundProblem } from './result.ts';

/** Where a record first stood, however often its row has been fed back since. */
export interface RecordSource {
  readonly sha256: string;
  readonly row: number;
  /** The location, where a row has a record for each; else empty. */
  readonly part: string;
}

/** The row of a record as it came, every cell of it; of a row with several records no other's. */
export interface RecordRow extends RawRow {
  readonly source: RecordSource;
}

export interface FileRecord<Draft> extends Place {
  /** What it is of, for messages: a SKU, a name; as far as it could be read when the row could not. */
  readonly key: string;
  /** What makes it the same record in another file; empty where nothing does. */
  readonly identity: string;
  readonly source: RecordSource;
  /** Where its code is made of its name: what else tells it from others of that name; else empty. */
  readonly of: string;
  readonly findings: readonly Finding[];
  /** Null: the row cannot be read, and nothing of it is taken. */
  readonly draft: Draft | null;
  /** For quarantine. */
  rawRow(): RecordRow;
  /** Card numbers that are cut where the row is kept as it came, but for those that are told already. */
  cutAside(): readonly Finding[];
}

/** One file of records, found whole and ready to be read. */
export interface RecordFile<Draft> {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly profile: string;
  readonly profileHash: string;
  readonly encoding: string;
  readonly header: readonly string[];
  /** What is told of the file as a whole. */
  readonly findings: readonly Finding[];
  /** Row by row. */
  records(): Iterable<FileRecord<Draft>>;
}

/** What can become of a record, by what the file is of. Each count stands, also where it is zero. */
export const recordOutcomes = {
  products: ['added', 'edited', 'unchanged', 'refused'],
  stock: ['received', 'counted', 'unchanged', 'refused'],
  counts: ['counted', 'unchanged', 'refused'],
  customers: ['added', 'edited', 'unchanged', 'refused'],
  prices: ['edited', 'unchanged', 'refused'],
  aliases: ['added', 'unchanged', 'refused'],
} as const satisfies Record<string, readonly string[]>;
export type RecordKind = keyof typeof recordOutcomes;

export interface ImportedRecordFile {
  readonly name: string;
  readonly profile: string;
  readonly encoding: string;
}

/** How records were asked for, by the names of the flags, as far as feeding rows back has to know. */
export type RecordOptions = Readonly<Record<string, string>>;

/** Of a file or a batch: how many of each outcome. */
export interface RecordCounts {
  readonly kind: RecordKind;
  readonly counts: Readonly<Record<string, number>>;
}

export interface RecordImportResult extends RecordCounts {
  /** Null: nothing was kept (a dry run, or --strict refused). */
  readonly batch: string | null;
  readonly files: readonly ImportedRecordFile[];
  readonly problems: readonly FoundProblem[];
  /** Where the records that were refused stood, in their order. */
  readonly refused: readonly RecordSource[];
  /** --strict found a row that cannot be taken, and nothing was kept. */
  readonly isRefused: boolean;
  /** Of stock: orders that waited for what came. */
  readonly served?: readonly Served[];
}

/** 0 all in; 1 nothing came in; 3 some rows did not. */
export function recordImportExitCode({ counts, isRefused }: RecordImportResult): 0 | 1 | 3 {
  if (isRefused) return 1;
  const { refused = 0, ...taken } = counts;
  if (refused === 0) return 0;
  return Object.values(taken).every((count) => count === 0) ? 1 : 3;
}
