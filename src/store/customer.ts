// Customers: matched by channel identity or exact e-mail, never by likeness.
import type { Party } from '../domain/order/order.ts';
import type { Handle } from './database.ts';

/** Who ordered, as an order says it. */
export interface Buyer {
  readonly channelId: number;
  readonly externalId?: string | null;
  readonly party: Party;
}

/** An e-mail as it is compared: trimmed, lower case; anything that is no address is none. */
export function emailKey(email: string | null | undefined): string | null {
  const key = email?.trim().toLowerCase() ?? '';
  return /^[^\s@]+@[^\s@]+$/.test(key) ? key : null;
}

/** The customer who ordered: known by the channel's id, else by exact e-mail, else new. */
export async function customerFor(db: Handle, buyer: Buyer, at: string): Promise<number> {
  const known = await findByIdentity(db, buyer);
  if (known !== undefined) return known;
  const key = emailKey(buyer.party.email);
  const byEmail =
    key === null
      ? undefined
      : await db.selectFrom('customer').select('id').where('email_key', '=', key).where('merged_into', 'is', null).executeTakeFirst();
  const id = byEmail?.id ?? (await insertCustomer(db, buyer.party, key, at));
  if (buyer.externalId)
    await db
      .insertInto('customer_identity')
      .values({ channel_id: buyer.channelId, external_id: buyer.externalId, customer_id: id })
      .execute();
  return id;
}

async function findByIdentity(db: Handle, { channelId, externalId }: Buyer): Promise<number | undefined> {
  if (!externalId) return undefined;
  const row = await db
    .selectFrom('customer_identity')
    .select('customer_id')
    .where('channel_id', '=', channelId)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  return row?.customer_id;
}

async function insertCustomer(db: Handle, party: Party, key: string | null, at: string): Promise<number> {
  const row = {
    name: party.name,
    email: party.email ?? null,
    email_key: key,
    phone: party.phone ?? null,
    company: party.company ?? null,
    tax_id: party.taxId ?? null,
    created_at: at,
    updated_at: at,
  };
  return (await db.insertInto('customer').values(row).returning('id').executeTakeFirstOrThrow()).id;
}
