// Returns to look at, and those that are waited for.
import { exponentOf } from '../../domain/currency.ts';
import { formatId } from '../../domain/id.ts';
import type { ReturnFilter, ReturnSummary, ReturnView } from '../../domain/return.ts';
import type { Handle } from '../../store/database.ts';
import { findOrder } from '../../store/order.ts';
import { findReturn, linesOfReturn, returnsAsked, selectReturns } from '../../store/return.ts';
import { read, type Shop } from '../shop.ts';

type ReturnRow = Awaited<ReturnType<typeof selectReturns>>[number];

/** Newest first. Refuses `order-unknown`. */
export function returnList(shop: Shop, { order, ...filter }: ReturnFilter): Promise<ReturnSummary[]> {
  return read(shop, async (db) => {
    const orderId = order === undefined ? undefined : (await findOrder(db, order)).id;
    return (await selectReturns(db, { ...filter, orderId })).map(summary);
  });
}

function summary(row: ReturnRow): ReturnSummary {
  return {
    id: formatId('return', row.id),
    date: row.date,
    order: formatId('order', row.order_id),
    number: row.number,
    channel: row.channel,
    state: row.state,
    reason: row.reason,
    asked: row.asked,
    received: row.received,
    resellable: row.resellable,
    valueMinor: row.value_minor,
    refundMinor: row.refund_minor,
    currency: row.currency,
    exponent: exponentOf(row.currency),
    creditNote: row.credit_note,
  };
}

/** In the order asked for. Refuses `return-unknown`. */
export function returnsById(shop: Shop, ids: readonly string[]): Promise<ReturnView[]> {
  return read(shop, async (db) => {
    const found: ReturnView[] = [];
    for (const id of ids) found.push(await returnView(db, id));
    return found;
  });
}

async function returnView(db: Handle, text: string): Promise<ReturnView> {
  const { id } = await findReturn(db, text);
  const row = (await selectReturns(db, { id }))[0] as ReturnRow;
  const lines = await linesOfReturn(db, id);
  return {
    ...summary(row),
    askedOn: row.business_date,
    receivedOn: row.received_on,
    actor: row.actor,
    lines: lines.map(({ line, sku, name, asked, received, resellable, location }) => ({
      line,
      sku,
      name,
      asked,
      received,
      resellable,
      location,
    })),
  };
}

/** Every return of which the goods are waited for, oldest first. */
export function returnsToReceive(shop: Shop): Promise<string[]> {
  return read(shop, async (db) => (await returnsAsked(db)).map((id) => formatId('return', id)));
}
