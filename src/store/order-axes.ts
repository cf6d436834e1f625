// The axes of an order, kept on its row: the one function that writes them. Call it after every document of an order.
import { sql } from 'kysely';
import { groupBy } from '../domain/group.ts';
import { type Axes, axesOf, type OrderSums } from '../domain/order/axes.ts';
import type { FulfilmentState, Order } from '../domain/order/order.ts';
import { invoiceRulesOf } from './channel.ts';
import type { Handle } from './database.ts';
import { creditedOfLine, invoicedOfLine, lineSums } from './line-sums.ts';
import { isOneOf, type OrderSet, ordersById } from './order.ts';

export type LineSums = OrderSums['lines'][number];

/** Every line of an order with the sums of its documents, by position. Of history all counts as shipped. */
export async function progressOfOrder(db: Handle, orderId: number): Promise<LineSums[]> {
  return (await progressOfOrders(db, [orderId])).get(orderId) ?? [];
}

async function progressOfOrders(db: Handle, orders: OrderSet): Promise<Map<number, LineSums[]>> {
  const returned = (quantity: string) =>
    sql<number>`(select coalesce(sum(${sql.raw(quantity)}), 0) from goods_return_line rl join goods_return r on r.id = rl.return_id where rl.order_line_id = order_line.id and r.state != 'cancelled')`;
  const rows = await db
    .selectFrom('order_line')
    .innerJoin('sales_order', 'sales_order.id', 'order_line.order_id')
    .leftJoin('product', 'product.id', 'order_line.product_id')
    .select([
      'order_line.id',
      'product.kind',
      'order_line.order_id',
      'order_line.shippable',
      'sales_order.history',
      sql<number>`order_line.quantity - order_line.cancelled_quantity`.as('wanted'),
      lineSums.reserved.as('reserved'),
      lineSums.packed.as('packed'),
      lineSums.shipped.as('shipped'),
      lineSums.delivered.as('delivered'),
      invoicedOfLine.as('invoiced'),
      creditedOfLine.as('credited'),
      // what was asked and never came is no longer waited for once the rest has been received
      returned(`case r.state when 'asked' then rl.asked_quantity else rl.received_quantity end`).as('asked'),
      returned('rl.received_quantity').as('returned'),
      returned('rl.uninvoiced_quantity').as('never_invoiced'),
    ])
    .where(isOneOf('order_line.order_id', orders))
    .orderBy('order_line.order_id')
    .orderBy('order_line.position')
    .execute();
  const toSums = (row: (typeof rows)[number]): LineSums => ({
    lineId: row.id,
    shippable: row.shippable === 1,
    isPlace: row.kind === 'capacity',
    wanted: row.wanted,
    reserved: row.reserved,
    packed: row.packed,
    shipped: row.history === 1 ? row.wanted : row.shipped,
    delivered: row.history === 1 ? row.wanted : row.delivered,
    invoiced: row.invoiced,
    credited: row.credited,
    returnAsked: row.asked,
    returned: row.returned,
    neverInvoiced: row.never_invoiced,
  });
  return groupBy(rows, (row) => row.order_id, toSums);
}

/** What all documents of an order sum to. */
export async function sumsOfOrder(db: Handle, orderId: number): Promise<OrderSums> {
  return (await sumsOfOrders(db, [orderId]))(orderId);
}

/** As {@link sumsOfOrder} for many orders at once. */
export async function sumsOfOrders(db: Handle, orders: OrderSet): Promise<(orderId: number) => OrderSums> {
  const lines = await progressOfOrders(db, orders);
  const money = await moneyOfOrders(db, orders);
  const moved = await movedOfOrders(db, orders);
  const credited = await creditedOfOrders(db, orders);
  const documented = await documentedOfOrders(db, orders);
  return (orderId) => ({
    lines: lines.get(orderId) ?? [],
    paidMinor: (money.get(orderId)?.paid ?? 0) + (moved.get(orderId) ?? 0),
    refundedMinor: money.get(orderId)?.refunded ?? 0,
    channelRefundedMinor: money.get(orderId)?.channel_refunded ?? 0,
    creditedMinor: credited.get(orderId) ?? 0,
    isFreightInvoiced: (documented.get(orderId)?.freight ?? 0) > 0,
    isReissue: (documented.get(orderId)?.reissues ?? 0) > 0,
    isDepositOpen: (documented.get(orderId)?.deposits ?? 0) > 0,
  });
}

