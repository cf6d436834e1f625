// All that a shop holds of somebody, for them to have.
import type { Disclosure } from '../../domain/customer.ts';
import { needlesOf } from '../../domain/erase.ts';
import { documentsOf, formersOf, hangingOn, quarantinedOf, tracesOf } from '../../store/customer-erase.ts';
import { findCustomer } from '../../store/customer-list.ts';
import { mergedInto } from '../../store/customer-profile.ts';
import { listEvents } from '../../store/event.ts';
import { orderById } from '../../store/order.ts';
import { orderView } from '../order/show.ts';
import { read, type Shop } from '../shop.ts';
import { customerView } from './read.ts';

/** Everything about each, in the order asked for. Refuses `customer-unknown`. */
export function discloseCustomers(shop: Shop, ids: readonly string[]): Promise<Disclosure[]> {
  return read(shop, async (db) => {
    const found: Disclosure[] = [];
    const timeZone = shop.settings['time-zone'];
    for (const id of ids) {
      const record = await findCustomer(db, id);
      const { orderList: _, ...customer } = await customerView(db, record, timeZone);
      const all = await hangingOn(db, [record.id, ...(await mergedInto(db, record.id))]);
      const orders = [];
      for (const orderId of all.orderIds) orders.push(await orderView(shop, db, await orderById(db, orderId)));
      found.push({
        customer,
        orders,
        documents: (await documentsOf(db, all.orderIds)).map(({ number, retain_until, snapshot }) => ({
          number,
          retainUntil: retain_until,
          document: snapshot === null ? null : (JSON.parse(snapshot) as unknown),
        })),
        formerOrders: await formersOf(db, all.orderIds),
        quarantined: await quarantinedOf(db, needlesOf(await tracesOf(db, all))),
        events: (await listEvents(db, 'customer', record.id)).map(({ at, actor, command, action }) => ({ at, actor, command, action })),
      });
    }
    return found;
  });
}
