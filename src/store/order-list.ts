// Orders found by what a shop asks for: channel, where they stand, date, customer, product, text.
import { type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { OrderFilter, OrderListing, OrderTask } from '../domain/order/list.ts';
import { among } from './among.ts';
import { invoiceRule } from './channel.ts';
import type { Handle, Schema } from './database.ts';
import { invoicedOfLine, isLineDue, lackingStates, lineSums } from './line-sums.ts';
import { selectOrders, toOrder } from './order.ts';
import { type Few, fewestOf, furtherConditions, hasSku, ofChannel, orderKeys } from './order-filter.ts';
import { contains } from './product.ts';

/** As the filter sorts; else newest first: by date, then by number of entry. */
export async function listOrders(db: Handle, filter: OrderFilter): Promise<OrderListing[]> {
  const { query } = await listing(db, filter);
  return (await query.execute()).map((row) => ({
    order: toOrder(row),
    customerName: row.customer_name || row.party_name || row.party_company || '',
    conflicts: row.conflicts,
  }));
}

/**
 * The query of a list, with what was found to lead to its orders. Of few orders the page is found first, by as little of
 * each as its place needs; only then the people of those on it are looked up.
 */
export async function listing(db: Handle, filter: OrderFilter) {
  const few = filter.ids === undefined ? await fewestOf(db, filter) : { ids: among(filter.ids), isOfSku: false };
  const isPaged = few !== undefined && filter.limit !== undefined && filter.sort !== 'customer';
  const lead = isPaged ? pageOf(db, filter, few) : undefined;
  const page = lead ? among((await lead.execute()).map(({ id }) => id)) : few?.ids;
  let query = (isPaged ? selectOrders(db) : filteredOrders(db, filter, 'listed'))
    .leftJoin('customer', 'customer.id', 'sales_order.customer_id')
    .leftJoin('party', 'party.id', 'sales_order.bill_party_id')
    .select(['customer.name as customer_name', 'party.name as party_name', 'party.company as party_company'])
    .select(sql<number>`(select count(*) from channel_conflict where order_id = sales_order.id)`.as('conflicts'));
  if (page) query = query.where('sales_order.id', 'in', page);
  for (const { key, isDown } of orderKeys(filter, few !== undefined)) query = query.orderBy(key, isDown ? 'desc' : 'asc');
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return { query, lead };
}

/** The orders on the page, of few. */
function pageOf(db: Handle, filter: OrderFilter, { ids, isOfSku }: Few) {
  const asked = isOfSku ? { ...filter, sku: undefined } : filter;
  let query = filteredOrders(db, asked, 'listed').clearSelect().select('sales_order.id').where('sales_order.id', 'in', ids);
  for (const { key, isDown } of orderKeys(filter, true)) query = query.orderBy(key, isDown ? 'desc' : 'asc');
  return query.limit(filter.limit as number);
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

/** Confirmed orders that are not held and still need goods, as they are served: by priority, then age. */
export function missingOrderIds(db: Handle, filter: OrderFilter): Promise<number[]> {
  return servedOrderIds(db, { ...filter, states: ['confirmed'], fulfilment: lackingStates, current: true, unheld: true });
}

/**
 * The orders that a filter finds, in no order yet. `listed`: what leads to them is decided by whoever lists them, and
 * no other index draws SQLite away from it.
 */
export function filteredOrders(db: Handle, filter: OrderFilter, how: 'listed' | 'served' = 'served') {
  let query = selectOrders(db);
  if (filter.channel !== undefined) query = query.where(ofChannel(filter.channel));
  if (filter.states) query = query.where(sql`+sales_order.state`, 'in', filter.states);
  if (how === 'served' && filter.states?.every((state) => state === 'new' || state === 'confirmed')) query = query.where(isOpen);
  if (filter.payment) query = query.where('sales_order.payment_state', 'in', filter.payment);
  if (filter.fulfilment) query = query.where('sales_order.fulfilment_state', 'in', filter.fulfilment);
  if (filter.returns) query = query.where('sales_order.return_state', 'in', filter.returns);
  if (filter.invoice) query = query.where('sales_order.invoice_state', 'in', filter.invoice);
  if (filter.from !== undefined) query = query.where('sales_order.ordered_on', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('sales_order.ordered_on', '<=', filter.to);
  if (filter.customerId !== undefined) query = query.where('sales_order.customer_id', '=', filter.customerId);
  if (filter.current) query = query.where('sales_order.history', '=', 0);
  if (filter.clean) query = query.where('sales_order.error_count', '=', 0);
  if (filter.clean || filter.unheld) query = query.where(isUnheld(filter.on));
  for (const task of filter.tasks ?? []) query = query.where(taskConditions[task]);
  if (filter.sku !== undefined) query = query.where(hasSku(filter.sku));
  for (const condition of furtherConditions(filter)) query = query.where(condition);
  if (filter.text !== undefined) query = query.where(textCondition(filter.text));
  return query;
}

const owed = sql<number>`sales_order.total_minor - sales_order.credited_minor - sales_order.uncredited_minor - sales_order.paid_minor + sales_order.refunded_minor`;

/** Nothing holds it, or only what was to last until this business date. */
function isUnheld(on: string | undefined): RawBuilder<SqlBool> {
  if (on === undefined) return sql`sales_order.hold_count = 0`;
  return sql`(sales_order.hold_count = 0 or not exists (select 1 from hold
    where hold.order_id = sales_order.id and hold.released_at is null and (hold.until is null or hold.until > ${on})))`;
}

/** Said in the words of the index of open orders, so that it is used. */
export const isOpen = sql<SqlBool>`sales_order.state in ('new', 'confirmed')`;

/** Something of an order has left that is on no invoice. */
const isSentUninvoiced = sql<SqlBool>`(sales_order.fulfilment_state in ('shipped', 'delivered') or (sales_order.fulfilment_state = 'partly-shipped'
  and exists (select 1 from order_line where order_line.order_id = sales_order.id and ${lineSums.shipped} > ${invoicedOfLine})))`;

/** By the rule of its channel, an order has come so far that it wants an invoice. */
const isDue = sql<SqlBool>`case ${invoiceRule} when 'always' then 1 when 'on-shipping' then ${isSentUninvoiced}
  when 'on-payment' then sales_order.payment_state in ('paid', 'partly-refunded') when 'on-request' then sales_order.invoice_state <> 'none' else 0 end`;

/** A person has to decide first; what waits for its money may be asked for it. */
const waitsForPerson = sql<SqlBool>`(sales_order.hold_count > 0 and exists (select 1 from hold
  where hold.order_id = sales_order.id and hold.released_at is null and hold.code <> 'unpaid'))`;

/** Wants an invoice now and does not have it whole, and something is wanted of it. */
export const wantsInvoice = sql<SqlBool>`(sales_order.history = 0 and sales_order.error_count = 0 and sales_order.state in ('confirmed', 'completed')
  and sales_order.invoice_state in ('none', 'partly-invoiced') and ${isDue} and not ${waitsForPerson}
  and exists (select 1 from order_line where order_id = sales_order.id and quantity > cancelled_quantity))`;

/** An order with goods promised to such a line. */
function hasPromised(line: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql`exists (select 1 from order_line join reservation on reservation.order_line_id = order_line.id
    where order_line.order_id = sales_order.id and ${line})`;
}

/** What makes an order a task; `status` counts by the same. */
export const taskConditions: Readonly<Record<OrderTask, ReturnType<typeof sql<SqlBool>>>> = {
  problems: sql<SqlBool>`(sales_order.error_count > 0 and sales_order.state in ('new', 'confirmed') and sales_order.history = 0)`,
  held: sql<SqlBool>`(sales_order.hold_count > 0 and sales_order.state in ('new', 'confirmed') and sales_order.history = 0)`,
  'needs-approval': sql<SqlBool>`(sales_order.hold_count > 0 and sales_order.state in ('new', 'confirmed') and sales_order.history = 0
    and exists (select 1 from hold where hold.order_id = sales_order.id and hold.released_at is null and hold.code = 'approval'))`,
  // of orders that are over too: what came too late for them has to be told as long as nobody has looked at it
  conflicts: sql<SqlBool>`sales_order.id in (select order_id from channel_conflict)`,
  unpaid: sql<SqlBool>`(sales_order.state = 'confirmed' and sales_order.history = 0 and ${owed} > 0
    and (sales_order.invoice_state <> 'none' or sales_order.fulfilment_state in ('partly-shipped', 'shipped', 'delivered')))`,
  'to-refund': sql<SqlBool>`(sales_order.history = 0 and (
    (sales_order.state = 'cancelled' and sales_order.paid_minor > sales_order.refunded_minor)
    or (sales_order.state = 'confirmed' and ${owed} < 0)))`,
  'to-credit': sql<SqlBool>`(sales_order.state = 'confirmed' and sales_order.history = 0 and sales_order.uncredited_minor > 0
    and sales_order.invoice_state <> 'none')`,
  'to-release': sql<SqlBool>`(sales_order.state = 'confirmed' and sales_order.history = 0 and sales_order.invoice_state <> 'none'
    and ${hasPromised(sql`not ${isLineDue}`)} and not ${hasPromised(isLineDue)}
    and not exists (select 1 from shipment where shipment.order_id = sales_order.id and shipment.state = 'open'))`,
  'to-invoice': wantsInvoice,
};

function textCondition(text: string) {
  return ({ or, exists, selectFrom }: ExpressionBuilder<Schema, 'sales_order'>) =>
    or([
      contains('sales_order.number', text),
      exists(
        selectFrom('customer')
          .select('customer.id')
          .whereRef('customer.id', '=', 'sales_order.customer_id')
          .where((customer) => customer.or(['name', 'company', 'email', 'phone'].map((field) => contains(`customer.${field}`, text)))),
      ),
      exists(
        selectFrom('party')
          .select('party.id')
          .where(({ eb: own, or: any, ref }) =>
            any([own('party.id', '=', ref('sales_order.ship_party_id')), own('party.id', '=', ref('sales_order.bill_party_id'))]),
          )
          .where((party) => party.or(['name', 'company', 'email', 'phone'].map((field) => contains(`party.${field}`, text)))),
      ),
    ]);
}
