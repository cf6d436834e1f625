// Holds that were to last until a day: whoever writes first on that day lifts them.
import { formatId } from '../../domain/id.ts';
import { recordEvent } from '../../store/event.ts';
import { isAnyOver, releaseOver } from '../../store/hold.ts';
import type { Act } from '../shop.ts';
import { refresh } from './refresh.ts';

/** Lifts what is over. Returns the orders that may go on now, by number. */
export async function liftOver(act: Act): Promise<string[]> {
  if (!isAnyOver(act.database, act.on)) return [];
  const lifted = await releaseOver(act.db, act.on, act);
  const free: string[] = [];
  for (const [id, holds] of [...lifted].sort(([left], [right]) => left - right)) {
    await recordEvent(act.db, act, 'order', id, 'unheld', { holds });
    if ((await refresh(act, { id })).holdCount === 0) free.push(formatId('order', id));
  }
  return free;
}
