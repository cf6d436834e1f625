// Counting what needs doing: from the copies on the open orders and from partial indexes, never over completed orders.
import { type SqlBool, sql } from 'kysely';
import type { Handle } from './database.ts';
import { unsellableBy } from './lot-trace.ts';
import { isLow } from './low-stock.ts';
import { isOpen, taskConditions } from './order-list.ts';

/** Tasks among the open orders; history has none. */
export async function countOpenOrders(db: Handle) {
  const count = (condition: ReturnType<typeof sql<SqlBool>>) => sql<number>`coalesce(sum(${condition}), 0)`;
  return db
    .selectFrom('sales_order')
    .select([
      count(taskConditions.problems).as('problems'),
      count(taskConditions.held).as('held'),
      count(taskConditions['needs-approval']).as('toApprove'),
      count(sql<SqlBool>`state = 'new' and error_count = 0 and hold_count = 0`).as('toConfirm'),
      count(taskConditions['to-invoice']).as('toInvoice'),
      count(taskConditions.unpaid).as('unpaid'),
      count(taskConditions['to-refund']).as('toRefund'),
      count(taskConditions['to-credit']).as('toCredit'),
      count(taskConditions['to-release']).as('toRelease'),
    ])
    .where(isOpen)
    .where('history', '=', 0)
    .executeTakeFirstOrThrow();
}

/** Cancelled orders of which the money has not been given back. */
export async function countCancelledPaid(db: Handle): Promise<number> {
  const condition = sql<SqlBool>`state = 'cancelled' and paid_minor > refunded_minor and history = 0`;
  return counted(await db.selectFrom('sales_order').select(countAll).where(condition).executeTakeFirstOrThrow());
}

/** Orders that could not be read, have not come in since, and have not been given up. */
export async function countQuarantined(db: Handle): Promise<number> {
  const waiting = db.selectFrom('quarantine').select(countAll).where('cleared_by', 'is', null);
  return counted(await waiting.where('channel_id', 'is not', null).executeTakeFirstOrThrow());
}

/** Rows of products, prices, stock, customers and codes that could not be taken, and wait. */
export async function countRejected(db: Handle): Promise<number> {
  const waiting = db.selectFrom('quarantine').select(countAll).where('cleared_by', 'is', null);
  return counted(await waiting.where('channel_id', 'is', null).executeTakeFirstOrThrow());
}

export async function countOpenShipments(db: Handle): Promise<number> {
  return counted(await db.selectFrom('shipment').select(countAll).where(sql<SqlBool>`state = 'open'`).executeTakeFirstOrThrow());
}

/** Complaints and questions that nobody has closed. */
export async function countOpenCases(db: Handle): Promise<number> {
  return counted(await db.selectFrom('order_case').select(countAll).where('closed_at', 'is', null).executeTakeFirstOrThrow());
}

export async function countAskedReturns(db: Handle): Promise<number> {
  return counted(await db.selectFrom('goods_return').select(countAll).where(sql<SqlBool>`state = 'asked'`).executeTakeFirstOrThrow());
}

/** Goods still sold whose available is at or below their reorder point. */
export async function countLowStock(db: Handle, on: string): Promise<number> {
  return counted(await db.selectFrom('product').select(countAll).where(isLow(on)).executeTakeFirstOrThrow());
}

/** Lots of which goods stand on a shelf and can be sold no more. */
export async function countExpiredLots(db: Handle, on: string): Promise<number> {
  const standing = sql<SqlBool>`exists (select 1 from lot_level where lot_id = stock_lot.id and on_hand > 0)`;
  const lots = db.selectFrom('stock_lot').innerJoin('product', 'product.id', 'stock_lot.product_id');
  const expired = lots.select(countAll).where(unsellableBy(on)).where(standing);
  return counted(await expired.executeTakeFirstOrThrow());
}

/** Purchases that are written down and not sent. */
export async function countDraftPurchases(db: Handle): Promise<number> {
  return counted(await db.selectFrom('purchase').select(countAll).where(sql<SqlBool>`state = 'draft'`).executeTakeFirstOrThrow());
}

/** Purchases expected before this day that have not all come. */
export async function countOverduePurchases(db: Handle, on: string): Promise<number> {
  const overdue = sql<SqlBool>`state = 'sent' and expected_on < ${on}`;
  return counted(await db.selectFrom('purchase').select(countAll).where(overdue).executeTakeFirstOrThrow());
}

const countAll = sql<number>`count(*)`.as('count');

function counted({ count }: { readonly count: number }): number {
  return count;
}
