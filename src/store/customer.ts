// Customers: matched by channel identity or exact e-mail, never by likeness.
import type { Party } from '../domain/order/order.ts';
import type { Database } from './database.ts';
import { insert } from './insert.ts';

/** Who ordered, as an order says it. */
export interface Buyer {
  readonly channelId: number;
  readonly externalId?: string | null;
  readonly email: string | null | undefined;
  /** Everything, for one who has not been there before. */
  readonly person: () => Party;
}

/** An e-mail as it is compared: trimmed, lower case; anything that is no address is none. */
export function emailKey(email: string | null | undefined): string | null {
  const key = email?.trim().toLowerCase() ?? '';
  return /^[^\s@]+@[^\s@]+$/.test(key) ? key : null;
}

/** The customer who ordered: known by the channel's id, else by exact e-mail, else new. */
export function customerFor(database: Database, buyer: Buyer, at: string): number {
  const known = buyer.externalId ? byIdentity(database, buyer.channelId, buyer.externalId) : undefined;
  if (known !== undefined) return known;
  const key = emailKey(buyer.email);
  const id = (key === null ? undefined : byEmail(database, key)) ?? insertCustomer(database, buyer.person(), key, at);
  if (buyer.externalId) insert(database, 'customer_identity', identityColumns, [buyer.channelId, buyer.externalId, id]);
  return id;
}

function byIdentity(database: Database, channelId: number, externalId: string): number | undefined {
  const statement = database.statement('customer by identity', (db) =>
    db.selectFrom('customer_identity').select('customer_id as id').where('channel_id', '=', 0).where('external_id', '=', ''),
  );
  return idIn(statement.get(channelId, externalId));
}

function byEmail(database: Database, key: string): number | undefined {
  const statement = database.statement('customer by e-mail', (db) =>
    db
      .selectFrom('customer')
      .select(({ fn, ref }) => fn.coalesce(ref('merged_into'), ref('id')).as('id'))
      .where('email_key', '=', ''),
  );
  return idIn(statement.get(key));
}

function idIn(row: unknown): number | undefined {
  return (row as { id: number } | undefined)?.id;
}

const identityColumns = ['channel_id', 'external_id', 'customer_id'] as const;
const customerColumns = ['name', 'email', 'email_key', 'phone', 'company', 'tax_id', 'created_at', 'updated_at'] as const;

function insertCustomer(database: Database, party: Party, key: string | null, at: string): number {
  const values = [party.name, party.email ?? null, key, party.phone ?? null, party.company ?? null, party.taxId ?? null, at, at];
  return insert(database, 'customer', customerColumns, values);
}
