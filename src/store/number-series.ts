// Counters of document numbers: one row per kind, year and prefix. A number is taken in the transaction that issues it.
import { OmsError } from '../domain/error.ts';
import type { DocumentKind } from '../domain/invoice/document.ts';
import type { Handle } from './database.ts';

export interface Series {
  readonly kind: DocumentKind;
  readonly year: number;
  readonly prefix: string;
}

export interface TakenNumber extends Series {
  readonly seriesId: number;
  readonly sequence: number;
}

/**
 * Takes the next number of a series; rolled back with its transaction, so that no gap can be. Refuses
 * `invoice-date-order` when the series already has a later date: numbers and dates rise together.
 */
export async function takeNumber(db: Handle, { kind, year, prefix }: Series, issuedOn: string): Promise<TakenNumber> {
  await db
    .insertInto('number_series')
    .values({ kind, year, prefix, last_issued_on: null })
    .onConflict((conflict) => conflict.columns(['kind', 'year', 'prefix']).doNothing())
    .execute();
  const row = await db
    .selectFrom('number_series')
    .select(['id', 'next', 'last_issued_on'])
    .where('kind', '=', kind)
    .where('year', '=', year)
    .where('prefix', '=', prefix)
    .executeTakeFirstOrThrow();
  if (row.last_issued_on !== null && row.last_issued_on > issuedOn) {
    throw new OmsError('invoice-date-order', { date: issuedOn, last: row.last_issued_on });
  }
  await db
    .updateTable('number_series')
    .set({ next: row.next + 1, last_issued_on: issuedOn })
    .where('id', '=', row.id)
    .execute();
  return { kind, year, prefix, seriesId: row.id, sequence: row.next };
}

/** Every series, with the number it would give next. */
export function listSeries(db: Handle) {
  return db.selectFrom('number_series').selectAll().orderBy('kind', 'desc').orderBy('year').orderBy('prefix').execute();
}
