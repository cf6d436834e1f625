// Orders changed in place, line by line: numbers, prices, who they are for, and what only some orders say.
import { sql } from 'kysely';
import { NO_TERMS, type OrderTerms } from '../domain/order/edit.ts';
import type { Order, OrderLine, Party } from '../domain/order/order.ts';
import { among } from './among.ts';
import type { Database, Handle } from './database.ts';
import { toParty } from './order.ts';
import { insertParty } from './order-write.ts';

/** What of an order's own row a person may change. */
export type OrderFields = Partial<
  Pick<Order, 'customerId' | 'shipPartyId' | 'billPartyId' | 'discountMinor' | 'shippingMinor' | 'paymentMethod' | 'note' | 'priority'>
>;

const columns = {
  customerId: 'customer_id',
  shipPartyId: 'ship_party_id',
  billPartyId: 'bill_party_id',
  discountMinor: 'discount_minor',
  shippingMinor: 'shipping_minor',
  paymentMethod: 'payment_method',
  note: 'note',
  priority: 'priority',
} as const satisfies Record<keyof OrderFields, string>;

/** Writes what is given; what is undefined stays. */
export async function updateOrderFields(db: Handle, id: number, fields: OrderFields): Promise<void> {
  const given = (Object.keys(columns) as (keyof OrderFields)[]).filter((field) => fields[field] !== undefined);
  if (given.length === 0) return;
  const values = Object.fromEntries(given.map((field) => [columns[field], fields[field]]));
  await db.updateTable('sales_order').set(values).where('id', '=', id).execute();
}

/** What the channel said the order sums to; null: that is of what the order was before. */
export async function writeChannelTotal(db: Handle, id: number, channelTotalMinor: number | null): Promise<void> {
  await db.updateTable('sales_order').set({ channel_total_minor: channelTotalMinor }).where('id', '=', id).execute();
}

/** Writes a line's numbers and price; a price that a person says is assumed no more. */
export async function updateLineFields(
  db: Handle,
  id: number,
  line: Pick<OrderLine, 'quantity' | 'cancelledQuantity' | 'unitPriceMicros' | 'discountMinor' | 'priceAssumed'>,
): Promise<void> {
  await db
    .updateTable('order_line')
    .set({
      quantity: line.quantity,
      cancelled_quantity: line.cancelledQuantity,
      unit_price_micros: line.unitPriceMicros,
      discount_minor: line.discountMinor,
      price_assumed: line.priceAssumed ? 1 : 0,
    })
    .where('id', '=', id)
    .execute();
}

/** Whether a document, or the history of a cancellation, names the line: then it stays. */
export async function isLineNamed(db: Handle, lineId: number): Promise<boolean> {
  const { named } = await db
    .selectNoFrom(
      sql<number>`exists (select 1 from shipment_line where order_line_id = ${lineId})
        or exists (select 1 from invoice_line where order_line_id = ${lineId})
        or exists (select 1 from goods_return_line where order_line_id = ${lineId})
        or exists (select 1 from line_cancellation where order_line_id = ${lineId})`.as('named'),
    )
    .executeTakeFirstOrThrow();
  return named === 1;
}

/** Takes a line away that nothing names; those behind it move up. Its reservations have to be released before. */
export async function deleteLine(db: Handle, { id, orderId, position }: OrderLine): Promise<void> {
  await db.deleteFrom('problem').where('line_id', '=', id).execute();
  await db.deleteFrom('order_line_part').where('order_line_id', '=', id).execute();
  await writeLineParty(db, { lineId: id, orderId }, null);
  await db.deleteFrom('order_line').where('id', '=', id).execute();
  const behind = await db
    .selectFrom('order_line')
    .select(['id', 'position'])
    .where('order_id', '=', orderId)
    .where('position', '>', position)
    .orderBy('position')
    .execute();
  for (const line of behind)
    await db
      .updateTable('order_line')
      .set({ position: line.position - 1 })
      .where('id', '=', line.id)
      .execute();
}

export async function updateParty(db: Handle, id: number, { taxId, ...party }: Party): Promise<void> {
  await db
    .updateTable('party')
    .set({ ...party, tax_id: taxId ?? null })
    .where('id', '=', id)
    .execute();
}

export async function deleteParty(db: Handle, id: number): Promise<void> {
  await db.deleteFrom('party').where('id', '=', id).execute();
}

/** Whether a shipment, cancelled or not, went to this party: then it stays as it was. */
export async function isPartyShipped(db: Handle, partyId: number): Promise<boolean> {
  return (await db.selectFrom('shipment').select('id').where('party_id', '=', partyId).limit(1).executeTakeFirst()) !== undefined;
}

export async function termsOfOrder(db: Handle, orderId: number): Promise<OrderTerms> {
  const row = await db.selectFrom('order_terms').selectAll().where('order_id', '=', orderId).executeTakeFirst();
  if (!row) return NO_TERMS;
  const { requested_on, purchase_number, payment_days, carrier, service } = row;
  return { requestedOn: requested_on, purchaseNumber: purchase_number, paymentDays: payment_days, carrier, service };
}

