// Customers to look at.
import type { CustomerHistory, CustomerRow, CustomerView } from '../../domain/customer.ts';
import { formatId } from '../../domain/id.ts';
import { orderRow } from '../../domain/order/list.ts';
import { businessDate } from '../../domain/time.ts';
import {
  type CustomerFilter,
  type CustomerRecord,
  customerWithTotals,
  findCustomer,
  identitiesOf,
  listCustomers,
} from '../../store/customer-list.ts';
import {
  addressesOf,
  contactsOf,
  mergedInto,
  notesOfCustomer,
  returnsOfCustomer,
  tagsOfCustomer,
  unitsOrdered,
} from '../../store/customer-profile.ts';
import { addressOf } from '../../store/customer-write.ts';
import type { Handle } from '../../store/database.ts';
import { listOrders } from '../../store/order-list.ts';
import { search } from '../search.ts';
import { read, type Shop } from '../shop.ts';

/** What a list is asked for. */
export interface CustomerQuery extends CustomerFilter {
  /** Parts of words, all of which have to be in what is known of them. */
  readonly search?: string;
}

/** Newest first. */
export function customers(shop: Shop, { search: text, ...filter }: CustomerQuery): Promise<CustomerRow[]> {
  if (text === undefined) return read(shop, (db) => listCustomers(db, filter));
  const { limit, ...rest } = filter;
  return search(shop, { kind: 'customer', text, limit }, (db, ids) => listCustomers(db, { ...rest, ids }));
}

/** Each with every order, in the order asked for. Refuses `customer-unknown`. */
export function customersById(shop: Shop, ids: readonly string[]): Promise<CustomerView[]> {
  return read(shop, async (db) => {
    const found: CustomerView[] = [];
    for (const id of ids) found.push(await customerView(db, await findCustomer(db, id), shop.settings['time-zone']));
    return found;
  });
}

/** Everything about a customer. */
export async function customerView(db: Handle, record: CustomerRecord, timeZone: string): Promise<CustomerView> {
  const { id } = record;
  const row = await customerWithTotals(db, record);
  return {
    ...row,
    totals: await historyOf(db, id, row),
    language: record.language,
    paymentPreference: record.payment_preference,
    consent: record.consent,
    consentOn: record.consent_on,
    tags: await tagsOfCustomer(db, id),
    note: record.note,
    notes: (await notesOfCustomer(db, id)).map(({ at, ...note }) => ({ ...note, at, date: businessDate(at, timeZone) })),
    contacts: await contactsOf(db, id),
    addresses: (await addressesOf(db, id)).map(({ party_id: _, ...place }) => place),
    merged: (await mergedInto(db, id)).map((number) => formatId('customer', number)),
    erasedOn: record.erased_at && businessDate(record.erased_at, timeZone),
    address: await addressOf(db, record.party_id),
    identities: await identitiesOf(db, id),
    orderList: (await listOrders(db, { customerId: id })).map(orderRow),
  };
}

async function historyOf(db: Handle, customerId: number, { totals }: CustomerRow): Promise<CustomerHistory[]> {
  const units = await unitsOrdered(db, customerId);
  const returned = await returnsOfCustomer(db, customerId);
  return totals.map((total) => {
    const back = returned.get(total.currency);
    return {
      ...total,
      units: units.get(total.currency) ?? 0,
      returns: back?.returns ?? 0,
      returnedUnits: back?.units ?? 0,
      returnedMinor: back?.value ?? 0,
    };
  });
}
