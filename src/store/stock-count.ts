// What counting reads: places to count, and what has moved since a sheet was written.
import { type SqlBool, sql } from 'kysely';
import type { Handle } from './database.ts';
import { contains } from './product.ts';

/** The number of the last movement; 0 where there is none. */
export async function lastMovement(db: Handle): Promise<number> {
  const { last } = await db
    .selectFrom('movement')
    .select(({ fn, lit }) => fn.coalesce(fn.max('id'), lit(0)).as('last'))
    .executeTakeFirstOrThrow();
  return last;
}

export interface PlaceFilter {
  readonly text?: string;
  readonly location?: string;
  /** Bins that begin with this. */
  readonly bin?: string;
}

/** Every place where a product that is sold has been, or anything stands. */
export function placesToCount(db: Handle, { text, location, bin }: PlaceFilter) {
  let query = db
    .selectFrom('stock_level as level')
    .innerJoin('product', 'product.id', 'level.product_id')
    .innerJoin('location', 'location.id', 'level.location_id')
    .select(['product.sku', 'product.name', 'product.bin', 'location.code as location', 'level.on_hand as onHand'])
    .select(['product.id as productId', 'product.lots', 'level.location_id as locationId'])
    .where('product.kind', '=', 'goods')
    .where(({ or, eb }) => or([eb('product.active', '=', 1), eb('level.on_hand', '>', 0)]));
  if (location !== undefined) query = query.where('location.code', '=', location);
  if (bin !== undefined) query = query.where(sql<SqlBool>`substr(product.bin, 1, ${bin.length}) = ${bin}`);
  if (text !== undefined) {
    query = query.where(({ or }) => or([contains('product.sku', text), contains('product.name', text)]));
  }
  return query.execute();
}

export interface MovedSince {
  /** Goods that came or went. */
  readonly moved: number;
  /** How often the place was counted. */
  readonly counts: number;
}

/** What happened in a place behind a movement; of a lot, or (null) of what has none. A count is no goods: it puts right what had been wrong before. */
export async function movedSince(
  db: Handle,
  { productId, locationId, lotId }: { readonly productId: number; readonly locationId: number; readonly lotId: number | null },
  movementId: number,
): Promise<MovedSince> {
  const row = await db
    .selectFrom('movement')
    .select([
      sql<number>`coalesce(sum(iif(kind = 'count', 0, quantity)), 0)`.as('moved'),
      sql<number>`coalesce(sum(kind = 'count'), 0)`.as('counts'),
    ])
    .where('product_id', '=', productId)
    .where('id', '>', movementId)
    .where('location_id', '=', locationId)
    .where('lot_id', 'is', lotId)
    .executeTakeFirstOrThrow();
  return row;
}
