// Promising goods to order lines: many reservations in one go, with the levels that they make.
import { type Compilable, sql } from 'kysely';
import type { Allotment, Part } from '../domain/order/claim.ts';
import type { Database, Handle } from './database.ts';

/** What is true of all that is promised to an order at once. */
export interface Terms {
  readonly priority: number;
  /** The instant at which the promise ends; null: it does not. */
  readonly expiresAt: string | null;
  readonly at: string;
}

/**
 * Adds to what lines have reserved; the levels are raised by `raiseReserved`. The caller has seen in this same
 * transaction that so much is free on every shelf.
 */
export function writeReservations(database: Database, allotments: readonly Allotment[], { priority, expiresAt, at }: Terms): void {
  const add = database.statement('reserve', addReservation);
  for (const { lineId, productId, locationId, quantity } of allotments)
    add.run(lineId, productId, locationId, quantity, priority, expiresAt, at);
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

function addReservation(db: Handle): Compilable {
  return db
    .insertInto('reservation')
    .values({ order_line_id: 0, product_id: 0, location_id: 0, quantity: 0, priority: 0, expires_at: '', created_at: '' })
    .onConflict((conflict) =>
      conflict.columns(['order_line_id', 'product_id', 'location_id']).doUpdateSet(({ ref, eb }) => ({
        quantity: eb(ref('reservation.quantity'), '+', ref('excluded.quantity')),
        expires_at: ref('excluded.expires_at'),
      })),
    );
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
