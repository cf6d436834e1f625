// What a run of the inbox came to: its files, the orders it confirmed, the reservations it freed.

import { type ImportResult, importExitCode } from './import/result.ts';
import type { Refusal } from './result.ts';
import type { LowStock } from './stock.ts';

export const runStates = ['done', 'failed', 'waiting'] as const;
/** waiting: it stays in the inbox for the next run. */
export type RunState = (typeof runStates)[number];

export interface RunFile {
  /** Below the inbox: "orders.csv", "shopify-kr/orders.csv". */
  readonly path: string;
  readonly state: RunState;
  /** Below the inbox; null while it stays where it is. */
  readonly movedTo: string | null;
  readonly imported: ImportResult | null;
  readonly error: Refusal | null;
  /** The exit code this file alone would end a command with. */
  readonly code: 0 | 1 | 3 | 4;
}

export interface RunResult {
  readonly files: readonly RunFile[];
  readonly confirmed: number;
  readonly unconfirmed: number;
  /** Units promised to the orders that were confirmed, and those they wait for. */
  readonly reserved: number;
  readonly backordered: number;
  /** Orders that were held until today at the latest, and may go on. */
  readonly unheld: readonly string[];
  /** Units that were promised for a time that is over. */
  readonly swept: number;
  /** Orders that had waited for goods and got some. */
  readonly served: readonly string[];
  /** Products that have fallen to their reorder point since the last time. */
  readonly low: readonly LowStock[];
}

/** Where a file goes that was read: one of which nothing could be read has failed. */
export function stateOfImport({ orders }: ImportResult): 'done' | 'failed' {
  const { quarantined, ...read } = orders;
  return quarantined > 0 && Object.values(read).every((count) => count === 0) ? 'failed' : 'done';
}

export function codeOfImport(result: ImportResult): 0 | 1 | 3 {
  return importExitCode(result);
}

/** Whether a file brought anything that was not there before; the same bytes again bring nothing. */
export function hasNews({ code, imported }: RunFile): boolean {
  if (imported === null) return code !== 0;
  if (imported.files.every(({ readAs }) => readAs !== null)) return false;
  const { unchanged: _, ...rest } = imported.orders;
  return Object.values(rest).some((count) => count > 0);
}

/** Whether there is anything to tell. */
export function isWorthTelling(result: RunResult): boolean {
  return (
    result.files.some(hasNews) ||
    result.confirmed > 0 ||
    result.unconfirmed > 0 ||
    result.unheld.length > 0 ||
    result.swept > 0 ||
    result.served.length > 0 ||
    result.low.length > 0
  );
}

/** The first of 4, 1 and 3 that occurred. */
export function runExitCode({ files, unconfirmed }: RunResult): 0 | 1 | 3 | 4 {
  const codes = [...files.map(({ code }) => code), ...(unconfirmed > 0 ? [3 as const] : [])];
  return ([4, 1, 3] as const).find((code) => codes.includes(code)) ?? 0;
}

/** Names that a download has while it is not whole, and names that nobody is meant to see. */
export function isUnfinishedName(name: string): boolean {
  return name.startsWith('.') || /(\.(part|partial|crdownload|download|opdownload|filepart|tmp|temp)|~)$/i.test(name);
}

/** Folders of the inbox that are no channels. */
export const inboxFolders = { done: 'done', failed: 'failed' } as const;