async function moneyOfOrders(db: Handle, orders: OrderSet) {
  const rows = await db
    .selectFrom('payment')
    .select([
      'order_id',
      sql<number>`coalesce(sum(case kind when 'payment' then amount_minor end), 0)`.as('paid'),
      sql<number>`coalesce(sum(case kind when 'refund' then amount_minor end), 0)`.as('refunded'),
      sql<number>`coalesce(sum(case when kind = 'refund' and batch_id is not null then amount_minor end), 0)`.as('channel_refunded'),
    ])
    .where(isOneOf('order_id', orders))
    .groupBy('order_id')
    .execute();
  return new Map(rows.map((row) => [row.order_id, row]));
}

/** What came from the payments of other orders, less what went to others. */
async function movedOfOrders(db: Handle, orders: OrderSet): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; amount: number }>`
    select id, sum(amount) as amount from (
      select to_order_id as id, amount_minor as amount from payment_move where ${isOneOf('to_order_id', orders)}
      union all select from_order_id, -amount_minor from payment_move where ${isOneOf('from_order_id', orders)})
    group by id`.execute(db);
  return new Map(rows.map(({ id, amount }) => [id, amount]));
}

const freight = sql<number>`coalesce(sum(case when il.kind <> 'shipping' then 0 when i.kind = 'invoice' then il.quantity when i.reissue = 1 then -il.quantity end), 0)`;

/** Asked for as deposits and neither given back nor taken off a final invoice. */
const deposits = sql<number>`coalesce(sum(case when il.kind = 'deposit' then case i.kind when 'invoice' then 1 else -1 end * (il.net_minor + il.tax_minor) end), 0)`;

/** Freight on the invoices of orders that have any, credit notes after which something is invoiced anew, and open deposits. */
async function documentedOfOrders(db: Handle, orders: OrderSet) {
  const rows = await db
    .selectFrom('invoice_line as il')
    .innerJoin('invoice as i', 'i.id', 'il.invoice_id')
    .select(['il.order_id', freight.as('freight'), sql<number>`sum(i.reissue)`.as('reissues'), deposits.as('deposits')])
    .where(isOneOf('il.order_id', orders))
    .groupBy('il.order_id')
    .execute();
  return new Map(rows.map((row) => [row.order_id, row]));
}

/** Deposits are taken off by the final invoice: to give one back changes nothing of what an order costs. */
const forGood = sql<number>`case when i.kind = 'credit-note' and i.reissue = 0 and il.kind <> 'deposit' then il.net_minor + il.tax_minor else 0 end`;

/** Where prices are without tax, rounding it once for several orders makes one of them cost a little more or less. */
const roundedUp = sql<number>`case when i.prices_include_tax = 1 or (i.kind = 'credit-note' and i.reissue = 0) then 0
  when i.kind = 'invoice' then il.tax_rounding_minor else -il.tax_rounding_minor end`;

/**
 * What is no longer owed of orders: their credit notes, but for what is invoiced anew, and what came back without ever
 * having been invoiced. What was credited and then cancelled is in the order's total no more, and not taken off it twice.
 * Below zero where an invoice for several orders asks for a little more than the order by itself.
 */
async function creditedOfOrders(db: Handle, orders: OrderSet): Promise<Map<number, number>> {
  const notes = await db
    .selectFrom('invoice_line as il')
    .innerJoin('invoice as i', 'i.id', 'il.invoice_id')
    .select(['il.order_id', sql<number>`coalesce(sum(${forGood} - ${roundedUp}), 0)`.as('total')])
    .where(isOneOf('il.order_id', orders))
    .groupBy('il.order_id')
    .execute();
  const returns = await db
    .selectFrom('goods_return')
    .innerJoin('goods_return_line', 'goods_return_line.return_id', 'goods_return.id')
    .select(['order_id', sql<number>`sum(uninvoiced_net_minor + uninvoiced_tax_minor)`.as('total')])
    .where(isOneOf('order_id', orders))
    .where('state', '=', 'received')
    .groupBy('order_id')
    .execute();
  const cancelled = await db
    .selectFrom('line_cancellation')
    .select(['order_id', sql<number>`-sum(credited_minor)`.as('total')])
    .where(isOneOf('order_id', orders))
    .groupBy('order_id')
    .execute();
  const credited = new Map(notes.map((row) => [row.order_id, row.total]));
  for (const { order_id, total } of [...returns, ...cancelled]) credited.set(order_id, (credited.get(order_id) ?? 0) + total);
  return credited;
}

