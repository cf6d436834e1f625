// Filters under a name.
import { OmsError } from '../domain/error.ts';
import type { Handle } from './database.ts';

/** By name. */
export function listFilters(db: Handle) {
  return db.selectFrom('saved_filter').selectAll().orderBy('name').execute();
}

/** Refuses `filter-unknown`, `filter-none`. */
export async function findFilter(db: Handle, name: string) {
  const row = await db.selectFrom('saved_filter').selectAll().where('name', '=', name).executeTakeFirst();
  if (row) return row;
  const known = (await listFilters(db)).map((one) => one.name);
  if (known.length === 0) throw new OmsError('filter-none', { name });
  throw new OmsError('filter-unknown', { name, known });
}

/** Adds it, or puts it in the place of the one of that name. */
export async function writeFilter(db: Handle, filter: { name: string; flags: string; actor: string; at: string }): Promise<void> {
  const { name: _, ...fields } = filter;
  await db
    .insertInto('saved_filter')
    .values(filter)
    .onConflict((conflict) => conflict.column('name').doUpdateSet(fields))
    .execute();
}

export async function deleteFilter(db: Handle, name: string): Promise<void> {
  await db.deleteFrom('saved_filter').where('name', '=', name).execute();
}
