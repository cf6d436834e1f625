// Inserts of hot loops: one statement for each table and list of columns, prepared once.
import type BetterSqlite3 from 'better-sqlite3';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

type Statement = BetterSqlite3.Statement<unknown[]>;

/** By the list of columns itself: looking up a name would cost more than binding a value. */
const prepared = new WeakMap<Database, Map<readonly string[], Statement>>();

/** An insert of these columns, in this order. The list is the key: keep it in a constant. */
function insertStatement(database: Database, table: keyof Schema & string, columns: readonly string[]): Statement {
  let statements = prepared.get(database);
  if (!statements) prepared.set(database, (statements = new Map()));
  let statement = statements.get(columns);
  if (!statement) statements.set(columns, (statement = preparedInsert(database, table, columns)));
  return statement;
}

/** An insert of these columns, in this order; prepared anew at each call. */
export function preparedInsert(database: Database, table: keyof Schema & string, columns: readonly string[]): Statement {
  // the names are checked by the callers' types; Kysely's own insert type would want the values too
  const values = Object.fromEntries(columns.map((column) => [column, 0]));
  return database.prepare((db) => db.insertInto(table).values(values as never));
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
