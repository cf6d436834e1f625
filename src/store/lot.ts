// Lots and what stands of them. A lot's level is part of its place's level, and written in the same transaction.
import { type ExpressionBuilder, sql } from 'kysely';
import type { Lot, LotLevel } from '../domain/lot.ts';
import { emptyLevel, type Level } from '../domain/stock.ts';
import { among } from './among.ts';
import type { Handle } from './database.ts';
import type { Schema } from './schema.ts';

const lotColumns = ['stock_lot.id', 'stock_lot.product_id as productId', 'stock_lot.code', 'stock_lot.expires_on as expiresOn'] as const;

export function findLot(db: Handle, productId: number, code: string): Promise<Lot | undefined> {
  return db.selectFrom('stock_lot').select(lotColumns).where('product_id', '=', productId).where('code', '=', code).executeTakeFirst();
}

export async function insertLot(db: Handle, { productId, code, expiresOn }: Omit<Lot, 'id'>, at: string): Promise<Lot> {
  return db
    .insertInto('stock_lot')
    .values({ product_id: productId, code, expires_on: expiresOn, created_at: at })
    .returning(['id', 'product_id as productId', 'code', 'expires_on as expiresOn'])
    .executeTakeFirstOrThrow();
}

export async function setExpiry(db: Handle, lotId: number, expiresOn: string): Promise<void> {
  await db.updateTable('stock_lot').set({ expires_on: expiresOn }).where('id', '=', lotId).execute();
}

/** Lots by id. */
export async function lotsById(db: Handle, ids: readonly number[]): Promise<Map<number, Lot>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('stock_lot').select(lotColumns).where('id', 'in', among(ids)).execute();
  return new Map(rows.map((lot) => [lot.id, lot]));
}

/** What stands of each lot of these products: by product, expiry (those without a date last), code and location. */
export async function lotLevelsOf(db: Handle, productIds: readonly number[]): Promise<(LotLevel & { readonly code: string })[]> {
  if (productIds.length === 0) return [];
  const rows = await db
    .selectFrom('lot_level')
    .innerJoin('stock_lot', 'stock_lot.id', 'lot_level.lot_id')
    .select(['stock_lot.product_id', 'stock_lot.code', 'stock_lot.expires_on', 'lot_level.lot_id', 'lot_level.location_id'])
    .select(['lot_level.on_hand', 'lot_level.unavailable', 'lot_level.reserved'])
    .where('stock_lot.product_id', 'in', among(productIds))
    .orderBy('stock_lot.product_id')
    .orderBy(sql`stock_lot.expires_on is null`)
    .orderBy('stock_lot.expires_on')
    .orderBy('stock_lot.code')
    .orderBy('lot_level.location_id')
    .execute();
  return rows.map((row) => ({
    lotId: row.lot_id,
    productId: row.product_id,
    locationId: row.location_id,
    code: row.code,
    expiresOn: row.expires_on,
    onHand: row.on_hand,
    unavailable: row.unavailable,
    reserved: row.reserved,
  }));
}

export async function readLotLevel(db: Handle, lotId: number, locationId: number): Promise<Level> {
  const row = await db
    .selectFrom('lot_level')
    .select(['on_hand as onHand', 'unavailable', 'reserved'])
    .where('lot_id', '=', lotId)
    .where('location_id', '=', locationId)
    .executeTakeFirst();
  return row ?? emptyLevel;
}

export async function writeLotLevel(db: Handle, lotId: number, locationId: number, level: Level): Promise<void> {
  const values = { on_hand: level.onHand, unavailable: level.unavailable, reserved: level.reserved };
  await db
    .insertInto('lot_level')
    .values({ lot_id: lotId, location_id: locationId, ...values })
    .onConflict((conflict) => conflict.columns(['lot_id', 'location_id']).doUpdateSet(values))
    .execute();
}

/** So many more (or fewer) of a lot are promised; the place's level is changed by the caller. */
export async function addLotReserved(db: Handle, lotId: number, locationId: number, quantity: number): Promise<void> {
  await db
    .updateTable('lot_level')
    .set(({ eb, ref }: ExpressionBuilder<Schema, 'lot_level'>) => ({ reserved: eb(ref('reserved'), '+', quantity) }))
    .where('lot_id', '=', lotId)
    .where('location_id', '=', locationId)
    .execute();
}
