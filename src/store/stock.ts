// The stock ledger and the levels it makes. Every change of a level goes through here, in the act's transaction.
import type { Location } from '../domain/location.ts';
import { emptyLevel, type Level, type MovementDraft, type Place, planMovement } from '../domain/stock.ts';
import { among } from './among.ts';
import type { Handle } from './database.ts';
import type { EventFacts } from './event.ts';
import { addLotReserved, readLotLevel, writeLotLevel } from './lot.ts';

const locationColumns = ['id', 'code', 'name', 'country', 'region', 'priority'] as const;

/** By priority, then code: the first is where goods go when nobody says otherwise. */
export function listLocations(db: Handle): Promise<Location[]> {
  return db.selectFrom('location').select(locationColumns).where('active', '=', 1).orderBy('priority').orderBy('code').execute();
}

export async function findLocation(db: Handle, code: string): Promise<Location | undefined> {
  return db.selectFrom('location').select(locationColumns).where('code', '=', code).executeTakeFirst();
}

export async function insertLocation(db: Handle, location: Omit<Location, 'id'>): Promise<Location> {
  return db.insertInto('location').values(location).returning(locationColumns).executeTakeFirstOrThrow();
}

export async function updateLocation(db: Handle, id: number, changes: Partial<Omit<Location, 'id' | 'code'>>): Promise<void> {
  await db.updateTable('location').set(changes).where('id', '=', id).execute();
}

export async function readLevel(db: Handle, productId: number, locationId: number): Promise<Level> {
  const row = await db
    .selectFrom('stock_level')
    .select(['on_hand', 'unavailable', 'reserved'])
    .where('product_id', '=', productId)
    .where('location_id', '=', locationId)
    .executeTakeFirst();
  return row ? { onHand: row.on_hand, unavailable: row.unavailable, reserved: row.reserved } : emptyLevel;
}

async function writeLevel(db: Handle, productId: number, locationId: number, level: Level): Promise<void> {
  const values = { on_hand: level.onHand, unavailable: level.unavailable, reserved: level.reserved };
  await db
    .insertInto('stock_level')
    .values({ product_id: productId, location_id: locationId, ...values })
    .onConflict((conflict) => conflict.columns(['product_id', 'location_id']).doUpdateSet(values))
    .execute();
}

export interface Moved {
  readonly movementId: number;
  readonly level: Level;
  readonly lotLevel: Level | undefined;
}

/** Appends one movement and keeps the level, and its lot's. Refuses `stock-short` and `stock-reserved`, or as much of the lot. */
export async function move(db: Handle, facts: EventFacts, draft: MovementDraft, place: Place): Promise<Moved> {
  const lotLevel = await moveLot(db, draft, place);
  const level = planMovement(await readLevel(db, draft.productId, draft.locationId), draft, place);
  const { id } = await db
    .insertInto('movement')
    .values({
      kind: draft.kind,
      product_id: draft.productId,
      location_id: draft.locationId,
      lot_id: draft.lotId ?? null,
      quantity: draft.quantity,
      unavailable: draft.unavailable ?? 0,
      unit_cost_micros: draft.unitCostMicros ?? null,
      cause_kind: draft.causeKind ?? 'person',
      cause_id: draft.causeId ?? null,
      reason: draft.reason ?? '',
      actor: facts.actor,
      at: facts.at,
      business_date: facts.on,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeLevel(db, draft.productId, draft.locationId, level);
  return { movementId: id, level, lotLevel };
}

/** The level of the movement's lot after it; undefined where it has none. */
async function moveLot(db: Handle, draft: MovementDraft, place: Place): Promise<Level | undefined> {
  if (!draft.lotId) return undefined;
  const level = planMovement(await readLotLevel(db, draft.lotId, draft.locationId), draft, place);
  await writeLotLevel(db, draft.lotId, draft.locationId, level);
  return level;
}

/** Movements that are one act: they share their cause, the first of them. Refuses as {@link move} does, all or none. */
export async function moveTogether(
  db: Handle,
  facts: EventFacts,
  movements: readonly { readonly draft: MovementDraft; readonly place: Place }[],
): Promise<Moved[]> {
  const { last } = await db
    .selectFrom('movement')
    .select(({ fn, lit }) => fn.coalesce(fn.max('id'), lit(0)).as('last'))
    .executeTakeFirstOrThrow();
  const moved: Moved[] = [];
  for (const { draft, place } of movements)
    moved.push(await move(db, facts, { ...draft, causeKind: 'movement', causeId: last + 1 }, place));
  return moved;
}

export interface Reservation {
  readonly id: number;
  readonly orderLineId: number;
  readonly productId: number;
  readonly locationId: number;
  /** Null: of no lot. */
  readonly lotId: number | null;
  readonly quantity: number;
}

/** The reservations of an order, by line. */
export async function reservationsOfOrder(db: Handle, orderId: number): Promise<Reservation[]> {
  const rows = await db
    .selectFrom('reservation')
    .innerJoin('order_line', 'order_line.id', 'reservation.order_line_id')
    .select(['reservation.id', 'reservation.order_line_id', 'reservation.product_id', 'reservation.location_id', 'reservation.lot_id'])
    .select('reservation.quantity')
    .where('order_line.order_id', '=', orderId)
    .orderBy('order_line.position')
    .orderBy('reservation.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    orderLineId: row.order_line_id,
    productId: row.product_id,
    locationId: row.location_id,
    lotId: row.lot_id,
    quantity: row.quantity,
  }));
}

