// Orders that wait for goods, and what they still need: neither gone nor reserved.
import { missingOf } from '../domain/order/order.ts';
import type { Database, Handle } from './database.ts';
import { type Demand, missingDemand } from './demand.ts';

/** What confirmed orders still need of each of these products, alone or in kits. */
export async function backorderedOf(db: Handle, productIds: readonly number[]): Promise<Map<number, number>> {
  const sums = new Map<number, number>();
  if (productIds.length === 0) return sums;
  for (const demand of await missingDemand(db, productIds))
    for (const [productId, quantity] of missingParts(demand)) sums.set(productId, (sums.get(productId) ?? 0) + quantity);
  return sums;
}

/** What an order still needs of each product. */
function missingParts({ lines }: Demand): Map<number, number> {
  const missing = new Map<number, number>();
  for (const { wanted, reserved, shipped, parts } of lines)
    for (const { productId, quantity } of parts)
      missing.set(productId, (missing.get(productId) ?? 0) + quantity * missingOf({ wanted, shipped, reserved }));
  return missing;
}

export interface WaitingOrder {
  readonly orderId: number;
  readonly number: string;
  readonly quantity: number;
}

/** The orders that wait for a product, as they are served: by priority, then age. */
export async function waitingFor(db: Handle, productId: number): Promise<WaitingOrder[]> {
  const found = await missingDemand(db, [productId]);
  return found
    .map((demand) => ({ orderId: demand.orderId, number: demand.number, quantity: missingParts(demand).get(productId) ?? 0 }))
    .filter(({ quantity }) => quantity > 0);
}

/** Whether any order waits for goods at all. */
export function isAnyoneWaiting(database: Database): boolean {
  return database.statement('anyone waiting', (db) => db.selectFrom('backorder').select('order_id').limit(1)).get(1) !== undefined;
}

/** Notes who waits for goods from now on, and who no longer does. */
export function writeBackorders(database: Database, waiting: readonly number[], done: readonly number[], at: string): void {
  const add = database.statement('backorder add', (db) =>
    db
      .insertInto('backorder')
      .values({ order_id: 0, since: '' })
      .onConflict((conflict) => conflict.doNothing()),
  );
  const remove = database.statement('backorder remove', (db) => db.deleteFrom('backorder').where('order_id', '=', 0));
  for (const orderId of waiting) add.run(orderId, at);
  for (const orderId of done) remove.run(orderId);
}

/** Whether part of an order may be promised and sent: its own rule; undefined: as the shop has it. */
export async function partialRule(db: Handle, orderId: number): Promise<boolean | undefined> {
  const row = await db.selectFrom('order_partial').select('allowed').where('order_id', '=', orderId).executeTakeFirst();
  return row && row.allowed === 1;
}

/** Gives an order its own rule. */
export async function setPartialRule(db: Handle, orderId: number, isAllowed: boolean): Promise<void> {
  const allowed = isAllowed ? 1 : 0;
  await db
    .insertInto('order_partial')
    .values({ order_id: orderId, allowed })
    .onConflict((conflict) => conflict.column('order_id').doUpdateSet({ allowed }))
    .execute();
}
