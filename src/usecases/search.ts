// Searching: the index is brought up to date by whoever comes by, and what it does not know yet is looked through.
import { isOmsError } from '../domain/error.ts';
import { termsOf } from '../domain/search.ts';
import type { Handle } from '../store/database.ts';
import { backlogOf, foundIds, indexSome } from '../store/search.ts';
import type { SearchKind } from '../store/search-text.ts';
import { withoutWaiting } from '../store/write-lock.ts';
import { read, type Shop, write } from './shop.ts';

/** More than this is left to `oms run`: a search is not to be waited for. */
const LITTLE = 2000;

/** Indexes all that is not, in short transactions. */
export async function indexAll(shop: Shop): Promise<void> {
  for (const kind of ['order', 'customer'] as const) {
    for (let isDone = false; !isDone; ) isDone = await write(shop, {}, (act) => indexSome(act.database, act.db, kind));
  }
}

/** Indexes what little is not; where somebody else is writing, or nobody may, the search does without. */
async function indexLittle(shop: Shop, kind: SearchKind): Promise<void> {
  const { upto, newest, stale } = await read(shop, (db) => backlogOf(db, kind));
  const behind = newest - upto + stale;
  if (behind === 0 || behind > LITTLE) return;
  try {
    await withoutWaiting(shop.database, () => write(shop, {}, (act) => indexSome(act.database, act.db, kind, LITTLE)));
  } catch (error) {
    if (!isOmsError(error) || error.kind !== 'environment') throw error;
  }
}

export interface Searched {
  readonly kind: SearchKind;
  /** Parts of words, all of which have to be there. */
  readonly text: string;
  readonly limit: number | undefined;
}

/** What is found and shown, the newest first; `show` leaves out what something else keeps from the list. */
export async function search<T>(
  shop: Shop,
  { kind, text, limit = Number.POSITIVE_INFINITY }: Searched,
  show: (db: Handle, ids: readonly number[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const terms = termsOf(text);
  if (terms.length === 0) return [];
  await indexLittle(shop, kind);
  return read(shop, async (db) => {
    const found: T[] = [];
    for await (const ids of foundIds(db, kind, terms)) {
      if (ids.length > 0) found.push(...(await show(db, ids)));
      if (found.length >= limit) return found.slice(0, limit);
    }
    return found;
  });
}
