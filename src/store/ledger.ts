// Reading the stock ledger: how a product's stock came to be.
import { sql } from 'kysely';
import type { MovementKind } from '../domain/stock.ts';
import { among } from './among.ts';
import type { Handle } from './database.ts';

/** Movements of a product, oldest first; with a limit the newest of them. */
export async function movementsOf(db: Handle, productId: number, limit?: number) {
  const rows = await db
    .selectFrom('movement')
    .innerJoin('location', 'location.id', 'movement.location_id')
    .leftJoin('stock_lot', 'stock_lot.id', 'movement.lot_id')
    .leftJoin('shipment', (join) => join.onRef('shipment.id', '=', 'movement.cause_id').on('movement.cause_kind', '=', 'shipment'))
    .leftJoin('goods_return', (join) => join.onRef('goods_return.id', '=', 'movement.cause_id').on('movement.cause_kind', '=', 'return'))
    .select([
      'movement.id',
      'movement.at',
      'movement.business_date',
      'movement.kind',
      'location.code',
      'stock_lot.code as lot',
      'movement.quantity',
      'movement.unavailable',
      'movement.cause_kind',
      'movement.cause_id',
      'movement.reason',
      'movement.actor',
    ])
    .select(({ fn }) => fn.coalesce('shipment.order_id', 'goods_return.order_id').as('order_id'))
    .where('movement.product_id', '=', productId)
    .orderBy('movement.id', 'desc')
    .limit(limit ?? -1)
    .execute();
  return rows.reverse();
}

export interface KindSum {
  readonly kind: MovementKind;
  readonly quantity: number;
  readonly unavailable: number;
  readonly times: number;
  /** Business date of the latest. */
  readonly lastOn: string;
}

/** What each kind of movement of a product sums to, in the order in which they first occurred. */
export function kindSumsOf(db: Handle, productId: number): Promise<KindSum[]> {
  return db
    .selectFrom('movement')
    .select(({ fn }) => [
      'kind',
      fn.sum<number>('quantity').as('quantity'),
      fn.sum<number>('unavailable').as('unavailable'),
      fn.countAll<number>().as('times'),
      fn.max('business_date').as('lastOn'),
    ])
    .where('product_id', '=', productId)
    .groupBy('kind')
    .orderBy(({ fn }) => fn.min('id'))
    .execute();
}

/** What is promised of a product, by order and place, in the order in which orders are served. */
export function promisesOf(db: Handle, productId: number) {
  return db
    .selectFrom('reservation')
    .innerJoin('order_line', 'order_line.id', 'reservation.order_line_id')
    .innerJoin('sales_order', 'sales_order.id', 'order_line.order_id')
    .innerJoin('location', 'location.id', 'reservation.location_id')
    .select(['sales_order.id', 'sales_order.number', 'location.code', 'reservation.expires_at'])
    .select(({ fn }) => fn.sum<number>('reservation.quantity').as('quantity'))
    .where('reservation.product_id', '=', productId)
    .groupBy(['sales_order.id', 'location.id', 'reservation.expires_at'])
    .orderBy('sales_order.priority', 'desc')
    .orderBy('sales_order.ordered_at')
    .orderBy('sales_order.id')
    .orderBy('location.code')
    .execute();
}

/** A line of an open purchase of which something is still to come. */
export interface Arrival {
  readonly purchaseId: number;
  readonly productId: number;
  readonly locationId: number;
  readonly quantity: number;
  /** Business date; null where nobody has said. */
  readonly expectedOn: string | null;
}

/** What open purchases still bring of these products: by date, those without one last. */
export async function arrivalsOf(db: Handle, productIds: readonly number[]): Promise<Arrival[]> {
  if (productIds.length === 0) return [];
  const open = sql<number>`purchase_line.quantity - purchase_line.received_quantity`;
  const rows = await db
    .selectFrom('purchase_line')
    .innerJoin('purchase', 'purchase.id', 'purchase_line.purchase_id')
    .select(['purchase_line.purchase_id', 'purchase_line.product_id', 'purchase_line.location_id', 'purchase.expected_on'])
    .select(open.as('quantity'))
    .where('purchase.state', '=', 'sent')
    .where(open, '>', 0)
    .where('purchase_line.product_id', 'in', among(productIds))
    .orderBy(sql`purchase.expected_on is null`)
    .orderBy('purchase.expected_on')
    .orderBy('purchase_line.purchase_id')
    .orderBy('purchase_line.id')
    .execute();
  return rows.map((row) => ({
    purchaseId: row.purchase_id,
    productId: row.product_id,
    locationId: row.location_id,
    quantity: row.quantity,
    expectedOn: row.expected_on,
  }));
}
