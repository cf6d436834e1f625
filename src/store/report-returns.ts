// Returns summed up per group and currency, by the day the goods came, or were asked for; cancelled ones left out.
import { sql } from 'kysely';
import type { Period } from '../domain/report.ts';
import type { Handle } from './database.ts';

/** What returns are summed up by; dates are put together afterwards. */
export type ReturnKey = 'date' | 'reason' | 'channel';

/** One group in one currency, as the database sums it. */
export interface ReturnSums {
  readonly group: string;
  readonly name: string;
  readonly currency: string;
  readonly returns: number;
  readonly asked: number;
  readonly received: number;
  readonly resellable: number;
  readonly credited_minor: number;
  readonly refunded_minor: number | null;
}

/** As `return list` dates a return. */
const day = sql<string>`coalesce(goods_return.received_on, goods_return.business_date)`;

const groupOf = {
  date: day,
  reason: sql<string>`goods_return.reason`,
  channel: sql<string>`channel.name`,
} satisfies Record<ReturnKey, unknown>;

/** Whole returns. */
export async function returnsByReturn(db: Handle, by: ReturnKey, period: Period): Promise<ReturnSums[]> {
  const ofLines = (column: 'asked_quantity' | 'received_quantity' | 'resellable_quantity') =>
    sql<number>`sum((select coalesce(sum(${sql.ref(column)}), 0) from goods_return_line where goods_return_line.return_id = goods_return.id))`;
  return recordedReturns(db, period)
    .innerJoin('channel', 'channel.id', 'sales_order.channel_id')
    .select([groupOf[by].as('group'), sql<string>`''`.as('name'), 'sales_order.currency'])
    .select(({ fn }) => [fn.countAll<number>().as('returns'), fn.sum<number>('goods_return.refund_minor').as('refunded_minor')])
    .select([ofLines('asked_quantity').as('asked'), ofLines('received_quantity').as('received')])
    .select([ofLines('resellable_quantity').as('resellable'), sql<number>`sum(${creditedOfReturn})`.as('credited_minor')])
    .groupBy([groupOf[by], 'sales_order.currency'])
    .execute();
}

/** Lines per product, or per code where the product is unknown. Credited freight is no line: see {@link freightOfReturns}. */
export async function returnsByProduct(db: Handle, period: Period): Promise<ReturnSums[]> {
  const sku = sql<string>`coalesce(product.sku, order_line.sku)`;
  const credited = sql<number>`(select coalesce(sum(il.net_minor + il.tax_minor), 0) from invoice_line il join invoice i on i.id = il.invoice_id
    where i.return_id = goods_return.id and i.kind = 'credit-note' and il.order_line_id = order_line.id)`;
  return recordedReturns(db, period)
    .innerJoin('goods_return_line as line', 'line.return_id', 'goods_return.id')
    .innerJoin('order_line', 'order_line.id', 'line.order_line_id')
    .leftJoin('product', 'product.id', 'order_line.product_id')
    .select([sku.as('group'), sql<string>`coalesce(max(product.name), max(order_line.name))`.as('name'), 'sales_order.currency'])
    .select(({ fn }) => [
      sql<number>`count(distinct goods_return.id)`.as('returns'),
      fn.sum<number>('line.asked_quantity').as('asked'),
      fn.sum<number>('line.received_quantity').as('received'),
      fn.sum<number>('line.resellable_quantity').as('resellable'),
      sql<number>`sum(${credited})`.as('credited_minor'),
      sql<null>`null`.as('refunded_minor'),
    ])
    .groupBy([sku, sql`case ${sku} when '' then order_line.name end`, 'sales_order.currency'])
    .execute();
}

/** What was credited beside goods, per currency, as a group without name. */
export async function freightOfReturns(db: Handle, period: Period): Promise<ReturnSums[]> {
  const freight = sql<number>`(select coalesce(sum(il.net_minor + il.tax_minor), 0) from invoice_line il join invoice i on i.id = il.invoice_id
    where i.return_id = goods_return.id and i.kind = 'credit-note' and il.order_line_id is null)`;
  const nothing = sql<number>`0`;
  return recordedReturns(db, period)
    .select([sql<string>`''`.as('group'), sql<string>`''`.as('name'), 'sales_order.currency', sql<null>`null`.as('refunded_minor')])
    .select([sql<number>`sum(${freight} <> 0)`.as('returns'), sql<number>`sum(${freight})`.as('credited_minor')])
    .select([nothing.as('asked'), nothing.as('received'), nothing.as('resellable')])
    .groupBy('sales_order.currency')
    .having(sql<boolean>`sum(${freight} <> 0) > 0`)
    .execute();
}

function recordedReturns(db: Handle, { from, to }: Period) {
  let query = db
    .selectFrom('goods_return')
    .innerJoin('sales_order', 'sales_order.id', 'goods_return.order_id')
    .where('goods_return.state', '!=', 'cancelled');
  if (from !== undefined) query = query.where(day, '>=', from);
  if (to !== undefined) query = query.where(day, '<=', to);
  return query;
}

const creditedOfReturn = sql<number>`(select coalesce(sum(total_minor), 0) from invoice where invoice.return_id = goods_return.id and invoice.kind = 'credit-note')`;
