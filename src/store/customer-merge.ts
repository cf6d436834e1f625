// Two customers becoming one: everything that hangs on the one moves to the other.
import { type Selectable, sql } from 'kysely';
import type { Person } from '../domain/customer-likeness.ts';
import { formatId } from '../domain/id.ts';
import { insertCustomerNote, writeContact } from './customer-profile.ts';
import type { Handle } from './database.ts';
import type { CustomerTable } from './schema.ts';

type Row = Selectable<CustomerTable>;

/** Who merges, and when. */
interface By {
  readonly actor: string;
  readonly at: string;
}

/** What is filled in where the one who stays has nothing. */
const filled = ['company', 'email', 'phone', 'tax_id', 'language', 'note', 'payment_preference'] as const;

/** Customers as likeness is seen by: neither merged nor erased, each with the postcodes of their orders. */
export async function peopleToCompare(db: Handle): Promise<Person[]> {
  const { rows } = await sql<{ id: number; name: string; phones: string; emails: string; postcodes: string }>`
    select customer.id, customer.name,
      (select json_group_array(phone) from (select customer.phone as phone union select phone from customer_contact
        where customer_id = customer.id) where phone is not null) as phones,
      (select json_group_array(email) from (select customer.email as email union select email from customer_contact
        where customer_id = customer.id) where email is not null) as emails,
      (select json_group_array(postcode) from (
        select postcode from party where id = customer.party_id
        union select postcode from party where id in (select ship_party_id from sales_order where customer_id = customer.id)
        union select postcode from party where id in (select bill_party_id from sales_order where customer_id = customer.id)
      ) where postcode is not null) as postcodes
    from customer where merged_into is null and erased_at is null order by id`.execute(db);
  return rows.map(({ id, name, ...lists }) => ({
    id,
    name,
    phones: JSON.parse(lists.phones) as string[],
    emails: JSON.parse(lists.emails) as string[],
    postcodes: JSON.parse(lists.postcodes) as string[],
  }));
}

/** A customer as the row stands, merged or not. */
export function customerRowById(db: Handle, id: number): Promise<Row | undefined> {
  return db.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirst();
}

/** How much moved. */
export interface Moved {
  readonly orders: number;
  readonly identities: number;
  /** The fields that the one who stays had not. */
  readonly filled: readonly string[];
}

/**
 * Moves everything from one to the other: orders, also as undoing an import would bring them back, channels' ids,
 * contacts, addresses, tags, remarks and what the other does not have. The row of the one stays, and leads to the other.
 */
export async function mergeCustomer(db: Handle, from: Row, into: Row, by: By): Promise<Moved> {
  const move = async (table: 'sales_order' | 'customer_identity' | 'customer_note') => {
    const query = db.updateTable(table).set({ customer_id: into.id }).where('customer_id', '=', from.id);
    return Number((await query.executeTakeFirstOrThrow()).numUpdatedRows);
  };
  const orders = await move('sales_order');
  const identities = await move('customer_identity');
  await move('customer_note');
  await sql`update batch_change set former = json_set(former, '$.order.customer_id', ${into.id})
    where former is not null and json_extract(former, '$.order.customer_id') = ${from.id}`.execute(db);
  await keepBeside(db, from, into, by);
  await moveLabelled(db, 'customer_contact', from.id, into.id);
  await moveLabelled(db, 'customer_address', from.id, into.id);
  await sql`insert or ignore into customer_tag (tag, customer_id)
    select tag, ${into.id} from customer_tag where customer_id = ${from.id}`.execute(db);
  await db.deleteFrom('customer_tag').where('customer_id', '=', from.id).execute();
  await db.updateTable('customer').set({ merged_into: into.id }).where('merged_into', '=', from.id).execute();
  await db.updateTable('customer').set({ merged_into: into.id, updated_at: by.at }).where('id', '=', from.id).execute();
  return { orders, identities, filled: await fillIn(db, from, into, by.at) };
}

/** Where both have an e-mail, a phone, a home or a note, those of the one are kept beside the other's, under the old id. */
async function keepBeside(db: Handle, from: Row, into: Row, by: By): Promise<void> {
  const label = formatId('customer', from.id);
  const email = into.email !== null && from.email_key !== into.email_key ? from.email : null;
  const phone = into.phone !== null && from.phone !== into.phone ? from.phone : null;
  if (email !== null || phone !== null) await writeContact(db, from.id, { label, name: from.name, email, phone });
  if (into.party_id !== null && from.party_id !== null) {
    await db.insertInto('customer_address').values({ customer_id: from.id, label, party_id: from.party_id }).execute();
    await db.updateTable('customer').set({ party_id: null }).where('id', '=', from.id).execute();
  }
  if (into.note !== null && from.note !== null) await insertCustomerNote(db, into.id, `${label}: ${from.note}`, by.actor, by.at);
}

/** A label that both have gets a number. */
async function moveLabelled(db: Handle, table: 'customer_contact' | 'customer_address', from: number, into: number): Promise<void> {
  const rows = await db.selectFrom(table).select(['id', 'label']).where('customer_id', '=', from).orderBy('id').execute();
  const taken = new Set((await db.selectFrom(table).select('label').where('customer_id', '=', into).execute()).map(({ label }) => label));
  for (const { id, label } of rows) {
    let free = label;
    for (let number = 2; taken.has(free); number += 1) free = `${label} ${number}`;
    taken.add(free);
    await db.updateTable(table).set({ customer_id: into, label: free }).where('id', '=', id).execute();
  }
}

/** Of consent the refusal counts. */
async function fillIn(db: Handle, from: Row, into: Row, at: string): Promise<string[]> {
  const fields = filled.filter((field) => into[field] === null && from[field] !== null);
  const values = Object.fromEntries(fields.map((field) => [field, from[field]]));
  const name = into.name === '' && from.name !== '' ? { name: from.name } : {};
  const consent =
    from.consent !== null && (into.consent === null || from.consent === 'refused')
      ? { consent: from.consent, consent_on: from.consent_on }
      : {};
  const home = into.party_id === null && from.party_id !== null ? { party_id: from.party_id } : {};
  if (fields.includes('email')) await db.updateTable('customer').set({ email_key: null }).where('id', '=', from.id).execute();
  const key = fields.includes('email') ? { email_key: from.email_key } : {};
  await db
    .updateTable('customer')
    .set({ ...values, ...name, ...consent, ...home, ...key, updated_at: at })
    .where('id', '=', into.id)
    .execute();
  if ('party_id' in home) await db.updateTable('customer').set({ party_id: null }).where('id', '=', from.id).execute();
  return [...Object.keys(name), ...fields, ...('consent' in consent ? ['consent'] : []), ...('party_id' in home ? ['address'] : [])];
}
