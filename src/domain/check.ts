// Checking the shop: what is kept twice must agree. A finding names the row, the field, what it is and what it should be.

import type { MovementDraft } from './stock.ts';

export type CheckedValue = string | number | null;

export interface Wrong {
  readonly field: string;
  readonly is: CheckedValue;
  readonly should: CheckedValue;
}

/** A row that says what its sources do not. */
export interface WrongRow {
  readonly table: string;
  /** As people name it: O12, MUG@main, INV-2026-0007; else the row's number. */
  readonly id: string;
  readonly wrong: readonly Wrong[];
  /** Set where the ledger lacks or has too much of what a document moved: what is to be added to it. */
  readonly movement?: MovementDraft;
  /** Set where the wrong fields are copies of other rows: where the right ones go. */
  readonly key?: Readonly<Record<string, number>>;
}

export interface Finding extends Wrong {
  readonly table: string;
  readonly id: string;
  /** It was only a copy, or a movement that was added puts it right: it is right now. */
  readonly repaired: boolean;
}

/** What was looked through, and what is wrong: by table as it is checked, then by row. */
export interface CheckReport {
  readonly rows: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

/** The fields in which two rows differ. */
export function differences(is: Readonly<Record<string, CheckedValue>>, should: Readonly<Record<string, CheckedValue>>): Wrong[] {
  return Object.entries(should)
    .map(([field, value]) => ({ field, is: is[field] ?? null, should: value }))
    .filter(({ is: found, should: wanted }) => found !== wanted);
}
