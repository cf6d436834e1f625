// Inserts of hot loops: one statement for each table and list of columns, prepared once.
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** An insert of these columns, in this order, prepared once. */
export function insertStatement<Table extends keyof Schema & string>(
  database: Database,
  table: Table,
  columns: readonly (keyof Schema[Table] & string)[],
) {
  return database.statement(`insert ${table} ${columns.length}`, (db) => {
    // the names are checked by the type above; Kysely's own insert type would want the values too
    const values = Object.fromEntries(columns.map((column) => [column, 0]));
    return db.insertInto(table).values(values as never);
  });
}

/** Inserts a row. Returns its id. */
export function insert<Table extends keyof Schema & string>(
  database: Database,
  table: Table,
  columns: readonly (keyof Schema[Table] & string)[],
  values: readonly unknown[],
): number {
  return Number(insertStatement(database, table, columns).run(...values).lastInsertRowid);
}
