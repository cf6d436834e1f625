// Many values in a query.
import { type RawBuilder, sql } from 'kysely';

/** For `in`: any number of them, which a list of parameters could not hold; brackets included. */
export function among<Value extends number | string>(values: readonly Value[]): RawBuilder<Value> {
  return sql<Value>`(select value from json_each(${JSON.stringify(values)}))`;
}
