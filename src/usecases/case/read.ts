// Cases to look at.
import type { CaseFilter, CaseRow, CaseView } from '../../domain/case.ts';
import { formatId } from '../../domain/id.ts';
import { businessDate } from '../../domain/time.ts';
import { findCustomer } from '../../store/customer-list.ts';
import { findOrder } from '../../store/order.ts';
import { type CaseRecord, findCase, listCases, notesOfCase } from '../../store/order-case.ts';
import { read, type Shop } from '../shop.ts';

/** A filter as it is asked for: order and customer by what they are called. */
export interface CaseQuery extends Omit<CaseFilter, 'orderId' | 'customerId'> {
  readonly order?: string;
  readonly customer?: string;
}

/** Newest first. Refuses `order-unknown`, `customer-unknown`. */
export function cases(shop: Shop, { order, customer, ...filter }: CaseQuery): Promise<CaseRow[]> {
  return read(shop, async (db) => {
    const orderId = order === undefined ? undefined : (await findOrder(db, order)).id;
    const customerId = customer === undefined ? undefined : (await findCustomer(db, customer)).id;
    const rows = await listCases(db, { ...filter, orderId, customerId });
    return rows.map((row) => caseRow(row, shop.settings['time-zone']));
  });
}

/** In the order asked for. Refuses `case-unknown`. */
export function casesById(shop: Shop, ids: readonly string[]): Promise<CaseView[]> {
  return read(shop, async (db) => {
    const timeZone = shop.settings['time-zone'];
    const found: CaseView[] = [];
    for (const id of ids) {
      const row = await findCase(db, id);
      const notes = (await notesOfCase(db, row.id)).map(({ at, ...note }) => ({ ...note, at, date: businessDate(at, timeZone) }));
      found.push({ ...caseRow(row, timeZone), notes });
    }
    return found;
  });
}

/** As the outside reads it. */
export function caseRow(row: CaseRecord, timeZone: string): CaseRow {
  return {
    id: formatId('case', row.id),
    order: formatId('order', row.order_id),
    number: row.number,
    customer: row.customer_id === null ? null : formatId('customer', row.customer_id),
    kind: row.kind,
    state: row.closed_at === null ? 'open' : 'closed',
    text: row.text,
    date: row.business_date,
    at: row.at,
    actor: row.actor,
    closedOn: row.closed_at && businessDate(row.closed_at, timeZone),
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    resolution: row.resolution === '' ? null : row.resolution,
  };
}
