// Orders in the database: found by any of their numbers, read whole.
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import { OmsError } from '../domain/error.ts';
import { groupBy } from '../domain/group.ts';
import { formatId, ownId } from '../domain/id.ts';
import type { Rounding } from '../domain/money.ts';
import type { Order, OrderLine, Party } from '../domain/order/order.ts';
import type { TaxBasis } from '../domain/tax.ts';
import { among } from './among.ts';
import type { Handle } from './database.ts';
import type { OrderLineTable, PartyTable, SalesOrderTable } from './schema.ts';

export type OrderRow = Selectable<SalesOrderTable> & { readonly channel_name: string };

/** Orders with their channel's name. */
export function selectOrders(db: Handle) {
  return db
    .selectFrom('sales_order')
    .innerJoin('channel', 'channel.id', 'sales_order.channel_id')
    .selectAll('sales_order')
    .select('channel.name as channel_name');
}

export function toOrder(row: OrderRow): Order {
  return {
    id: row.id,
    channelId: row.channel_id,
    channel: row.channel_name,
    externalId: row.external_id,
    number: row.number,
    customerId: row.customer_id,
    shipPartyId: row.ship_party_id,
    billPartyId: row.bill_party_id,
    state: row.state,
    history: row.history === 1,
    orderedAt: row.ordered_at,
    orderedOn: row.ordered_on,
    currency: row.currency,
    pricesIncludeTax: row.prices_include_tax === 1,
    rounding: row.rounding as Rounding,
    taxBasis: row.tax_basis as TaxBasis,
    discountMinor: row.discount_minor,
    shippingMinor: row.shipping_minor,
    shippingTax: { category: row.shipping_tax_code, ratePpm: row.shipping_tax_ppm },
    netMinor: row.net_minor,
    taxMinor: row.tax_minor,
    totalMinor: row.total_minor,
    channelTotalMinor: row.channel_total_minor,
    paymentMethod: row.payment_method,
    channelStatus: row.channel_state,
    note: row.note,
    priority: row.priority,
    paymentState: row.payment_state,
    fulfilmentState: row.fulfilment_state,
    returnState: row.return_state,
    invoiceState: row.invoice_state,
    errorCount: row.error_count,
    warningCount: row.warning_count,
    holdCount: row.hold_count,
    paidMinor: row.paid_minor,
    refundedMinor: row.refunded_minor,
    creditedMinor: row.credited_minor,
    uncreditedMinor: row.uncredited_minor,
  };
}

export function toLine(row: Selectable<OrderLineTable>): OrderLine {
  return {
    id: row.id,
    orderId: row.order_id,
    position: row.position,
    externalId: row.external_id,
    sku: row.sku,
    variant: row.variant,
    productId: row.product_id,
    name: row.name,
    quantity: row.quantity,
    pieces: row.pieces,
    cancelledQuantity: row.cancelled_quantity,
    unitPriceMicros: row.unit_price_micros,
    discountMinor: row.discount_minor,
    tax: { category: row.tax_code, ratePpm: row.tax_ppm },
    shippable: row.shippable === 1,
    priceAssumed: row.price_assumed === 1,
    taxAssumed: row.tax_assumed === 1,
    netMinor: row.net_minor,
    taxMinor: row.tax_minor,
  };
}

/** An order by "O12", by the channel's number where that is unique, or by "channel:number". Refuses `order-unknown`, `order-ambiguous`. */
export async function findOrder(db: Handle, text: string): Promise<Order> {
  const id = ownId('order', text);
  if (id !== undefined) {
    const row = await selectOrders(db).where('sales_order.id', '=', id).executeTakeFirst();
    if (row) return toOrder(row);
  }
  const number = text.trim();
  // a shell takes "#1001" for a comment, so "1001" finds it too
  const byNumber = await selectOrders(db)
    .where('sales_order.number', 'in', [number, `#${number}`])
    .orderBy('sales_order.id')
    .limit(3)
    .execute();
  if (byNumber.length === 1) return toOrder(byNumber[0] as OrderRow);
  if (byNumber.length > 1) {
    throw new OmsError('order-ambiguous', { id: text, orders: byNumber.map((row) => `${row.channel_name}:${row.number}`) });
  }
  return (await findByChannelNumber(db, text)) ?? unknownOrder(text);
}

async function findByChannelNumber(db: Handle, text: string): Promise<Order | undefined> {
  const colon = text.indexOf(':');
  if (colon < 1) return undefined;
  const row = await selectOrders(db)
    .where('channel.name', '=', text.slice(0, colon).trim())
    .where('sales_order.number', '=', text.slice(colon + 1).trim())
    .executeTakeFirst();
  return row && toOrder(row);
}

function unknownOrder(text: string): never {
  throw new OmsError('order-unknown', { id: text });
}

export async function orderById(db: Handle, id: number): Promise<Order> {
  const row = await selectOrders(db).where('sales_order.id', '=', id).executeTakeFirst();
  return row ? toOrder(row) : unknownOrder(formatId('order', id));
}

/** An order's lines, by position. */
export async function linesOfOrder(db: Handle, orderId: number): Promise<OrderLine[]> {
  return (await db.selectFrom('order_line').selectAll().where('order_id', '=', orderId).orderBy('position').execute()).map(toLine);
}

/** Orders by their ids, both ends included. */
export interface OrderRange {
  readonly first: number;
  readonly last: number;
}

/** Orders that lie side by side, or each by its id. */
export type OrderSet = OrderRange | readonly number[];

/** Whether a column names one of these orders. */
export function isOneOf(column: string, orders: OrderSet): RawBuilder<SqlBool> {
  if ('first' in orders) return sql`${sql.ref(column)} between ${orders.first} and ${orders.last}`;
  return sql`${sql.ref(column)} in ${among(orders)}`;
}

/** The lines of many orders, each order's by position. */
export async function linesOfOrders(db: Handle, orders: OrderSet): Promise<Map<number, OrderLine[]>> {
  const rows = await db
    .selectFrom('order_line')
    .selectAll()
    .where(isOneOf('order_id', orders))
    .orderBy('order_id')
    .orderBy('position')
    .execute();
  return groupBy(rows, (row) => row.order_id, toLine);
}

/** Orders by their own numbers; those that there are. */
export async function ordersById(db: Handle, ids: readonly number[]): Promise<Map<number, Order>> {
  const rows = await selectOrders(db).where(isOneOf('sales_order.id', ids)).orderBy('sales_order.id').execute();
  return new Map(rows.map((row) => [row.id, toOrder(row)]));
}

export function toParty(row: Selectable<PartyTable>): Party {
  return {
    name: row.name,
    company: row.company,
    email: row.email,
    phone: row.phone,
    address1: row.address1,
    address2: row.address2,
    city: row.city,
    region: row.region,
    postcode: row.postcode,
    country: row.country,
    taxId: row.tax_id,
  };
}

export async function partyById(db: Handle, id: number | null): Promise<Party | undefined> {
  if (id === null) return undefined;
  const row = await db.selectFrom('party').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toParty(row);
}