/** Recomputes the axes of orders from their documents and keeps them. Returns the orders as they then are. */
export async function refreshOrders(db: Handle, orderIds: readonly number[], at: string): Promise<Map<number, Order>> {
  const orders = await ordersById(db, orderIds);
  const sums = await sumsOfOrders(db, orderIds);
  const counts = await openCountsOf(db, orderIds);
  const ruleOf = await invoiceRulesOf(db);
  const copies: Copies[] = [];
  for (const [id, order] of orders) {
    const axes = axesOf(order, sums(id), ruleOf(order.channelId));
    const open = counts(id);
    copies.push({ id, ...axisColumns(axes), ...open });
    const { error_count: errorCount, warning_count: warningCount, hold_count: holdCount } = open;
    orders.set(id, { ...order, ...axes, errorCount, warningCount, holdCount });
  }
  await writeCopies(db, copies, at);
  return orders;
}

/** What rows of orders keep of what stands elsewhere, by column. */
type Copies = { readonly id: number } & OpenCounts & ReturnType<typeof axisColumns>;

/** In one statement, since there may be hundreds. */
async function writeCopies(db: Handle, rows: readonly Copies[], at: string): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).filter((column) => column !== 'id');
  const copied = columns.map((column) => sql`${sql.ref(column)} = row.value ->> ${sql.lit(column)}`);
  await sql`update sales_order set ${sql.join(copied)}, updated_at = ${at} from json_each(${JSON.stringify(rows)}) as row
    where sales_order.id = row.value ->> 'id'`.execute(db);
}

/** Keeps what became of the goods of orders whose other documents are as they were. */
export async function writeFulfilment(db: Handle, orderIds: readonly number[], state: FulfilmentState, at: string): Promise<void> {
  if (orderIds.length === 0) return;
  await db.updateTable('sales_order').set({ fulfilment_state: state, updated_at: at }).where(isOneOf('id', orderIds)).execute();
}

/** Counts the open problems of orders anew, of which nothing else has changed. */
export async function recountProblems(db: Handle, orderIds: readonly number[], at: string): Promise<void> {
  const open = (severity: 'error' | 'warning') =>
    sql<number>`(select count(*) from problem where problem.order_id = sales_order.id and problem.severity = ${severity})`;
  await db
    .updateTable('sales_order')
    .set({ error_count: open('error'), warning_count: open('warning'), updated_at: at })
    .where(isOneOf('id', orderIds))
    .execute();
}

/** The axes as the columns that keep them. */
export function axisColumns(axes: Axes) {
  return {
    state: axes.state,
    payment_state: axes.paymentState,
    fulfilment_state: axes.fulfilmentState,
    return_state: axes.returnState,
    invoice_state: axes.invoiceState,
    paid_minor: axes.paidMinor,
    refunded_minor: axes.refundedMinor,
    credited_minor: axes.creditedMinor,
    uncredited_minor: axes.uncreditedMinor,
  };
}

/** What is open on an order now, as the columns that keep it. */
export interface OpenCounts {
  readonly error_count: number;
  readonly warning_count: number;
  readonly hold_count: number;
}

/** Open problems and holds of many orders. */
export async function openCountsOf(db: Handle, orders: OrderSet): Promise<(orderId: number) => OpenCounts> {
  const problems = await db
    .selectFrom('problem')
    .select(['order_id', sql<number>`sum(severity = 'error')`.as('errors'), sql<number>`sum(severity = 'warning')`.as('warnings')])
    .where(isOneOf('order_id', orders))
    .groupBy('order_id')
    .execute();
  const holds = await db
    .selectFrom('hold')
    .select(({ fn }) => ['order_id', fn.countAll<number>().as('open')])
    .where(isOneOf('order_id', orders))
    .where('released_at', 'is', null)
    .groupBy('order_id')
    .execute();
  const found = new Map(problems.map((row) => [row.order_id, row]));
  const held = new Map(holds.map((row) => [row.order_id, row.open]));
  return (orderId) => ({
    error_count: found.get(orderId)?.errors ?? 0,
    warning_count: found.get(orderId)?.warnings ?? 0,
    hold_count: held.get(orderId) ?? 0,
  });
}
