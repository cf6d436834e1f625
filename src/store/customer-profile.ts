// What a shop keeps of a customer besides: contacts, further addresses, tags, remarks, what they ordered in sum.

import { sql } from 'kysely';
import type { Address, CustomerContact } from '../domain/customer.ts';
import { addressFields } from '../domain/order/order.ts';
import type { Handle } from './database.ts';

export function contactsOf(db: Handle, customerId: number): Promise<CustomerContact[]> {
  return db
    .selectFrom('customer_contact')
    .select(['label', 'name', 'email', 'phone'])
    .where('customer_id', '=', customerId)
    .orderBy('label')
    .execute();
}

/** Adds a contact, or changes the one of that label. */
export async function writeContact(db: Handle, customerId: number, { label, ...fields }: CustomerContact): Promise<void> {
  await db
    .insertInto('customer_contact')
    .values({ customer_id: customerId, label, ...fields })
    .onConflict((conflict) => conflict.columns(['customer_id', 'label']).doUpdateSet(fields))
    .execute();
}

export async function deleteContact(db: Handle, customerId: number, label: string): Promise<void> {
  await db.deleteFrom('customer_contact').where('customer_id', '=', customerId).where('label', '=', label).execute();
}

/** Somebody at a place, as a row of `party` holds it. */
export interface PlaceFields extends Address {
  readonly name: string;
  readonly company: string | null;
  readonly phone: string | null;
}

/** Further addresses, by label, each with its party. */
export function addressesOf(db: Handle, customerId: number) {
  return db
    .selectFrom('customer_address')
    .innerJoin('party', 'party.id', 'customer_address.party_id')
    .select(['label', 'party_id', 'party.name', 'party.company', 'party.phone', ...addressFields.map((field) => `party.${field}` as const)])
    .where('customer_id', '=', customerId)
    .orderBy('label')
    .execute();
}

/** Adds an address, or changes the one of that label. */
export async function writePlace(db: Handle, customerId: number, label: string, fields: PlaceFields): Promise<void> {
  const known = (await addressesOf(db, customerId)).find((place) => place.label === label);
  if (known) {
    await db.updateTable('party').set(fields).where('id', '=', known.party_id).execute();
    // searching learns of it by this row
    await db.updateTable('customer_address').set({ label }).where('party_id', '=', known.party_id).execute();
    return;
  }
  const { id } = await db.insertInto('party').values(fields).returning('id').executeTakeFirstOrThrow();
  await db.insertInto('customer_address').values({ customer_id: customerId, label, party_id: id }).execute();
}

export async function deletePlace(db: Handle, customerId: number, label: string): Promise<void> {
  const gone = await db
    .deleteFrom('customer_address')
    .where('customer_id', '=', customerId)
    .where('label', '=', label)
    .returning('party_id')
    .executeTakeFirst();
  if (gone) await db.deleteFrom('party').where('id', '=', gone.party_id).execute();
}

/** By tag. */
export async function tagsOfCustomer(db: Handle, customerId: number): Promise<string[]> {
  const rows = await db.selectFrom('customer_tag').select('tag').where('customer_id', '=', customerId).orderBy('tag').execute();
  return rows.map(({ tag }) => tag);
}

export async function tagCustomer(db: Handle, customerId: number, tag: string): Promise<void> {
  await db
    .insertInto('customer_tag')
    .values({ customer_id: customerId, tag })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function untagCustomer(db: Handle, customerId: number, tag: string): Promise<void> {
  await db.deleteFrom('customer_tag').where('customer_id', '=', customerId).where('tag', '=', tag).execute();
}

/** Oldest first. */
export function notesOfCustomer(db: Handle, customerId: number) {
  return db
    .selectFrom('customer_note')
    .select(['text', 'actor', 'at'])
    .where('customer_id', '=', customerId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export async function insertCustomerNote(db: Handle, customerId: number, text: string, actor: string, at: string): Promise<void> {
  await db.insertInto('customer_note').values({ customer_id: customerId, text, actor, at }).execute();
}

/** The customers who were merged into this one, by number. */
export async function mergedInto(db: Handle, customerId: number): Promise<number[]> {
  const rows = await db.selectFrom('customer').select('id').where('merged_into', '=', customerId).orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/** Units ordered and not cancelled, by currency. */
export async function unitsOrdered(db: Handle, customerId: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('sales_order')
    .innerJoin('order_line', 'order_line.order_id', 'sales_order.id')
    .select(['currency', sql<number>`sum(quantity - cancelled_quantity)`.as('units')])
    .where('customer_id', '=', customerId)
    .where('state', '<>', 'cancelled')
    .groupBy('currency')
    .execute();
  return new Map(rows.map(({ currency, units }) => [currency, units]));
}

/** What came back, by the currency of its order; what was asked for and never came does not count. */
export async function returnsOfCustomer(db: Handle, customerId: number) {
  const rows = await db
    .selectFrom('sales_order')
    .innerJoin('goods_return', 'goods_return.order_id', 'sales_order.id')
    .select([
      'currency',
      sql<number>`count(*)`.as('returns'),
      sql<number>`sum(value_minor)`.as('value'),
      sql<number>`sum((select coalesce(sum(received_quantity), 0) from goods_return_line where return_id = goods_return.id))`.as('units'),
    ])
    .where('customer_id', '=', customerId)
    .where('goods_return.state', '=', 'received')
    .groupBy('currency')
    .execute();
  return new Map(rows.map(({ currency, ...row }) => [currency, row]));
}