/** An order that says nothing besides has no row. */
export async function writeTerms(db: Handle, orderId: number, terms: OrderTerms): Promise<void> {
  await db.deleteFrom('order_terms').where('order_id', '=', orderId).execute();
  if (Object.values(terms).every((value) => value === null)) return;
  const { requestedOn, purchaseNumber, paymentDays, carrier, service } = terms;
  await db
    .insertInto('order_terms')
    .values({ order_id: orderId, requested_on: requestedOn, purchase_number: purchaseNumber, payment_days: paymentDays, carrier, service })
    .execute();
}

/** With whom orders are to go that say so, by order. */
export async function carriersOf(db: Handle, orderIds: readonly number[]): Promise<Map<number, Pick<OrderTerms, 'carrier' | 'service'>>> {
  const rows = await db
    .selectFrom('order_terms')
    .select(['order_id', 'carrier', 'service'])
    .where('order_id', 'in', among(orderIds))
    .where(({ eb, or }) => or([eb('carrier', 'is not', null), eb('service', 'is not', null)]))
    .execute();
  return new Map(rows.map(({ order_id, carrier, service }) => [order_id, { carrier, service }]));
}

/** A line that goes elsewhere than its order, and to whom. */
export interface LineParty {
  readonly lineId: number;
  readonly partyId: number;
  readonly party: Party;
}

/** By line. */
export async function linePartiesOf(db: Handle, orderId: number): Promise<LineParty[]> {
  const rows = await db
    .selectFrom('order_line_party')
    .innerJoin('party', 'party.id', 'order_line_party.party_id')
    .selectAll('party')
    .select('order_line_party.order_line_id')
    .where('order_line_party.order_id', '=', orderId)
    .orderBy('order_line_party.order_line_id')
    .execute();
  return rows.map((row) => ({ lineId: row.order_line_id, partyId: row.id, party: toParty(row) }));
}

/** Where lines of these orders go that go elsewhere than their order, by line. Few shops have any. */
export async function destinationsOf(
  db: Handle,
  orderIds: readonly number[],
): Promise<Map<number, { readonly country: string; readonly region: string }>> {
  const any = await db.selectFrom('order_line_party').select('order_id').limit(1).executeTakeFirst();
  if (!any) return new Map();
  const rows = await db
    .selectFrom('order_line_party')
    .innerJoin('party', 'party.id', 'order_line_party.party_id')
    .select(['order_line_party.order_line_id', 'party.country', 'party.region'])
    .where('order_line_party.order_id', 'in', among(orderIds))
    .execute();
  return new Map(rows.map((row) => [row.order_line_id, { country: row.country ?? '', region: row.region ?? '' }]));
}

/** Where a line goes; null: where its order goes. A party that no other line and no shipment has goes with it. */
export async function writeLineParty(
  db: Handle,
  { lineId, orderId }: { readonly lineId: number; readonly orderId: number },
  partyId: number | null,
): Promise<void> {
  const known = await db.selectFrom('order_line_party').select('party_id').where('order_line_id', '=', lineId).executeTakeFirst();
  await db.deleteFrom('order_line_party').where('order_line_id', '=', lineId).execute();
  if (partyId !== null)
    await db.insertInto('order_line_party').values({ order_line_id: lineId, order_id: orderId, party_id: partyId }).execute();
  if (!known || known.party_id === partyId) return;
  const other = await db.selectFrom('order_line_party').select('order_line_id').where('party_id', '=', known.party_id).executeTakeFirst();
  if (!other && !(await isPartyShipped(db, known.party_id))) await deleteParty(db, known.party_id);
}

/** The party of this order that is the same somebody at the same place; a new one where there is none. */
export async function partyFor(database: Database, db: Handle, orderId: number, party: Party): Promise<number> {
  const same = (await linePartiesOf(db, orderId)).find((known) => JSON.stringify(known.party) === JSON.stringify(toStored(party)));
  return same?.partyId ?? insertParty(database, party);
}

/** Field by field as a row gives it back. */
function toStored(party: Party): Party {
  return {
    name: party.name,
    company: party.company ?? null,
    email: party.email ?? null,
    phone: party.phone ?? null,
    address1: party.address1 ?? null,
    address2: party.address2 ?? null,
    city: party.city ?? null,
    region: party.region ?? null,
    postcode: party.postcode ?? null,
    country: party.country ?? null,
    taxId: party.taxId ?? null,
  };
}

/** Notes what an order was made of. */
export async function insertOrigin(db: Handle, orderId: number, originId: number, kind: 'split' | 'copy'): Promise<void> {
  await db.insertInto('order_origin').values({ order_id: orderId, origin_id: originId, kind }).execute();
}

/** What an order was made of; undefined: of none. */
export function originOf(db: Handle, orderId: number) {
  return db.selectFrom('order_origin').select(['origin_id', 'kind']).where('order_id', '=', orderId).executeTakeFirst();
}

/** The orders that were made of an order, oldest first. */
export function madeOf(db: Handle, orderId: number) {
  return db.selectFrom('order_origin').select(['order_id', 'kind']).where('origin_id', '=', orderId).orderBy('order_id').execute();
}

/** The orders that were split off an order, and off these, oldest first. */
export async function splitOff(db: Handle, orderId: number): Promise<number[]> {
  const parts = (await madeOf(db, orderId)).filter(({ kind }) => kind === 'split').map(({ order_id }) => order_id);
  const further = await Promise.all(parts.map((part) => splitOff(db, part)));
  return [...parts, ...further.flat()];
}