/** Gives back all or part of a reservation: the goods are free again, or are about to leave. */
export async function releaseReservation(db: Handle, reservation: Reservation, quantity = reservation.quantity): Promise<void> {
  if (quantity >= reservation.quantity) await db.deleteFrom('reservation').where('id', '=', reservation.id).execute();
  else
    await db
      .updateTable('reservation')
      .set({ quantity: reservation.quantity - quantity })
      .where('id', '=', reservation.id)
      .execute();
  await addReserved(db, reservation.productId, reservation.locationId, -quantity);
  if (reservation.lotId !== null) await addLotReserved(db, reservation.lotId, reservation.locationId, -quantity);
}

/** So much of a reservation is another line's, which has none of these goods yet; what stands on the shelf stays as it is. */
export async function moveReservation(db: Handle, { id, quantity: all }: Reservation, quantity: number, toLineId: number): Promise<void> {
  if (quantity >= all) {
    await db.updateTable('reservation').set({ order_line_id: toLineId }).where('id', '=', id).execute();
    return;
  }
  await db
    .updateTable('reservation')
    .set({ quantity: all - quantity })
    .where('id', '=', id)
    .execute();
  const row = await db.selectFrom('reservation').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const { id: _, ...rest } = row;
  await db
    .insertInto('reservation')
    .values({ ...rest, order_line_id: toLineId, quantity })
    .execute();
}

async function addReserved(db: Handle, productId: number, locationId: number, quantity: number): Promise<void> {
  await db
    .updateTable('stock_level')
    .set(({ eb, ref }) => ({ reserved: eb(ref('reserved'), '+', quantity) }))
    .where('product_id', '=', productId)
    .where('location_id', '=', locationId)
    .execute();
}

/** Levels of these products at every active location, in the locations' order. */
export async function levelsOf(db: Handle, productIds: readonly number[]) {
  if (productIds.length === 0) return [];
  const rows = await db
    .selectFrom('stock_level')
    .innerJoin('location', 'location.id', 'stock_level.location_id')
    .select([
      'stock_level.product_id',
      'stock_level.location_id',
      'location.code',
      'stock_level.on_hand',
      'stock_level.unavailable',
      'stock_level.reserved',
    ])
    .where('stock_level.product_id', 'in', among(productIds))
    .orderBy('stock_level.product_id')
    .orderBy('location.priority')
    .orderBy('location.code')
    .execute();
  return rows.map((row) => ({
    productId: row.product_id,
    locationId: row.location_id,
    location: row.code,
    onHand: row.on_hand,
    unavailable: row.unavailable,
    reserved: row.reserved,
  }));
}

/** Open purchase quantities per product. */
export async function incomingOf(db: Handle, productIds: readonly number[]): Promise<Map<number, number>> {
  if (productIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('purchase_line')
    .innerJoin('purchase', 'purchase.id', 'purchase_line.purchase_id')
    .select(({ fn, ref, eb }) => [
      'purchase_line.product_id as id',
      fn.sum<number>(fn('max', [eb(ref('purchase_line.quantity'), '-', ref('purchase_line.received_quantity')), eb.lit(0)])).as('quantity'),
    ])
    .where('purchase.state', '=', 'sent')
    .where('purchase_line.product_id', 'in', among(productIds))
    .groupBy('purchase_line.product_id')
    .execute();
  return new Map(rows.map(({ id, quantity }) => [id, Number(quantity)]));
}
