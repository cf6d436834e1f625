// What validation reads beside orders and their lines, for many orders at once: one query for each kind of thing.
import { sql } from 'kysely';
import { groupBy } from '../domain/group.ts';
import type { Party } from '../domain/order/order.ts';
import type { Likeness } from '../domain/order/rules/duplicate.ts';
import type { Waiver } from '../domain/order/waiver.ts';
import { among } from './among.ts';
import type { Database, Handle } from './database.ts';
import { toParty } from './order.ts';

/** People by their ids. */
export async function partiesById(db: Handle, ids: readonly number[]): Promise<Map<number, Party>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('party').selectAll().where('id', 'in', among(ids)).execute();
  return new Map(rows.map((row) => [row.id, toParty(row)]));
}

/** People that lines of these orders go to by themselves, by line. */
export async function linePartiesOf(db: Handle, orderIds: readonly number[]): Promise<Map<number, Party>> {
  const rows = await db
    .selectFrom('order_line_party')
    .innerJoin('party', 'party.id', 'order_line_party.party_id')
    .selectAll('party')
    .select('order_line_party.order_line_id')
    .where('order_line_party.order_id', 'in', among(orderIds))
    .execute();
  return new Map(rows.map((row) => [row.order_line_id, toParty(row)]));
}

/** What people have taken upon themselves, by order, the oldest first. */
export async function waiversOf(db: Handle, orderIds: readonly number[]): Promise<Map<number, Waiver[]>> {
  const rows = await db
    .selectFrom('order_waiver')
    .select(['order_id', 'code', 'seen', 'reason', 'actor', 'at'])
    .where('order_id', 'in', among(orderIds))
    .orderBy('id')
    .execute();
  return groupBy(
    rows,
    (row) => row.order_id,
    (row) => ({ ...row, seen: JSON.parse(row.seen) as string[] }),
  );
}

/** The codes of the holds that orders have or had, by order. */
export async function holdCodesOf(db: Handle, orderIds: readonly number[]): Promise<Map<number, ReadonlySet<string>>> {
  const rows = await db.selectFrom('hold').select(['order_id', 'code']).where('order_id', 'in', among(orderIds)).execute();
  const codes = groupBy(
    rows,
    (row) => row.order_id,
    (row) => row.code,
  );
  return new Map([...codes].map(([id, own]) => [id, new Set(own)]));
}

const LATELY_LINES = 50;

/** What the latest lines of a product wanted, the newest first; cancelled ones left out. */
export function latestQuantities(database: Database, productId: number): number[] {
  const latest = database.statement('latest quantities', (db) =>
    db
      .selectFrom('order_line')
      .select(sql<number>`quantity - cancelled_quantity`.as('wanted'))
      .where('product_id', '=', 0)
      .orderBy('order_id', 'desc')
      .limit(LATELY_LINES),
  );
  const rows = latest.all(productId, LATELY_LINES) as { readonly wanted: number }[];
  return rows.map(({ wanted }) => wanted).filter((wanted) => wanted > 0);
}

const LATELY_ORDERS = 200;

/** What the shop's latest orders in a currency came to. */
export async function latestTotals(db: Handle, currency: string): Promise<number[]> {
  const lately = db
    .selectFrom('sales_order')
    .select(['currency', 'state', 'total_minor'])
    .orderBy('id', 'desc')
    .limit(2 * LATELY_ORDERS)
    .as('lately');
  const rows = await db
    .selectFrom(lately)
    .select('total_minor')
    .where('currency', '=', currency)
    .where('state', '<>', 'cancelled')
    .limit(LATELY_ORDERS)
    .execute();
  return rows.map(({ total_minor }) => total_minor);
}

/** An order that may be the same as another. */
export type LikelyOrder = Omit<Likeness, 'party'> & { readonly shipPartyId: number | null };

/** Orders of these days with one of these totals that are not cancelled. */
export async function ordersBetween(
  db: Handle,
  { from, to, totals }: { readonly from: string; readonly to: string; readonly totals: readonly number[] },
): Promise<LikelyOrder[]> {
  const rows = await db
    .selectFrom('sales_order')
    .select(['id', 'customer_id', 'ordered_on', 'total_minor', 'currency', 'ship_party_id'])
    .where('ordered_on', '>=', from)
    .where('ordered_on', '<=', to)
    .where('state', '<>', 'cancelled')
    .where(sql<number>`+total_minor`, 'in', among(totals))
    .execute();
  return rows.map((row) => ({
    id: row.id,
    customerId: row.customer_id,
    orderedOn: row.ordered_on,
    totalMinor: row.total_minor,
    currency: row.currency,
    shipPartyId: row.ship_party_id,
  }));
}

/** As much of orders as tells which others could be the same. */
export async function ordersToCompare(db: Handle, ids: readonly number[]) {
  const rows = await db
    .selectFrom('sales_order')
    .select(['id', 'ordered_on', 'total_minor', 'currency'])
    .where('id', 'in', among(ids))
    .execute();
  return rows.map(({ id, ordered_on, total_minor, currency }) => ({ id, orderedOn: ordered_on, totalMinor: total_minor, currency }));
}

/** What the lines of orders want, by order: products by their ids, unknown codes as they are. */
export async function wantedOf(db: Handle, orderIds: readonly number[]): Promise<Map<number, { code: string; wanted: number }[]>> {
  if (orderIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('order_line')
    .select(['order_id', sql<string>`coalesce('#' || product_id, sku)`.as('code')])
    .select(sql<number>`quantity - cancelled_quantity`.as('wanted'))
    .where('order_id', 'in', among(orderIds))
    .execute();
  return groupBy(rows, (row) => row.order_id);
}
