// What an acting verb answers: one outcome for each thing it was asked to act on.
import type { Details, ErrorCode } from './error.ts';

export interface Refusal {
  readonly code: ErrorCode;
  readonly details: Details;
}

/** One thing acted on. `outcome` is a word of the verb ("confirmed", "unchanged"), or "refused" with the reason. */
export interface Outcome {
  readonly id: string;
  readonly outcome: string;
  readonly error?: Refusal;
  /** What else to say of it: shown after the id, complete under --json. */
  readonly [detail: string]: unknown;
}

export interface ActResult {
  readonly counts: Readonly<Record<string, number>>;
  readonly results: readonly Outcome[];
}

/** Counts the outcomes. */
export function actResult(results: readonly Outcome[]): ActResult {
  const counts: Record<string, number> = {};
  for (const { outcome } of results) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return { counts, results };
}

/** 0 all done (or nothing to do), 1 everything refused, 3 some refused and the rest done. */
export function exitCodeOf({ results }: ActResult): 0 | 1 | 3 {
  const refused = results.filter(({ outcome }) => outcome === 'refused').length;
  if (refused === 0) return 0;
  return refused === results.length ? 1 : 3;
}
