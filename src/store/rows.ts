// Rows by their ids, for loops over many orders: each statement is prepared once, from what Kysely compiles.
import type { Selectable } from 'kysely';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** Tables whose rows belong to an order. */
type OfOrder =
  | 'order_line'
  | 'channel_value'
  | 'channel_conflict'
  | 'order_channel_code'
  | 'problem'
  | 'hold'
  | 'cancellation'
  | 'order_line_party';
type ById = 'sales_order' | 'party' | 'order_line';

/** All rows of an order in one of its tables, in the order of their keys. */
export function rowsOfOrder<Table extends OfOrder>(database: Database, table: Table, orderId: number): Selectable<Schema[Table]>[] {
  const all = database.statement(`rows of order ${table}`, (db) =>
    db
      .selectFrom(table as 'order_line')
      .selectAll()
      .where('order_id', '=', 0),
  );
  return all.all(orderId) as Selectable<Schema[Table]>[];
}

/** Undefined where there is none. */
export function rowById<Table extends ById>(database: Database, table: Table, id: number): Selectable<Schema[Table]> | undefined {
  const one = database.statement(`row ${table}`, (db) =>
    db
      .selectFrom(table as 'party')
      .selectAll()
      .where('id', '=', 0),
  );
  return one.get(id) as Selectable<Schema[Table]> | undefined;
}

/** Changes these columns of a row. Give the same ones in the same order each time: they are one statement. */
export function updateRow<Table extends ById>(
  database: Database,
  table: Table,
  id: number,
  values: Partial<Selectable<Schema[Table]>>,
): void {
  const columns = Object.keys(values);
  const update = database.statement(`update ${table} ${columns.join()}`, (db) =>
    db
      .updateTable(table as 'party')
      .set(values as never)
      .where('id', '=', 0),
  );
  update.run(...Object.values(values), id);
}
