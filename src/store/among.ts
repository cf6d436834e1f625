// Many numbers in a query.
import { type RawBuilder, sql } from 'kysely';

/** For `in`: any number of them, which a list of parameters could not hold; brackets included. */
export function among(numbers: readonly number[]): RawBuilder<number> {
  return sql<number>`(select value from json_each(${JSON.stringify(numbers)}))`;
}
