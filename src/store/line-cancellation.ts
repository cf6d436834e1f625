// Cancelled quantities of lines, and those taken up again: a history that is only added to.
import { sql } from 'kysely';
import type { Handle } from './database.ts';
import type { EventFacts } from './event.ts';

export interface LineCancellation {
  readonly orderId: number;
  readonly lineId: number;
  /** Below zero: taken up again. */
  readonly quantity: number;
  /** What of the line's discount, and of the order's, went with it. */
  readonly discountMinor: number;
  readonly orderDiscountMinor: number;
  /** Of it: invoiced and credited before, and by how much the order's total fell with that. */
  readonly creditedQuantity: number;
  readonly creditedMinor: number;
  readonly reason: string;
}

export async function insertLineCancellation(db: Handle, facts: EventFacts, cancelled: LineCancellation): Promise<void> {
  await db
    .insertInto('line_cancellation')
    .values({
      order_id: cancelled.orderId,
      order_line_id: cancelled.lineId,
      quantity: cancelled.quantity,
      discount_minor: cancelled.discountMinor,
      order_discount_minor: cancelled.orderDiscountMinor,
      credited_quantity: cancelled.creditedQuantity,
      credited_minor: cancelled.creditedMinor,
      reason: cancelled.reason,
      actor: facts.actor,
      at: facts.at,
    })
    .execute();
}

/** What is cancelled of a line now, with the discounts that went with it. */
export interface CancelledOfLine {
  readonly quantity: number;
  readonly discountMinor: number;
  readonly orderDiscountMinor: number;
}

/** By line; lines of which nothing is cancelled are left out. */
export async function cancelledByShop(db: Handle, orderId: number): Promise<Map<number, CancelledOfLine>> {
  const sum = (column: string) => sql<number>`sum(${sql.ref(column)})`;
  const rows = await db
    .selectFrom('line_cancellation')
    .select(['order_line_id', sum('quantity').as('quantity'), sum('discount_minor').as('discount')])
    .select(sum('order_discount_minor').as('order_discount'))
    .where('order_id', '=', orderId)
    .groupBy('order_line_id')
    .having(sum('quantity'), '<>', 0)
    .execute();
  return new Map(
    rows.map((row) => [row.order_line_id, { quantity: row.quantity, discountMinor: row.discount, orderDiscountMinor: row.order_discount }]),
  );
}

/** What went with cancelled lines of what the whole order has off: of the lines themselves from now on. */
export async function shareCancelledDiscounts(db: Handle, orderId: number): Promise<void> {
  await db
    .updateTable('line_cancellation')
    .set({ discount_minor: sql<number>`discount_minor + order_discount_minor`, order_discount_minor: 0 })
    .where('order_id', '=', orderId)
    .where('order_discount_minor', '<>', 0)
    .execute();
}

/** By how much an order's total fell when what was credited was cancelled. */
export async function creditedByCancelling(db: Handle, orderId: number): Promise<number> {
  const sum = sql<number>`coalesce(sum(credited_minor), 0)`.as('credited');
  return (await db.selectFrom('line_cancellation').select(sum).where('order_id', '=', orderId).executeTakeFirstOrThrow()).credited;
}

/** Oldest first, each with the place and SKU of its line. */
export function lineCancellationsOf(db: Handle, orderId: number) {
  return db
    .selectFrom('line_cancellation')
    .innerJoin('order_line', 'order_line.id', 'line_cancellation.order_line_id')
    .select(['order_line.position', 'order_line.sku'])
    .select(['line_cancellation.quantity', 'line_cancellation.reason', 'line_cancellation.actor', 'line_cancellation.at'])
    .where('line_cancellation.order_id', '=', orderId)
    .orderBy('line_cancellation.id')
    .execute();
}
