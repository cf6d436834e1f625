// Writing anew what is only a copy (levels of stock and of lots, what an order's row keeps of its documents, how far a purchase is), and
// adding to the ledger what documents say has moved.
import type { WrongRow } from '../domain/check.ts';
import type { MovementDraft } from '../domain/stock.ts';
import type { Handle } from './database.ts';
import type { EventFacts } from './event.ts';
import { indexAnew } from './search.ts';

/**
 * Adds to the ledger what a document says and it does not: nothing that stands in it is changed. Levels are written anew
 * after it. False where it cannot be added, as of a product that is not there.
 */
export function addMovement(db: Handle, facts: EventFacts, movement: MovementDraft): Promise<boolean> {
  return unlessImpossible(async () => {
    await db
      .insertInto('movement')
      .values({
        kind: movement.kind,
        product_id: movement.productId,
        location_id: movement.locationId,
        lot_id: movement.lotId ?? null,
        quantity: movement.quantity,
        cause_kind: movement.causeKind ?? 'person',
        cause_id: movement.causeId ?? null,
        reason: facts.command,
        actor: facts.actor,
        at: facts.at,
        business_date: facts.on,
        unit_cost_micros: null,
      })
      .execute();
  });
}

/** Puts a copy's wrong fields right. False where they cannot stand beside the rest of the row: what they copy is wrong. */
export async function rewriteCopy(db: Handle, { table, key, wrong }: WrongRow): Promise<boolean> {
  if (key === undefined) return false;
  const values = Object.fromEntries(wrong.map(({ field, should }) => [field, should]));
  return unlessImpossible(async () => {
    if (table === 'order_search' || table === 'customer_search')
      await indexAnew(db, table === 'order_search' ? 'order' : 'customer', [key.id as number]);
    else if (table === 'stock_level') await rewriteLevel(db, key as { product_id: number; location_id: number }, values);
    else if (table === 'lot_level') await rewriteLotLevel(db, key as { lot_id: number; location_id: number }, values);
    else
      await db
        .updateTable(table as 'sales_order' | 'purchase')
        .set(values)
        .where('id', '=', (key as { id: number }).id)
        .execute();
  });
}

/** False where a constraint of the database is in the way. */
async function unlessImpossible(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')) return false;
    throw error;
  }
}

/** A place without a level gets one. */
async function rewriteLevel(db: Handle, key: { product_id: number; location_id: number }, values: Record<string, unknown>): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('stock_level')
    .set(values)
    .where('product_id', '=', key.product_id)
    .where('location_id', '=', key.location_id)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n)
    await db
      .insertInto('stock_level')
      .values({ ...key, ...values })
      .execute();
}

/** A lot without a level in a place gets one. */
async function rewriteLotLevel(db: Handle, key: { lot_id: number; location_id: number }, values: Record<string, unknown>): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('lot_level')
    .set(values)
    .where('lot_id', '=', key.lot_id)
    .where('location_id', '=', key.location_id)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n)
    await db
      .insertInto('lot_level')
      .values({ ...key, ...values })
      .execute();
}
