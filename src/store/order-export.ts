// Orders read many at a time, with their lines and people.
import type { ExportedOrder, Meant, Recipient } from '../domain/order/export.ts';
import type { OrderFilter } from '../domain/order/list.ts';
import type { Order, Party } from '../domain/order/order.ts';
import { among } from './among.ts';
import type { Handle } from './database.ts';
import { linesOfOrders, type OrderRange, toOrder, toParty } from './order.ts';
import { channelCodesOfOrders } from './order-channel-code.ts';
import { filteredOrders } from './order-list.ts';

/** Orders behind this number, in the order they came. */
export async function ordersAfter(db: Handle, filter: OrderFilter, after: number, limit: number): Promise<Order[]> {
  const rows = await filteredOrders(db, filter).where('sales_order.id', '>', after).orderBy('sales_order.id').limit(limit).execute();
  return rows.map(toOrder);
}

/** These orders, ascending, with everything that an export has of them. */
export async function withDetails(db: Handle, orders: readonly Order[]): Promise<ExportedOrder[]> {
  const range = { first: (orders[0] as Order).id, last: (orders.at(-1) as Order).id };
  const lines = await linesOfOrders(db, range);
  const parties = await partiesOf(db, orders);
  const buyers = await buyersOf(db, orders);
  const recipients = await recipientsOf(db, range);
  const meant = await meantOf(db, range);
  const codes = await channelCodesOfOrders(db, range);
  return orders.map((order) => ({
    order,
    lines: lines.get(order.id) ?? [],
    shipTo: parties.get(order.shipPartyId ?? 0) ?? { name: '' },
    billTo: order.billPartyId === order.shipPartyId ? null : (parties.get(order.billPartyId ?? 0) ?? null),
    recipients: recipients.get(order.id) ?? new Map(),
    meant: meant.get(order.id) ?? new Map(),
    customerExternalId: buyers.get(order.id) ?? null,
    channelCodes: codes.get(order.id) ?? [],
  }));
}

async function partiesOf(db: Handle, orders: readonly Order[]): Promise<Map<number, Party>> {
  const ids = orders.flatMap(({ shipPartyId, billPartyId }) => [shipPartyId, billPartyId]).filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('party').selectAll().where('id', 'in', among(ids)).execute();
  return new Map(rows.map((row) => [row.id, toParty(row)]));
}

/** Who lines go to by themselves, by order and line. */
async function recipientsOf(db: Handle, { first, last }: OrderRange): Promise<Map<number, Map<number, Recipient>>> {
  const rows = await db
    .selectFrom('order_line_party')
    .innerJoin('party', 'party.id', 'order_line_party.party_id')
    .selectAll('party')
    .select(['order_line_party.order_id', 'order_line_party.order_line_id'])
    .where('order_line_party.order_id', '>=', first)
    .where('order_line_party.order_id', '<=', last)
    .orderBy('order_line_party.order_line_id')
    .execute();
  const found = new Map<number, Map<number, Recipient>>();
  for (const row of rows) {
    const own = found.get(row.order_id) ?? new Map<number, Recipient>();
    found.set(row.order_id, own.set(row.order_line_id, { partyId: row.id, party: toParty(row) }));
  }
  return found;
}

/** What lines mean by codes of their channel, by order and line. */
async function meantOf(db: Handle, { first, last }: OrderRange): Promise<Map<number, Map<number, Meant>>> {
  const rows = await db
    .selectFrom('order_line')
    .innerJoin('sales_order', 'sales_order.id', 'order_line.order_id')
    .innerJoin('product', 'product.id', 'order_line.product_id')
    .leftJoin('product_alias', (join) =>
      join.onRef('product_alias.channel_id', '=', 'sales_order.channel_id').onRef('product_alias.code', '=', 'order_line.sku'),
    )
    .select(['order_line.id', 'order_line.order_id', 'product.id as product_id', 'product.sku', 'product_alias.product_id as alias_of'])
    .where('order_line.order_id', '>=', first)
    .where('order_line.order_id', '<=', last)
    .whereRef('product.sku', '!=', 'order_line.sku')
    .execute();
  const found = new Map<number, Map<number, Meant>>();
  for (const { id, order_id, product_id, sku, alias_of } of rows) {
    const own = found.get(order_id) ?? new Map<number, Meant>();
    found.set(order_id, own.set(id, { sku, isOfVariant: alias_of !== product_id }));
  }
  return found;
}

/** How each order's own channel knows its customer; the first where it has several ids of one. */
async function buyersOf(db: Handle, orders: readonly Order[]): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('sales_order')
    .innerJoin('customer_identity as known', (join) =>
      join.onRef('known.customer_id', '=', 'sales_order.customer_id').onRef('known.channel_id', '=', 'sales_order.channel_id'),
    )
    .select(({ fn, ref }) => ['sales_order.id', fn.min<string>(ref('known.external_id')).as('external_id')])
    .where('sales_order.id', 'in', among(orders.map(({ id }) => id)))
    .groupBy('sales_order.id')
    .execute();
  return new Map(rows.map((row) => [row.id, row.external_id]));
}
