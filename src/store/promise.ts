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
    for (const { lineId, productId, locationId, lotId, quantity } of allotments)
      rows.push([lineId, productId, locationId, lotId, quantity, priority, expiresAt]);
  if (rows.length === 0) return;
  await sql`insert into reservation (order_line_id, product_id, location_id, lot_id, quantity, priority, expires_at, created_at)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, ${at}
    from json_each(${JSON.stringify(rows)}) where true
    on conflict (order_line_id, product_id, location_id, coalesce(lot_id, 0))
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
  raiseLots(database, allotments);
}

function raiseLots(database: Database, allotments: readonly Allotment[]): void {
  for (const { lotId, locationId, quantity } of allotments) {
    if (lotId === null) continue;
    const raise = database.statement('raise reserved of a lot', (db) =>
      db
        .updateTable('lot_level')
        .set({ reserved: sql<number>`reserved + ${0}` })
        .where('lot_id', '=', 0)
        .where('location_id', '=', 0),
    );
    raise.run(quantity, lotId, locationId);
  }
}

/** Writes down what one of a kit's line takes off the shelf: from now on that stays so, however the kit changes. */
export function freezeParts(database: Database, lines: readonly { readonly lineId: number; readonly parts: readonly Part[] }[]): void {
  const add = database.statement('freeze part', (db) =>
    db.insertInto('order_line_part').values({ order_line_id: 0, product_id: 0, quantity: 0 }),
  );
  for (const { lineId, parts } of lines) for (const { productId, quantity } of parts) add.run(lineId, productId, quantity);
}

/** Lines of which nothing is promised or sent take their kits as they will be made then. */
export async function thawParts(db: Handle, orderId: number): Promise<void> {
  const lines = db
    .selectFrom('order_line')
    .select('id')
    .where('order_id', '=', orderId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('shipment_line').select('shipment_line.id').whereRef('shipment_line.order_line_id', '=', 'order_line.id'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('reservation').select('reservation.id').whereRef('reservation.order_line_id', '=', 'order_line.id'))),
    );
  await db.deleteFrom('order_line_part').where('order_line_id', 'in', lines).execute();
}

/** The instant at which the first of what is promised to an order is free again; null: none is. */
export async function reservedUntil(db: Handle, orderId: number): Promise<string | null> {
  const row = await db
    .selectFrom('reservation')
    .innerJoin('order_line', 'order_line.id', 'reservation.order_line_id')
    .select(({ fn }) => fn.min('reservation.expires_at').as('until'))
    .where('order_line.order_id', '=', orderId)
    .executeTakeFirst();
  return row?.until ?? null;
}

/** What is promised to an order ends at that instant from now on. False where it did so before. */
export async function setReservedUntil(db: Handle, orderId: number, until: string): Promise<boolean> {
  const lines = db.selectFrom('order_line').select('id').where('order_id', '=', orderId);
  const { numUpdatedRows } = await db
    .updateTable('reservation')
    .set({ expires_at: until })
    .where('order_line_id', 'in', lines)
    .where('expires_at', 'is not', until)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
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
