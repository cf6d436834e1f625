// Retrying orders: the rows of those that can be read by now, or that a person has mended.
import type { KeptFile } from '../../domain/batch.ts';
import { OmsError } from '../../domain/error.ts';
import type { RawRow } from '../../domain/import/order.ts';
import { retryOrders } from '../../usecases/batch/retry.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Context } from '../context.ts';
import { factsOf } from '../order-files.ts';
import type { Attempt, MendedRows } from './attempts.ts';
import { profileOf } from './profiles.ts';

/** Those of a file that can be read whole by now; undefined: none. Refuses what `orderProfile` refuses. */
export async function keptOrders(context: Context, shop: Shop, kept: KeptFile): Promise<Attempt | undefined> {
  const { readableRows } = await import('../../input/index.ts');
  const profile = await orderProfile(context, shop, kept);
  const { name, header, orders } = kept;
  const known = new Set(orders.filter(({ isKnown }) => isKnown).map(({ order }) => order));
  const of = { channel: kept.channel, known };
  const placed = readableRows({ name, header, rows: orders.flatMap(({ rows }) => rows) }, profile, factsOf(shop), of);
  if (placed.rows.length === 0) return undefined;
  return attempt(context, shop, kept, placed, new Set(placed.rows.map(({ row }) => row)));
}

/** Those that a person has mended. Refuses what `orderProfile` refuses. */
export function ordersOf(context: Context, shop: Shop, kept: KeptFile, { name, header, rows }: MendedRows): Promise<Attempt> {
  const placed = { name, header, rows: rows.map(({ row }) => row) };
  return attempt(context, shop, kept, placed, new Set(rows.map(({ came }) => came)));
}

async function attempt(
  context: Context,
  shop: Shop,
  kept: KeptFile,
  placed: { readonly name: string; readonly header: readonly string[]; readonly rows: readonly RawRow[] },
  came: ReadonlySet<number>,
): Promise<Attempt> {
  const { placedOrderFile } = await import('../../input/index.ts');
  const profile = await orderProfile(context, shop, kept);
  const entries = kept.orders.filter(({ rows }) => rows.some(({ row }) => came.has(row))).map(({ id }) => id);
  return {
    kept,
    entries,
    import: (options) => retryOrders(shop, kept, placedOrderFile(placed, profile, factsOf(shop)), entries, options),
  };
}

/** Refuses `profile-missing`, and `retry-half` for a format that comes in two files: only rows of one of them are kept. */
async function orderProfile(context: Context, shop: Shop, kept: KeptFile) {
  const profile = await profileOf(context, shop, kept, 'orders');
  if (profile.join) throw new OmsError('retry-half', { profile: profile.name, batch: kept.batch });
  return profile;
}
