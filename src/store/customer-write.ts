// Customers as files bring them: found by what tells them apart, made, and changed field by field.
import type { ExpressionBuilder } from 'kysely';
import type { Address, Identity } from '../domain/customer.ts';
import { groupBy } from '../domain/group.ts';
import { addressFields } from '../domain/order/order.ts';
import { among } from './among.ts';
import type { CustomerRecord } from './customer-list.ts';
import type { Handle, Schema } from './database.ts';
import { contains } from './product.ts';

/** Fields of a customer that a file may give. */
export interface CustomerFields {
  readonly name: string;
  readonly company: string | null;
  readonly email: string | null;
  readonly email_key: string | null;
  readonly phone: string | null;
  readonly tax_id: string | null;
  readonly language: string | null;
  readonly note: string | null;
  readonly payment_preference: string | null;
  readonly consent: 'given' | 'refused' | null;
  readonly consent_on: string | null;
}

/** Those whom channels or an e-mail (as `emailKey` has it) name, by number; merged ones lead to whom they became. */
export async function customersKnownBy(db: Handle, identities: readonly Identity[], emailKey: string | null): Promise<number[]> {
  const found = new Set<number>();
  for (const { channel, id } of identities) {
    const row = await db
      .selectFrom('customer_identity')
      .innerJoin('channel', 'channel.id', 'customer_identity.channel_id')
      .innerJoin('customer', 'customer.id', 'customer_identity.customer_id')
      .select(({ fn, ref }) => fn.coalesce(ref('customer.merged_into'), ref('customer.id')).as('id'))
      .where('channel.name', '=', channel)
      .where('customer_identity.external_id', '=', id)
      .executeTakeFirst();
    if (row) found.add(row.id);
  }
  if (emailKey !== null) {
    const row = await db
      .selectFrom('customer')
      .select(({ fn, ref }) => fn.coalesce(ref('merged_into'), ref('id')).as('id'))
      .where('email_key', '=', emailKey)
      .executeTakeFirst();
    if (row) found.add(row.id);
  }
  return [...found].sort((left, right) => left - right);
}

/** The customers without e-mail and without any channel's id who are exactly this, the oldest first. */
export async function customersExactly(
  db: Handle,
  fields: Pick<CustomerFields, 'name' | 'company' | 'email' | 'phone' | 'tax_id'>,
): Promise<number[]> {
  const rows = await db
    .selectFrom('customer')
    .select('id')
    .where('name', '=', fields.name)
    .where('company', 'is', fields.company)
    .where('email', 'is', fields.email)
    .where('phone', 'is', fields.phone)
    .where('tax_id', 'is', fields.tax_id)
    .where('email_key', 'is', null)
    .where('merged_into', 'is', null)
    .where('erased_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('customer_identity').select('external_id').whereRef('customer_id', '=', 'customer.id'))),
    )
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function customerById(db: Handle, id: number): Promise<CustomerRecord> {
  return db.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

export async function insertCustomerFields(db: Handle, fields: CustomerFields, at: string): Promise<number> {
  const made = db
    .insertInto('customer')
    .values({ ...fields, created_at: at, updated_at: at })
    .returning('id');
  return (await made.executeTakeFirstOrThrow()).id;
}

/** An e-mail that somebody had who was merged is theirs again whom they became. */
export async function updateCustomer(db: Handle, id: number, changes: Partial<CustomerFields>, at: string): Promise<void> {
  if (changes.email_key) {
    const former = db.updateTable('customer').set({ email_key: null }).where('email_key', '=', changes.email_key);
    await former.where('merged_into', '=', id).execute();
  }
  await db
    .updateTable('customer')
    .set({ ...changes, updated_at: at })
    .where('id', '=', id)
    .execute();
}

/** Whether the identity is new. */
export async function addIdentity(db: Handle, customerId: number, channelId: number, externalId: string): Promise<boolean> {
  const done = await db
    .insertInto('customer_identity')
    .values({ channel_id: channelId, external_id: externalId, customer_id: customerId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** Where a customer is at home; every field null where nothing is known. */
export async function addressOf(db: Handle, partyId: number | null): Promise<Required<Address>> {
  const row =
    partyId === null ? undefined : await db.selectFrom('party').select(addressFields).where('id', '=', partyId).executeTakeFirst();
  return row ?? { address1: null, address2: null, city: null, region: null, postcode: null, country: null };
}

export async function writeAddress(
  db: Handle,
  customer: Pick<CustomerRecord, 'id' | 'name' | 'party_id'>,
  address: Address,
): Promise<void> {
  if (customer.party_id !== null) {
    await db.updateTable('party').set(address).where('id', '=', customer.party_id).execute();
    // searching learns of it by the customer's row
    await db.updateTable('customer').set({ party_id: customer.party_id }).where('id', '=', customer.id).execute();
    return;
  }
  const party = db
    .insertInto('party')
    .values({ name: customer.name, ...address })
    .returning('id');
  const { id } = await party.executeTakeFirstOrThrow();
  await db.updateTable('customer').set({ party_id: id }).where('id', '=', customer.id).execute();
}

/** Customers behind this number, with where they are at home, by number. */
export async function customersAfter(db: Handle, after: number, text: string | undefined, limit: number) {
  let query = db
    .selectFrom('customer')
    .leftJoin('party', 'party.id', 'customer.party_id')
    .selectAll('customer')
    .select(addressFields.map((field) => `party.${field}` as const))
    .where('customer.id', '>', after)
    .where('customer.merged_into', 'is', null)
    .orderBy('customer.id')
    .limit(limit);
  if (text !== undefined) query = query.where(customerHas(text));
  return query.execute();
}

function customerHas(text: string) {
  return ({ or }: ExpressionBuilder<Schema, 'customer'>) =>
    or(['name', 'company', 'email', 'phone'].map((field) => contains(`customer.${field}`, text)));
}

export type CustomerAtHome = Awaited<ReturnType<typeof customersAfter>>[number];

/** How channels know each of these customers, by channel. */
export async function identitiesByCustomer(db: Handle, ids: readonly number[]): Promise<Map<number, Identity[]>> {
  const rows = await db
    .selectFrom('customer_identity')
    .innerJoin('channel', 'channel.id', 'customer_identity.channel_id')
    .select(['customer_id', 'channel.name as channel', 'external_id as id'])
    .where('customer_id', 'in', among(ids))
    .orderBy('channel.name')
    .orderBy('external_id')
    .execute();
  return groupBy(
    rows,
    (row) => row.customer_id,
    ({ channel, id }) => ({ channel, id }),
  );
}
