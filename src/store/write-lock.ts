// SQLite's write lock, taken in turn: who has waited long tries often, who writes on and on leaves it to others now and then.
import type BetterSqlite3 from 'better-sqlite3';
import { OmsError } from '../domain/error.ts';

/** How long one connection may take the lock again and again, and how long it then leaves it free. */
const TAKEN_MS = 100;
const FREE_MS = 4;
/** Between two tries of those who have just come: often enough to see that the lock is free. */
const FIRST_PAUSE_MS = FREE_MS - 1;

/** One connection's share of it. */
export class WriteLock {
  readonly #raw: BetterSqlite3.Database;
  /** When it was first taken without having been left to others since, and when it was last given back. */
  #takenAt = 0;
  #givenBackAt = 0;

  constructor(raw: BetterSqlite3.Database) {
    this.#raw = raw;
  }

  /**
   * Begins a transaction that holds the lock. SQLite itself tries ever less often, so that of many writers some are never
   * in time. Refuses `busy` when this connection has waited as long as it does for anything.
   */
  async begin(): Promise<void> {
    await this.#letOthersIn();
    const waitMs = Number(this.#raw.pragma('busy_timeout', { simple: true }));
    const since = performance.now();
    while (!this.#triedToBegin(waitMs)) {
      const waited = performance.now() - since;
      if (waited >= waitMs) throw new OmsError('busy', { path: this.#raw.name });
      await pause(Math.min(pauseAfter(waited), waitMs - waited));
    }
  }

  /** The transaction has ended. */
  gaveBack(): void {
    this.#givenBackAt = performance.now();
  }

  /** Those who wait would hardly ever see the moment between two transactions. */
  async #letOthersIn(): Promise<void> {
    const now = performance.now();
    const isFree = now - this.#givenBackAt >= FREE_MS;
    if (!isFree && now - this.#takenAt < TAKEN_MS) return;
    if (!isFree) await pause(FREE_MS);
    this.#takenAt = performance.now();
  }

  /** One try, without SQLite's own waiting; other statements go on waiting as long. */
  #triedToBegin(waitMs: number): boolean {
    this.#raw.pragma('busy_timeout = 0');
    try {
      this.#raw.exec('begin immediate');
      return true;
    } catch (error) {
      if (isLocked(error)) return false;
      throw error;
    } finally {
      this.#raw.pragma(`busy_timeout = ${waitMs}`);
    }
  }
}

/** Does it while nobody else writes, without waiting for them. */
export async function withoutWaiting<T>({ raw }: { readonly raw: BetterSqlite3.Database }, work: () => Promise<T>): Promise<T> {
  const before = raw.pragma('busy_timeout', { simple: true }) as number;
  raw.pragma('busy_timeout = 0');
  try {
    return await work();
  } finally {
    raw.pragma(`busy_timeout = ${before}`);
  }
}

/** Whether it is another connection's lock that a statement has met. */
export function isLocked(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^SQLITE_(BUSY|LOCKED)/.test(String(error.code));
}

/** Milliseconds until the next try of one who has waited so long. */
function pauseAfter(waitedMs: number): number {
  if (waitedMs < 500) return FIRST_PAUSE_MS;
  if (waitedMs < 2_000) return 50;
  return Math.max(FIRST_PAUSE_MS, 60_000 / waitedMs);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
