// Promising goods to order lines: many reservations in one go, with the levels that they make.
import { sql } from 'kysely';
import type { Allotment, Part } from '../domain/order/claim.ts';
import type { Database, Handle } from './database.ts';

/** Goods that are promised to an order, and on what terms. */
export interface Grant {
  readonly allotments: readonly Allotment[];
  readonly priority: number;
  /** The instant at which the promise ends; null: it does not. */
  readonly expiresAt: string | null;
}

/**
 * Adds to what lines have reserved; the levels are raised by `raiseReserved`. The caller has seen in this same
 * transaction that so much is free on every shelf. In one statement, since there may be thousands.
 */
export async function writeReservations(db: Handle, grants: readonly Grant[], at: string): Promise<void> {
  const rows: unknown[] = [];
  for (const { allotments, priority, expiresAt } of grants)
    for (const { lineId, productId, locationId, quantity } of allotments)
      rows.push([lineId, productId, locationId, quantity, priority, expiresAt]);
  if (rows.length === 0) return;
  await sql`insert into reservation (order_line_id, product_id, location_id, quantity, priority, expires_at, created_at)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, ${at} from json_each(${JSON.stringify(rows)}) where true
    on conflict (order_line_id, product_id, location_id)
    do update set quantity = reservation.quantity + excluded.quantity, expires_at = excluded.expires_at`.execute(db);
}

/** Raises what levels say is reserved, each shelf once. */
export function raiseReserved(database: Database, allotments: readonly Allotment[]): void {
  const shelves = new Map<number, Map<number, number>>();
  for (const { productId, locationId, quantity } of allotments) {
    let places = shelves.get(productId);
    if (!places) shelves.set(productId, (places = new Map()));
    places.set(locationId, (places.get(locationId) ?? 0) + quantity);
  }
  const raise = database.statement('raise reserved', (db) =>
    db
      .updateTable('stock_level')
      .set({ reserved: sql<number>`reserved + ${0}` })
      .where('product_id', '=', 0)
      .where('location_id', '=', 0),
  );
  for (const [productId, places] of shelves) for (const [locationId, quantity] of places) raise.run(quantity, productId, locationId);
}

/** Writes down what one of a kit's line takes off the shelf: from now on that stays so, however the kit changes. */
export function freezeParts(database: Database, lines: readonly { readonly lineId: number; readonly parts: readonly Part[] }[]): void {
  const add = database.statement('freeze part', (db) =>
    db.insertInto('order_line_part').values({ order_line_id: 0, product_id: 0, quantity: 0 }),
  );
  for (const { lineId, parts } of lines) for (const { productId, quantity } of parts) add.run(lineId, productId, quantity);
}

/** An order of which nothing is promised or sent takes its kits as they will be made then. */
export async function thawParts(db: Handle, orderId: number): Promise<void> {
  const lines = db
    .selectFrom('order_line')
    .select('id')
    .where('order_id', '=', orderId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('shipment_line').select('shipment_line.id').whereRef('shipment_line.order_line_id', '=', 'order_line.id'))),
    );
  await db.deleteFrom('order_line_part').where('order_line_id', 'in', lines).execute();
}

/** The orders to which something is promised for lines of this product, or of which it is a part. */
export async function ordersPromised(db: Handle, productId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('reservation')
    .innerJoin('order_line', 'order_line.id', 'reservation.order_line_id')
    .select('order_line.order_id')
    .distinct()
    .where(({ or, eb }) => or([eb('reservation.product_id', '=', productId), eb('order_line.product_id', '=', productId)]))
    .orderBy('order_line.order_id')
    .execute();
  return rows.map((row) => row.order_id);
}
