// Adding and listing locations. The code is the key: the same again is `unchanged`.
import { OmsError } from '../../domain/error.ts';
import { checkLocationCode, type LocationView } from '../../domain/location.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { findLocation, insertLocation, listLocations } from '../../store/stock.ts';
import { read, type Shop, type WriteOptions, write } from '../shop.ts';

export interface LocationDraft {
  readonly code: string;
  readonly name: string | undefined;
  /** Left out: after all others. */
  readonly priority: number | undefined;
}

/** Adds a location. Another under this code is refused with `location-exists`. */
export function addLocation(shop: Shop, draft: LocationDraft, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const code = checkLocationCode(draft.code);
    const current = await findLocation(act.db, code);
    if (current) {
      const differs = (draft.name ?? current.name) !== current.name || (draft.priority ?? current.priority) !== current.priority;
      if (differs) throw new OmsError('location-exists', { location: code });
      return actResult([{ id: code, outcome: 'unchanged', name: current.name }]);
    }
    const all = await listLocations(act.db);
    const priority = draft.priority ?? Math.max(-1, ...all.map((one) => one.priority)) + 1;
    const made = await insertLocation(act.db, code, draft.name ?? code, priority);
    await recordEvent(act.db, act, 'location', made.id, 'added');
    return actResult([{ id: code, outcome: 'added', name: made.name, priority }]);
  });
}

/** By priority, then code. */
export function locations(shop: Shop): Promise<LocationView[]> {
  return read(shop, async (db) => (await listLocations(db)).map(({ code, name, priority }) => ({ code, name, priority })));
}
