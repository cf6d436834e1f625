// Sales summed up per group and currency: cancelled orders left out, history included, by the business date of the order.
import { type ExpressionBuilder, sql } from 'kysely';
import type { Period } from '../domain/report.ts';
import type { Handle, Schema } from './database.ts';

/** What orders are summed up by; dates are put together afterwards. */
export type SalesKey = 'date' | 'channel' | 'country' | 'customer';

/** One group in one currency, as the database sums it. */
export interface SalesSums {
  readonly group: string;
  readonly name: string;
  readonly currency: string;
  readonly orders: number;
  readonly units: number;
  readonly net_minor: number;
  readonly tax_minor: number;
  readonly gross_minor: number;
  readonly credited_minor: number;
  readonly refunded_minor: number | null;
}

const groupOf = {
  date: sql<string>`sales_order.ordered_on`,
  channel: sql<string>`channel.name`,
  country: sql<string>`coalesce(upper(party.country), '')`,
  customer: sql<string>`coalesce(sales_order.customer_id, '')`,
} satisfies Record<SalesKey, unknown>;

/** Whole orders, freight included. */
export async function salesByOrder(db: Handle, by: SalesKey, period: Period): Promise<SalesSums[]> {
  const name = by === 'customer' ? sql<string>`coalesce(max(customer.name), '')` : sql<string>`''`;
  return soldOrders(db, period)
    .innerJoin('channel', 'channel.id', 'sales_order.channel_id')
    .leftJoin('party', 'party.id', 'sales_order.ship_party_id')
    .leftJoin('customer', 'customer.id', 'sales_order.customer_id')
    .select([sql<string>`cast(${groupOf[by]} as text)`.as('group'), name.as('name'), 'sales_order.currency'])
    .select(({ fn }) => [
      fn.countAll<number>().as('orders'),
      fn.sum<number>('sales_order.net_minor').as('net_minor'),
      fn.sum<number>('sales_order.tax_minor').as('tax_minor'),
      fn.sum<number>('sales_order.total_minor').as('gross_minor'),
      fn.sum<number>('sales_order.refunded_minor').as('refunded_minor'),
    ])
    .select((of) => [summed(unitsOfOrder(of)).as('units'), summed(creditedOfOrder(of)).as('credited_minor')])
    .groupBy([groupOf[by], 'sales_order.currency'])
    .execute();
}

/** Lines per product, or per code where the product is unknown. Freight is no line: see {@link freightOfSales}. */
export async function salesByProduct(db: Handle, period: Period): Promise<SalesSums[]> {
  const sku = sql<string>`coalesce(product.sku, order_line.sku)`;
  // a line without any code is its own name
  const distinct = sql`case ${sku} when '' then order_line.name end`;
  return soldOrders(db, period)
    .innerJoin('order_line', 'order_line.order_id', 'sales_order.id')
    .leftJoin('product', 'product.id', 'order_line.product_id')
    .select([sku.as('group'), sql<string>`coalesce(max(product.name), max(order_line.name))`.as('name'), 'sales_order.currency'])
    .select(({ fn }) => [
      sql<number>`count(distinct case when order_line.quantity > order_line.cancelled_quantity then order_line.order_id end)`.as('orders'),
      sql<number>`sum(order_line.quantity - order_line.cancelled_quantity)`.as('units'),
      fn.sum<number>('order_line.net_minor').as('net_minor'),
      fn.sum<number>('order_line.tax_minor').as('tax_minor'),
      sql<number>`sum(order_line.net_minor + order_line.tax_minor)`.as('gross_minor'),
      sql<null>`null`.as('refunded_minor'),
    ])
    .select((of) => summed(creditedOfLine(of)).as('credited_minor'))
    .groupBy([sku, distinct, 'sales_order.currency'])
    .execute();
}

/** What of the orders stands on no line: freight, per currency, as a group without name. */
export async function freightOfSales(db: Handle, period: Period): Promise<SalesSums[]> {
  const onLines = (column: 'net_minor' | 'tax_minor') =>
    sql<number>`(select coalesce(sum(${sql.ref(column)}), 0) from order_line where order_line.order_id = sales_order.id)`;
  const creditedLines = sql<number>`(select coalesce(sum(il.net_minor + il.tax_minor), 0) from invoice_line il join invoice i on i.id = il.invoice_id
    where il.order_id = sales_order.id and i.kind = 'credit-note' and i.reissue = 0 and il.order_line_id is not null)`;
  const net = sql<number>`sum(sales_order.net_minor - ${onLines('net_minor')})`;
  const tax = sql<number>`sum(sales_order.tax_minor - ${onLines('tax_minor')})`;
  return soldOrders(db, period)
    .select([sql<string>`''`.as('group'), sql<string>`''`.as('name'), 'sales_order.currency'])
    .select([sql<number>`sum(sales_order.shipping_minor <> 0)`.as('orders'), sql<number>`0`.as('units')])
    .select([
      net.as('net_minor'),
      tax.as('tax_minor'),
      sql<number>`${net} + ${tax}`.as('gross_minor'),
      sql<null>`null`.as('refunded_minor'),
    ])
    .select((of) => sql<number>`sum(${creditedOfOrder(of)} - ${creditedLines})`.as('credited_minor'))
    .groupBy('sales_order.currency')
    .having(sql<boolean>`sum(sales_order.shipping_minor <> 0) > 0`)
    .execute();
}

function soldOrders(db: Handle, { from, to }: Period) {
  let query = db.selectFrom('sales_order').where('sales_order.state', '!=', 'cancelled');
  if (from !== undefined) query = query.where('sales_order.ordered_on', '>=', from);
  if (to !== undefined) query = query.where('sales_order.ordered_on', '<=', to);
  return query;
}

const summed = (part: unknown) => sql<number>`sum(coalesce(${part}, 0))`;

function unitsOfOrder({ selectFrom }: ExpressionBuilder<Schema, 'sales_order'>) {
  return selectFrom('order_line')
    .select(sql<number>`sum(quantity - cancelled_quantity)`.as('units'))
    .whereRef('order_line.order_id', '=', 'sales_order.id');
}

function creditedOfOrder({ selectFrom }: ExpressionBuilder<Schema, 'sales_order'>) {
  return selectFrom('invoice_line')
    .innerJoin('invoice', 'invoice.id', 'invoice_line.invoice_id')
    .select(sql<number>`coalesce(sum(invoice_line.net_minor + invoice_line.tax_minor), 0)`.as('credited'))
    .where('invoice.kind', '=', 'credit-note')
    .where('invoice.reissue', '=', 0)
    .where('invoice_line.kind', '<>', 'deposit')
    .whereRef('invoice_line.order_id', '=', 'sales_order.id');
}

function creditedOfLine({ selectFrom }: ExpressionBuilder<Schema, 'order_line'>) {
  return selectFrom('invoice_line')
    .innerJoin('invoice', 'invoice.id', 'invoice_line.invoice_id')
    .select(sql<number>`sum(invoice_line.net_minor + invoice_line.tax_minor)`.as('credited'))
    .where('invoice.kind', '=', 'credit-note')
    .where('invoice.reissue', '=', 0)
    .whereRef('invoice_line.order_line_id', '=', 'order_line.id');
}
