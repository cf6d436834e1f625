// Prints every row of a shop's database as JSON, by table, but what differs between two runs of the same: instants, the
// name of the file, which payment is booked first.
import BetterSqlite3 from 'better-sqlite3';

const differs = /^(at|found_at|since_at|created_at|updated_at|started_at|finished_at)$/;
const isCompared = (table, column) =>
  !differs.test(column) && !(table === 'batch_file' && column === 'name') && !(table === 'payment' && column === 'id');

const database = new BetterSqlite3(process.argv[2], { readonly: true });
// each statement stays to the end, for the reason that src/store/native.ts gives: one collected before can end the process
const kept = [];
const prepare = (sql) => {
  const statement = database.prepare(sql);
  kept.push(statement);
  return statement;
};
const tables = prepare("select name from sqlite_master where type = 'table' order by name").pluck().all();
const columnNames = prepare('select name from pragma_table_info(?)').pluck();
const rowsOf = (table) => {
  const columns = columnNames.all(table).flatMap((name) => (isCompared(table, name) ? [`"${name}"`] : []));
  const rows = prepare(`select ${columns} from ${table}`).raw().all();
  return rows.map((row) => JSON.stringify(row)).sort();
};
process.stdout.write(JSON.stringify(Object.fromEntries(tables.map((table) => [table, rowsOf(table)]))));
