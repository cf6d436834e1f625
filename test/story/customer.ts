// Customers as the model has them: known by exact e-mail, else new; merged ones lead to who they are now.
import { Refusal, type Shop } from './model.ts';

export interface Customer {
  readonly id: string;
  name: string;
  email: string | null;
  /** The e-mail by which they are found; of one who was merged, as long as nobody else has it. */
  emailKey: string | null;
  note: string | null;
  readonly notes: string[];
  /** E-mails of those who were merged into this one, by their ids. */
  readonly contacts: Map<string, string>;
  /** Who they are now. */
  mergedInto?: string;
}

/** The id of who ordered. */
export function customerFor(shop: Shop, name: string, email?: string): string {
  const known = email === undefined ? undefined : shop.customers.find(({ emailKey }) => emailKey === email);
  if (known) return known.mergedInto ?? known.id;
  const id = `C${shop.customers.length + 1}`;
  shop.customers.push({ id, name, email: email ?? null, emailKey: email ?? null, note: null, notes: [], contacts: new Map() });
  return id;
}

/** By id or e-mail, as they are now. */
export function findCustomer(shop: Shop, text: string): Customer {
  const row = shop.customers.find(({ id, emailKey }) => id === text || emailKey === text);
  if (!row) throw new Refusal('customer-unknown');
  return row.mergedInto === undefined ? row : findCustomer(shop, row.mergedInto);
}
