// The axes of an order, kept on its row: the one function that writes them. Call it after every document of an order.
import { sql } from 'kysely';
import { type Axes, deriveAxes, type InvoiceRule, type OrderSums } from '../domain/order/axes.ts';
import type { LineProgress, Order } from '../domain/order/order.ts';
import type { Handle } from './database.ts';
import { orderById } from './order.ts';

export type LineSums = LineProgress & { readonly shippable: boolean };

/** Every line of an order with the sums of its documents, by position. Of history all counts as shipped. */
export async function progressOfOrder(db: Handle, orderId: number): Promise<LineSums[]> {
  const shipped = (states: string) =>
    sql<number>`(select coalesce(sum(sl.quantity), 0) from shipment_line sl join shipment s on s.id = sl.shipment_id where sl.order_line_id = order_line.id and s.state in (${sql.raw(states)}))`;
  const returned = (column: string, states: string) =>
    sql<number>`(select coalesce(sum(rl.${sql.raw(column)}), 0) from goods_return_line rl join goods_return r on r.id = rl.return_id where rl.order_line_id = order_line.id and r.state in (${sql.raw(states)}))`;
  const rows = await db
    .selectFrom('order_line')
    .innerJoin('sales_order', 'sales_order.id', 'order_line.order_id')
    .select([
      'order_line.id',
      'order_line.shippable',
      'sales_order.history',
      sql<number>`order_line.quantity - order_line.cancelled_quantity`.as('wanted'),
      sql<number>`(select coalesce(sum(quantity), 0) from reservation where order_line_id = order_line.id)`.as('reserved'),
      shipped(`'open'`).as('packed'),
      shipped(`'shipped', 'delivered'`).as('shipped'),
      shipped(`'delivered'`).as('delivered'),
      sql<number>`(select coalesce(sum(il.quantity), 0) from invoice_line il join invoice i on i.id = il.invoice_id where il.order_line_id = order_line.id and i.kind = 'invoice')`.as(
        'invoiced',
      ),
      returned('asked_quantity', `'asked', 'received'`).as('asked'),
      returned('received_quantity', `'received'`).as('returned'),
    ])
    .where('order_line.order_id', '=', orderId)
    .orderBy('order_line.position')
    .execute();
  return rows.map((row) => ({
    lineId: row.id,
    shippable: row.shippable === 1,
    wanted: row.wanted,
    reserved: row.reserved,
    packed: row.packed,
    shipped: row.history === 1 ? row.wanted : row.shipped,
    delivered: row.history === 1 ? row.wanted : row.delivered,
    invoiced: row.invoiced,
    returnAsked: row.asked,
    returned: row.returned,
  }));
}

/** What all documents of an order sum to. */
export async function sumsOfOrder(db: Handle, orderId: number): Promise<OrderSums> {
  const lines = await progressOfOrder(db, orderId);
  const money = await db
    .selectFrom('payment')
    .select([
      sql<number>`coalesce(sum(case kind when 'payment' then amount_minor end), 0)`.as('paid'),
      sql<number>`coalesce(sum(case kind when 'refund' then amount_minor end), 0)`.as('refunded'),
    ])
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();
  const credited = await db
    .selectFrom('invoice')
    .select(sql<number>`coalesce(sum(total_minor), 0)`.as('total'))
    .where('order_id', '=', orderId)
    .where('kind', '=', 'credit-note')
    .executeTakeFirstOrThrow();
  return { lines, paidMinor: money.paid, refundedMinor: money.refunded, creditedMinor: credited.total };
}

/** Recomputes an order's axes from its documents and keeps them. Returns the order as it then is. */
export async function refreshOrder(db: Handle, orderId: number, rule: InvoiceRule, at: string): Promise<Order> {
  const order = await orderById(db, orderId);
  const sums = await sumsOfOrder(db, orderId);
  const derived = deriveAxes(order, sums, rule);
  const axes: Axes = order.history
    ? {
        ...derived,
        state: order.state,
        paymentState: order.paymentState,
        fulfilmentState: order.fulfilmentState,
        invoiceState: order.invoiceState,
      }
    : derived;
  const counts = await openCounts(db, orderId);
  await db
    .updateTable('sales_order')
    .set({
      state: axes.state,
      payment_state: axes.paymentState,
      fulfilment_state: axes.fulfilmentState,
      return_state: axes.returnState,
      invoice_state: axes.invoiceState,
      paid_minor: axes.paidMinor,
      refunded_minor: axes.refundedMinor,
      credited_minor: axes.creditedMinor,
      ...counts,
      updated_at: at,
    })
    .where('id', '=', orderId)
    .execute();
  return orderById(db, orderId);
}

/** Open problems and holds of an order. */
export async function openCounts(db: Handle, orderId: number) {
  const problems = await db
    .selectFrom('problem')
    .select([
      sql<number>`coalesce(sum(severity = 'error'), 0)`.as('errors'),
      sql<number>`coalesce(sum(severity = 'warning'), 0)`.as('warnings'),
    ])
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();
  const holds = await db
    .selectFrom('hold')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('order_id', '=', orderId)
    .where('released_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { error_count: problems.errors, warning_count: problems.warnings, hold_count: holds.n };
}
