// The index that searching uses, brought up to date behind what it is of, and what it does not know yet looked through.
import { sql } from 'kysely';
import { indexQuery, indexText, matches } from '../domain/search.ts';
import { among } from './among.ts';
import type { Database, Handle } from './database.ts';
import { type SearchKind, searchWords } from './search-text.ts';

const tables = { order: 'sales_order', customer: 'customer' } as const;
const indexes = { order: 'order_search', customer: 'customer_search' } as const;
/** Read and looked through together. */
const PAGE = 500;
/** Indexed in one transaction: as many as a tenth of a second takes, since each leaves a piece to be merged. */
const AT_ONCE = 1000;

/** How far an index is behind. */
export interface Backlog {
  /** All up to here are indexed, but for the stale. */
  readonly upto: number;
  readonly newest: number;
  readonly stale: number;
}

export async function backlogOf(db: Handle, kind: SearchKind): Promise<Backlog> {
  const mark = await db.selectFrom('search_mark').select('upto').where('kind', '=', kind).executeTakeFirst();
  const last = await db
    .selectFrom(tables[kind])
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirst();
  const stale = await db
    .selectFrom('search_stale')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return { upto: mark?.upto ?? 0, newest: last?.id ?? 0, stale: stale.n };
}

/** Indexes some of what is not indexed: the stale first, then in the order they came. Returns whether all is done. */
export async function indexSome(database: Database, db: Handle, kind: SearchKind, most = AT_ONCE): Promise<boolean> {
  const { upto, newest } = await backlogOf(db, kind);
  const rows = await db.selectFrom('search_stale').select('id').where('kind', '=', kind).orderBy('id').limit(most).execute();
  const stale = rows.map(({ id }) => id);
  const until = Math.min(newest, upto + most - stale.length);
  await writeIndex(database, db, kind, [...stale, ...(await idsBetween(db, kind, upto, until))]);
  await sql`delete from search_stale where kind = ${kind} and id in ${among(stale)}`.execute(db);
  await db.updateTable('search_mark').set({ upto: until }).where('kind', '=', kind).execute();
  return stale.length < most && until >= newest;
}

async function idsBetween(db: Handle, kind: SearchKind, after: number, until: number): Promise<number[]> {
  const query = db.selectFrom(tables[kind]).select('id').where('id', '>', after).where('id', '<=', until).orderBy('id');
  return (await query.execute()).map(({ id }) => id);
}

/** What is there is written anew; what is gone is taken out. */
async function writeIndex(database: Database, db: Handle, kind: SearchKind, ids: readonly number[]): Promise<void> {
  const words = await searchWords(db, kind, ids);
  const index = indexes[kind];
  const remove = database.statement(`forget in ${index}`, (query) => query.deleteFrom(index).where('rowid', '=', 0));
  const insert = database.statement(`index in ${index}`, (query) => query.insertInto(index).values({ rowid: 0, text: '' }));
  for (const id of ids) {
    remove.run(id);
    const own = words.get(id);
    if (own) insert.run(id, indexText(own));
  }
}

/** Takes things out of an index, which has to be `purgeIndexes`d for nothing of them to be left in the file. */
export async function forgetInIndex(db: Handle, kind: SearchKind, ids: readonly number[]): Promise<void> {
  await sql`delete from ${sql.table(indexes[kind])} where rowid in ${among(ids)}`.execute(db);
  await indexAnew(db, kind, ids);
}

/** Looked through from here on, until they are indexed. */
export async function indexAnew(db: Handle, kind: SearchKind, ids: readonly number[]): Promise<void> {
  await sql`insert or ignore into search_stale select ${kind}, value from json_each(${JSON.stringify(ids)})`.execute(db);
}

/** Writes the indexes anew without what was taken out of them. */
export function purgeIndexes(database: Database): void {
  for (const index of Object.values(indexes)) database.raw.exec(`insert into ${index} (${index}) values ('optimize')`);
}

/** What has all the terms, the newest first, page by page: looked through where it is not indexed, else as the index says. */
export async function* foundIds(db: Handle, kind: SearchKind, terms: readonly string[]): AsyncGenerator<number[]> {
  const { upto, newest } = await backlogOf(db, kind);
  for (let last = newest; last > upto; last -= PAGE) {
    const ids = await idsBetween(db, kind, Math.max(upto, last - PAGE), last);
    yield (await matching(db, kind, ids, terms)).sort(newestFirst);
  }
  const stale = await db.selectFrom('search_stale').select('id').where('kind', '=', kind).where('id', '<=', upto).execute();
  const changed = await matching(
    db,
    kind,
    stale.map(({ id }) => id),
    terms,
  );
  yield* indexed(db, kind, terms, upto, changed);
}

const newestFirst = (one: number, other: number) => other - one;

async function matching(db: Handle, kind: SearchKind, ids: readonly number[], terms: readonly string[]): Promise<number[]> {
  const found: number[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    const words = await searchWords(db, kind, ids.slice(start, start + PAGE));
    for (const [id, own] of words) if (matches(own, terms)) found.push(id);
  }
  return found;
}

/** What the index finds, with what has changed since in its place. */
async function* indexed(
  db: Handle,
  kind: SearchKind,
  terms: readonly string[],
  upto: number,
  changed: readonly number[],
): AsyncGenerator<number[]> {
  const index = sql.table(indexes[kind]);
  for (let last = upto; ; ) {
    const { rows } = await sql<{ id: number }>`select rowid as id from ${index} where ${index} match ${indexQuery(terms)}
      and rowid <= ${last} order by rowid desc limit ${PAGE}`.execute(db);
    const ids = rows.map(({ id }) => id);
    const next = (ids.at(-1) ?? 0) - 1;
    const stale = new Set(await staleAmong(db, kind, ids));
    const end = ids.length < PAGE ? 0 : next;
    const fresh = ids.filter((id) => !stale.has(id));
    yield [...fresh, ...changed.filter((id) => id <= last && id > end)].sort(newestFirst);
    if (ids.length < PAGE) return;
    last = next;
  }
}

async function staleAmong(db: Handle, kind: SearchKind, ids: readonly number[]): Promise<number[]> {
  const rows = await db.selectFrom('search_stale').select('id').where('kind', '=', kind).where('id', 'in', among(ids)).execute();
  return rows.map(({ id }) => id);
}
