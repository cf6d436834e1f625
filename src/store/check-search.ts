// Checking the search indexes: whatever they say they know is in them, and nothing else is.
import { type RawBuilder, sql } from 'kysely';
import type { WrongRow } from '../domain/check.ts';
import { formatId } from '../domain/id.ts';
import type { Handle } from './database.ts';

const kinds = [
  { kind: 'order', table: 'sales_order', index: 'order_search', isIndexed: sql`1` },
  { kind: 'customer', table: 'customer', index: 'customer_search', isIndexed: sql`merged_into is null` },
] as const;

/** Orders, then customers, by number: what is missing in an index, and what is in it although it is gone. */
export async function* wrongIndexes(db: Handle): AsyncGenerator<WrongRow> {
  for (const { kind, table, index, isIndexed } of kinds) {
    const known = sql`(select id from ${sql.table(`${index}_docsize`)})`;
    const isFresh = sql`id not in (select id from search_stale where kind = ${kind})`;
    const upto = sql`(select upto from search_mark where kind = ${kind})`;
    const there = sql`select id from ${sql.table(table)} where id <= ${upto} and ${isIndexed}`;
    for (const id of await idsOf(db, sql`${there} and id not in ${known} and ${isFresh} order by id`))
      yield { table: index, id: formatId(kind, id), wrong: [{ field: 'id', is: null, should: id }], key: { id } };
    for (const id of await idsOf(db, sql`select id from ${known} where id not in (${there}) and ${isFresh} order by id`))
      yield { table: index, id: formatId(kind, id), wrong: [{ field: 'id', is: id, should: null }], key: { id } };
  }
}

async function idsOf(db: Handle, query: RawBuilder<unknown>): Promise<number[]> {
  const { rows } = await (query as RawBuilder<{ id: number }>).execute(db);
  return rows.map(({ id }) => id);
}
