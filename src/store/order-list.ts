// Orders found by what a shop asks for: channel, where they stand, date, customer, product, text.
import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { InvoiceRule } from '../domain/order/axes.ts';
import type { OrderFilter, OrderListing, OrderTask } from '../domain/order/list.ts';
import type { Want } from '../domain/order/reserve.ts';
import { missingQuantity } from './backorder.ts';
import type { Handle, Schema } from './database.ts';
import { selectOrders, toOrder } from './order.ts';
import { likePattern } from './product.ts';

/** Newest first: by date, then by number of entry. */
export async function listOrders(db: Handle, filter: OrderFilter): Promise<OrderListing[]> {
  let query = filteredOrders(db, filter)
    .leftJoin('customer', 'customer.id', 'sales_order.customer_id')
    .leftJoin('party', 'party.id', 'sales_order.bill_party_id')
    .select(['customer.name as customer_name', 'party.name as party_name', 'party.company as party_company'])
    .orderBy('sales_order.ordered_on', 'desc')
    .orderBy('sales_order.id', 'desc');
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return (await query.execute()).map((row) => ({
    order: toOrder(row),
    customerName: row.customer_name || row.party_name || row.party_company || '',
  }));
}

/** The ids of these orders as they are served: by priority, then age. */
export async function servedOrderIds(db: Handle, filter: OrderFilter): Promise<number[]> {
  const rows = await filteredOrders(db, filter)
    .clearSelect()
    .select('sales_order.id')
    .orderBy('sales_order.priority', 'desc')
    .orderBy('sales_order.ordered_at')
    .orderBy('sales_order.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** What confirmed orders that are not held still need, as they are served: by priority, then age; lines by position. */
export async function missingLines(db: Handle, filter: OrderFilter): Promise<(Want & { readonly orderId: number })[]> {
  const rows = await filteredOrders(db, {
    ...filter,
    states: ['confirmed'],
    fulfilment: ['backordered', 'picking', 'partly-shipped'],
    current: true,
  })
    .where('sales_order.hold_count', '=', 0)
    .innerJoin('order_line', 'order_line.order_id', 'sales_order.id')
    .where('order_line.shippable', '=', 1)
    .where('order_line.product_id', 'is not', null)
    .clearSelect()
    .select(['order_line.order_id', 'order_line.id', 'order_line.product_id'])
    .select(missingQuantity.as('missing'))
    .orderBy('sales_order.priority', 'desc')
    .orderBy('sales_order.ordered_at')
    .orderBy('sales_order.id')
    .orderBy('order_line.position')
    .execute();
  return rows
    .filter(({ missing }) => missing > 0)
    .map((row) => ({ orderId: row.order_id, lineId: row.id, productId: row.product_id as number, quantity: row.missing }));
}

/** The orders that a filter finds, in no order yet. */
export function filteredOrders(db: Handle, filter: OrderFilter) {
  let query = selectOrders(db);
  if (filter.channel !== undefined) query = query.where('channel.name', '=', filter.channel);
  if (filter.states) query = query.where('sales_order.state', 'in', filter.states);
  if (filter.states?.every((state) => state === 'new' || state === 'confirmed')) query = query.where(isOpen);
  if (filter.payment) query = query.where('sales_order.payment_state', 'in', filter.payment);
  if (filter.fulfilment) query = query.where('sales_order.fulfilment_state', 'in', filter.fulfilment);
  if (filter.returns) query = query.where('sales_order.return_state', 'in', filter.returns);
  if (filter.invoice) query = query.where('sales_order.invoice_state', 'in', filter.invoice);
  if (filter.from !== undefined) query = query.where('sales_order.ordered_on', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('sales_order.ordered_on', '<=', filter.to);
  if (filter.customerId !== undefined) query = query.where('sales_order.customer_id', '=', filter.customerId);
  if (filter.current) query = query.where('sales_order.history', '=', 0);
  if (filter.clean) query = query.where('sales_order.error_count', '=', 0).where('sales_order.hold_count', '=', 0);
  for (const task of filter.tasks ?? []) query = query.where(taskConditions[task]);
  if (filter.sku !== undefined) query = query.where('sales_order.id', 'in', ordersWithSku(db, filter.sku));
  if (filter.text !== undefined) query = query.where(textCondition(likePattern(filter.text)));
  return query;
}

const owed = sql<number>`sales_order.total_minor - sales_order.credited_minor - sales_order.uncredited_minor - sales_order.paid_minor + sales_order.refunded_minor`;

/** Said in the words of the index of open orders, so that it is used. */
export const isOpen = sql<SqlBool>`sales_order.state in ('new', 'confirmed')`;

/** What makes an order a task; `status` counts by the same. */
export const taskConditions: Readonly<Record<OrderTask, ReturnType<typeof sql<SqlBool>>>> = {
  problems: sql<SqlBool>`(sales_order.error_count > 0 and sales_order.state in ('new', 'confirmed') and sales_order.history = 0)`,
  held: sql<SqlBool>`(sales_order.hold_count > 0 and sales_order.state in ('new', 'confirmed') and sales_order.history = 0)`,
  unpaid: sql<SqlBool>`(sales_order.state = 'confirmed' and sales_order.history = 0 and ${owed} > 0
    and (sales_order.invoice_state <> 'none' or sales_order.fulfilment_state in ('partly-shipped', 'shipped', 'delivered')))`,
  'to-refund': sql<SqlBool>`(sales_order.history = 0 and (
    (sales_order.state = 'cancelled' and sales_order.paid_minor > sales_order.refunded_minor)
    or (sales_order.state = 'confirmed' and ${owed} < 0)))`,
  'to-credit': sql<SqlBool>`(sales_order.state = 'confirmed' and sales_order.history = 0 and sales_order.uncredited_minor > 0
    and sales_order.invoice_state <> 'none')`,
};

/** Wants an invoice and does not have it whole: something is wanted of it, and on request one has been begun. */
export function wantsInvoice(rule: InvoiceRule) {
  const states = rule === 'on-request' ? sql`('partly-invoiced')` : sql`('none', 'partly-invoiced')`;
  return sql<SqlBool>`(sales_order.history = 0 and sales_order.error_count = 0 and sales_order.state in ('confirmed', 'completed')
    and sales_order.invoice_state in ${states}
    and exists (select 1 from order_line where order_id = sales_order.id and quantity > cancelled_quantity))`;
}

/** By the product where the SKU is known, and by the code as it came in where it is not. */
function ordersWithSku(db: Handle, sku: string) {
  const product = db.selectFrom('product').select('id').where('sku', '=', sku);
  return db
    .selectFrom('order_line')
    .select('order_id')
    .where('product_id', '=', product)
    .union(db.selectFrom('order_line').select('order_id').where('product_id', 'is', null).where('sku', '=', sku));
}

function textCondition(pattern: string) {
  return ({ eb, or, exists, selectFrom }: ExpressionBuilder<Schema, 'sales_order'>) =>
    or([
      eb('sales_order.number', 'like', pattern),
      exists(
        selectFrom('customer')
          .select('customer.id')
          .whereRef('customer.id', '=', 'sales_order.customer_id')
          .where((customer) =>
            customer.or((['name', 'company', 'email', 'phone'] as const).map((field) => customer(`customer.${field}`, 'like', pattern))),
          ),
      ),
      exists(
        selectFrom('party')
          .select('party.id')
          .where(({ eb: own, or: any, ref }) =>
            any([own('party.id', '=', ref('sales_order.ship_party_id')), own('party.id', '=', ref('sales_order.bill_party_id'))]),
          )
          .where((party) =>
            party.or((['name', 'company', 'email', 'phone'] as const).map((field) => party(`party.${field}`, 'like', pattern))),
          ),
      ),
    ]);
}
