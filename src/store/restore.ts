// Putting a backup's content into the open database, in the transaction that is open: other programs wait, and go on with
// what is there then. A file that took the place of the other would leave them writing into the one that is gone.
import { type Database, type Handle, withoutForeignKeys } from './database.ts';

const BACKUP = 'backup';

/**
 * Makes a prepared copy, of the same schema, readable beside the shop until `work` ends. Outside any transaction. References
 * are not looked at row by row meanwhile: {@link takeContent} looks at all of them at its end.
 */
export async function besideBackup<T>(database: Database, file: string, work: () => Promise<T>): Promise<T> {
  database.raw.prepare(`attach ? as ${BACKUP}`).run(file);
  try {
    return await withoutForeignKeys(database, work);
  } finally {
    database.raw.exec(`detach ${BACKUP}`);
  }
}

export interface LaterDocument {
  readonly number: string;
  readonly orderIds: readonly number[];
  /** What it refers to is in the backup, and it follows on the backup's last document. */
  readonly isCarriable: boolean;
}

const ordersOf = (invoice: string) => `(select order_id from main.invoice_line where invoice_id = ${invoice}.id)`;

/** Documents that the shop has issued and the backup does not know, in the order of issue. */
export function documentsSince({ raw }: Database): LaterDocument[] {
  const rows = raw
    .prepare(
      `select own.id, own.number, own.previous_hash as previous, own.chain_hash as chain,
        (select json_group_array(distinct order_id) from main.invoice_line where invoice_id = own.id) as orders,
        not exists (select 1 from main.invoice_line as line where line.invoice_id = own.id and line.order_id not in (
          select mine.id from main.sales_order as mine join ${BACKUP}.sales_order as its on its.id = mine.id
            and its.created_at = mine.created_at and its.channel_id = mine.channel_id and its.external_id is mine.external_id))
        and (own.shipment_id is null or own.shipment_id in (select id from ${BACKUP}.shipment where order_id in ${ordersOf('own')}))
        and (own.return_id is null or own.return_id in (select id from ${BACKUP}.goods_return where order_id in ${ordersOf('own')}))
        and not exists (select 1 from main.invoice_line as line where line.invoice_id = own.id and line.order_line_id is not null
          and line.order_line_id not in (select id from ${BACKUP}.order_line where order_id = line.order_id)) as known
      from main.invoice as own where not exists (select 1 from ${BACKUP}.invoice as its where its.number = own.number and its.chain_hash = own.chain_hash)
      order by own.id`,
    )
    .all() as { number: string; orders: string; previous: string; chain: string; known: number }[];
  let last = (raw.prepare(`select chain_hash from ${BACKUP}.invoice order by id desc limit 1`).pluck().get() as string | undefined) ?? '';
  return rows.map(({ number, orders, previous, chain, known }) => {
    const isCarriable = known === 1 && previous === last;
    last = chain;
    return { number, orderIds: JSON.parse(orders) as number[], isCarriable };
  });
}

/** People who were erased in the shop and stand in the backup as they were. */
export function erasedSince({ raw }: Database): number[] {
  const query = `select mine.id from main.customer as mine join ${BACKUP}.customer as its on its.id = mine.id
    where mine.erased_at is not null and its.erased_at is null order by mine.id`;
  return raw.prepare(query).pluck().all() as number[];
}

/** Every prefix that numbers have been given under. */
export async function prefixesOf(db: Handle): Promise<string[]> {
  const rows = await db.selectFrom('number_series').select('prefix').execute();
  return rows.map(({ prefix }) => prefix);
}

/** Every prefix that numbers have been given under, here and in the backup. */
export function prefixesUsed({ raw }: Database): string[] {
  return raw.prepare(`select prefix from main.number_series union select prefix from ${BACKUP}.number_series`).pluck().all() as string[];
}

/**
 * Every row becomes the backup's. `carry`: documents that the backup does not know, and the counters, stay as they are.
 * Triggers that guard the ledger stand aside meanwhile.
 */
export function takeContent(database: Database, carry: boolean): void {
  const { raw } = database;
  // the tables behind an index for searching are SQLite's own, and guarded
  raw.unsafeMode(true);
  const triggers = raw.prepare(`select name, sql from main.sqlite_schema where type = 'trigger'`).all() as { name: string; sql: string }[];
  for (const { name } of triggers) raw.exec(`drop trigger main."${name}"`);
  if (carry) keepDocuments(database);
  raw.exec('create temp table carried_sscc_series as select * from main.sscc_series');
  const tables = contentTables(database);
  for (const table of tables) raw.exec(`delete from main."${table}"`);
  for (const table of tables) raw.exec(`insert into main."${table}" select * from ${BACKUP}."${table}"`);
  if (carry) putDocuments(database);
  keepSerialsGiven(database);
  for (const { sql } of triggers) raw.exec(sql);
  raw.unsafeMode(false);
  const dangling = raw.pragma('main.foreign_key_check') as { table: string; parent: string }[];
  if (dangling[0]) throw new Error(`${dangling[0].table} refers to ${dangling[0].parent} that is not there`);
}

/** All but those that only stand for others; the tables behind an index for searching come too. */
function contentTables({ raw }: Database): string[] {
  const list = raw.pragma('main.table_list') as { schema: string; name: string; type: string }[];
  const own = list.filter(
    ({ schema, name, type }) => schema === 'main' && type !== 'virtual' && type !== 'view' && !name.startsWith('sqlite_'),
  );
  return own.map(({ name }) => name).sort();
}

/** Whatever is taken back, a parcel out there has its SSCC: no serial number that was given is given again. */
function keepSerialsGiven({ raw }: Database): void {
  raw.exec(`insert into main.sscc_series select * from temp.carried_sscc_series where true
    on conflict (extension, prefix) do update set next = max(next, excluded.next)`);
  raw.exec('drop table temp.carried_sscc_series');
}

const CARRIED = ['number_series', 'invoice', 'invoice_line', 'invoice_registration'] as const;

function keepDocuments({ raw }: Database): void {
  for (const table of CARRIED) raw.exec(`create temp table "carried_${table}" as select * from main."${table}"`);
}

function putDocuments({ raw }: Database): void {
  for (const table of CARRIED) {
    if (table === 'number_series') raw.exec('delete from main.number_series');
    raw.exec(`insert into main."${table}" select * from temp."carried_${table}" where id not in (select id from main."${table}")`);
    raw.exec(`drop table temp."carried_${table}"`);
  }
}
