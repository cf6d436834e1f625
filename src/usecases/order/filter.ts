// Filters of "order list" under a name.
import { OmsError } from '../../domain/error.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import { checkTag } from '../../domain/tag.ts';
import { recordEvent } from '../../store/event.ts';
import { deleteFilter, findFilter, listFilters, writeFilter } from '../../store/saved-filter.ts';
import { read, type Shop, type WriteOptions, write } from '../shop.ts';

export type FilterFlags = Readonly<Record<string, unknown>>;

/** A filter as the outside reads it. */
export interface SavedFilterView {
  readonly name: string;
  /** By the names of the flags, in camel case. */
  readonly flags: FilterFlags;
  readonly actor: string;
  readonly at: string;
}

/** By name. */
export function savedFilters(shop: Shop): Promise<SavedFilterView[]> {
  return read(shop, async (db) =>
    (await listFilters(db)).map(({ flags, ...row }) => ({ ...row, flags: JSON.parse(flags) as FilterFlags })),
  );
}

/** Refuses `filter-unknown`. */
export function savedFlags(shop: Shop, name: string): Promise<FilterFlags> {
  return read(shop, async (db) => JSON.parse((await findFilter(db, name)).flags) as FilterFlags);
}

export interface SaveOptions extends WriteOptions {
  /** Puts it in the place of another of that name. */
  readonly force: boolean;
}

/** Keeps a filter. The same again is unchanged; another of that name is refused with `filter-exists`. */
export function saveFilter(shop: Shop, text: string, flags: FilterFlags, { force, ...options }: SaveOptions): Promise<ActResult> {
  const name = checkTag(text);
  if (Object.keys(flags).length === 0) throw new OmsError('argument-missing', { name: '--state' });
  const kept = JSON.stringify(Object.fromEntries(Object.entries(flags).sort(([one], [other]) => (one < other ? -1 : 1))));
  return write(shop, options, async (act) => {
    const known = (await listFilters(act.db)).find((filter) => filter.name === name);
    if (known?.flags === kept) return actResult([{ id: name, outcome: 'unchanged' }]);
    if (known && !force) throw new OmsError('filter-exists', { name });
    await writeFilter(act.db, { name, flags: kept, actor: act.actor, at: act.at });
    await recordEvent(act.db, act, 'shop', 1, 'filter-saved', { filter: name });
    return actResult([{ id: name, outcome: 'saved' }]);
  });
}

/** Forgets a filter. Refuses `filter-unknown`. */
export function removeFilter(shop: Shop, name: string, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    await findFilter(act.db, name);
    await deleteFilter(act.db, name);
    await recordEvent(act.db, act, 'shop', 1, 'filter-removed', { filter: name });
    return actResult([{ id: name, outcome: 'removed' }]);
  });
}
