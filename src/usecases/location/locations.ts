// Adding, changing and listing locations. The code is the key: the same again is `unchanged`.
import { isCountry } from '../../domain/country.ts';
import { OmsError } from '../../domain/error.ts';
import { regionName } from '../../domain/import/region.ts';
import { checkLocationCode, type Location, type LocationView } from '../../domain/location.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { findLocation, insertLocation, listLocations, updateLocation } from '../../store/stock.ts';
import { read, type Shop, type WriteOptions, write } from '../shop.ts';

/** What is left out stays as it is; of a new one it is empty, and the priority behind all others. */
export interface LocationDraft {
  readonly code: string;
  readonly name: string | undefined;
  /** ISO 3166-1, and the region as addresses have it: orders from there are served from here first. */
  readonly country: string | undefined;
  readonly region: string | undefined;
  readonly priority: number | undefined;
}

/** Adds a location. Another under this code is refused with `location-exists`. */
export function addLocation(shop: Shop, draft: LocationDraft, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const code = checkLocationCode(draft.code);
    const wanted = changesOf(draft);
    const current = await findLocation(act.db, code);
    if (current) {
      if (differing(current, wanted).length > 0) throw new OmsError('location-exists', { location: code });
      return actResult([{ id: code, outcome: 'unchanged', name: current.name }]);
    }
    const all = await listLocations(act.db);
    const priority = Math.max(-1, ...all.map((one) => one.priority)) + 1;
    const made = await insertLocation(act.db, { code, name: code, country: '', region: '', priority, ...wanted });
    await recordEvent(act.db, act, 'location', made.id, 'added');
    return actResult([{ id: code, outcome: 'added', name: made.name, priority: made.priority }]);
  });
}

/** Changes a location. Refuses `location-unknown`. */
export function editLocation(shop: Shop, draft: LocationDraft, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const current = await findLocation(act.db, draft.code.trim());
    const known = (await listLocations(act.db)).map(({ code }) => code);
    if (!current) throw new OmsError('location-unknown', { location: draft.code, known });
    const wanted = changesOf(draft);
    const fields = differing(current, wanted);
    if (fields.length === 0) return actResult([{ id: current.code, outcome: 'unchanged', name: current.name }]);
    await updateLocation(act.db, current.id, wanted);
    await recordEvent(act.db, act, 'location', current.id, 'edited', { fields });
    return actResult([{ id: current.code, outcome: 'edited', name: wanted.name ?? current.name, fields }]);
  });
}

type Changes = Partial<Omit<Location, 'id' | 'code'>>;

/** Refuses `country-invalid`. */
function changesOf({ name, country, region, priority }: LocationDraft): Changes {
  const capitals = country?.trim().toUpperCase();
  if (capitals && !isCountry(capitals)) throw new OmsError('country-invalid', { country: country ?? '' });
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(capitals !== undefined && { country: capitals }),
    ...(region !== undefined && { region: regionName(region.trim(), capitals ?? null) }),
    ...(priority !== undefined && { priority }),
  };
}

function differing(current: Location, wanted: Changes): string[] {
  return Object.entries(wanted)
    .filter(([field, value]) => current[field as keyof Changes] !== value)
    .map(([field]) => field);
}

/** By priority, then code. */
export function locations(shop: Shop): Promise<LocationView[]> {
  return read(shop, async (db) => (await listLocations(db)).map(({ id: _, ...view }) => view));
}
