// Customers to look at.
import type { CustomerRow, CustomerView } from '../../domain/customer.ts';
import { orderRow } from '../../domain/order/list.ts';
import { type CustomerFilter, customerWithTotals, findCustomer, identitiesOf, listCustomers } from '../../store/customer-list.ts';
import { addressOf } from '../../store/customer-write.ts';
import { listOrders } from '../../store/order-list.ts';
import { read, type Shop } from '../shop.ts';

/** Newest first. */
export function customers(shop: Shop, filter: CustomerFilter): Promise<CustomerRow[]> {
  return read(shop, (db) => listCustomers(db, filter));
}

/** Each with every order, in the order asked for. Refuses `customer-unknown`. */
export function customersById(shop: Shop, ids: readonly string[]): Promise<CustomerView[]> {
  return read(shop, async (db) => {
    const found: CustomerView[] = [];
    for (const id of ids) {
      const record = await findCustomer(db, id);
      found.push({
        ...(await customerWithTotals(db, record)),
        language: record.language,
        note: record.note,
        address: await addressOf(db, record.party_id),
        identities: await identitiesOf(db, record.id),
        orderList: (await listOrders(db, { customerId: record.id })).map(orderRow),
      });
    }
    return found;
  });
}
