// Records as a file gives them, one to a row (products, stock, customers, prices, codes), and what importing them answers.
import type { Finding } from './finding.ts';
import type { Place } from './order.ts';
import type { FoundProblem } from './result.ts';

export interface FileRecord<Draft> extends Place {
  /** What it is of, for messages: a SKU, a name; as far as it could be read when the row could not. */
  readonly key: string;
  readonly findings: readonly Finding[];
  /** Null: the row cannot be read, and nothing of it is taken. */
  readonly draft: Draft | null;
}

/** One file of records, found whole and ready to be read. */
export interface RecordFile<Draft> {
  readonly name: string;
  readonly sha256: string;
  readonly profile: string;
  readonly encoding: string;
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

export interface RecordImportResult {
  readonly kind: RecordKind;
  readonly files: readonly ImportedRecordFile[];
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly FoundProblem[];
  /** --strict found a row that cannot be taken, and nothing was kept. */
  readonly isRefused: boolean;
}

/** 0 all in; 1 nothing came in; 3 some rows did not. */
export function recordImportExitCode({ counts, isRefused }: RecordImportResult): 0 | 1 | 3 {
  if (isRefused) return 1;
  const { refused = 0, ...taken } = counts;
  if (refused === 0) return 0;
  return Object.values(taken).every((count) => count === 0) ? 1 : 3;
}
