// Returns and their lines in the database. Stock and money are moved by the use case.
import { type Selectable, sql } from 'kysely';
import { OmsError } from '../domain/error.ts';
import { groupBy } from '../domain/group.ts';
import { ownId } from '../domain/id.ts';
import type { DocumentedLine } from '../domain/invoice/amounts.ts';
import type { GoodsReturn, ReturnedGoods, ReturnFilter, ReturnLineView } from '../domain/return.ts';
import type { Handle } from './database.ts';
import type { EventFacts } from './event.ts';
import type { GoodsReturnTable } from './schema.ts';

function toReturn(row: Selectable<GoodsReturnTable>): GoodsReturn {
  return {
    id: row.id,
    orderId: row.order_id,
    state: row.state,
    reason: row.reason,
    valueMinor: row.value_minor,
    refundMinor: row.refund_minor,
    askedOn: row.business_date,
    receivedOn: row.received_on,
  };
}

/** A return that is asked for, with its lines. */
export async function insertReturn(
  db: Handle,
  facts: EventFacts,
  orderId: number,
  reason: string,
  goods: readonly ReturnedGoods[],
): Promise<GoodsReturn> {
  const row = await db
    .insertInto('goods_return')
    .values({ order_id: orderId, state: 'asked', reason, actor: facts.actor, at: facts.at, business_date: facts.on })
    .returningAll()
    .executeTakeFirstOrThrow();
  await db
    .insertInto('goods_return_line')
    .values(goods.map(({ orderLineId, quantity }) => ({ return_id: row.id, order_line_id: orderLineId, asked_quantity: quantity })))
    .execute();
  return toReturn(row);
}

/** A return by "R3". Refuses `return-unknown`. */
export async function findReturn(db: Handle, text: string): Promise<GoodsReturn> {
  const id = ownId('return', text);
  const row = id === undefined ? undefined : await db.selectFrom('goods_return').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new OmsError('return-unknown', { id: text });
  return toReturn(row);
}

export interface Receipt {
  readonly valueMinor: number;
  readonly refundMinor: number;
  readonly receivedOn: string;
}

export interface ReceivedGoods extends ReturnedGoods {
  readonly locationId: number | null;
  /** Of them: came back before they were invoiced, and what an invoice would have said of these. */
  readonly uninvoiced: number;
  readonly uninvoicedNetMinor: number;
  readonly uninvoicedTaxMinor: number;
}

/** Notes that the goods of a return have come: how many of each, and where they were put. */
export async function receiveReturn(db: Handle, id: number, goods: readonly ReceivedGoods[], receipt: Receipt): Promise<void> {
  for (const { orderLineId, quantity, resellable, locationId, uninvoiced, uninvoicedNetMinor, uninvoicedTaxMinor } of goods) {
    await db
      .updateTable('goods_return_line')
      .set({
        received_quantity: quantity,
        resellable_quantity: resellable,
        uninvoiced_quantity: uninvoiced,
        uninvoiced_net_minor: uninvoicedNetMinor,
        uninvoiced_tax_minor: uninvoicedTaxMinor,
        location_id: locationId,
      })
      .where('return_id', '=', id)
      .where('order_line_id', '=', orderLineId)
      .execute();
  }
  const { valueMinor, refundMinor, receivedOn } = receipt;
  await db
    .updateTable('goods_return')
    .set({
      state: 'received',
      value_minor: valueMinor,
      refund_minor: refundMinor,
      received_on: receivedOn,
    })
    .where('id', '=', id)
    .execute();
}

export async function cancelReturn(db: Handle, id: number): Promise<void> {
  await db.updateTable('goods_return').set({ state: 'cancelled' }).where('id', '=', id).execute();
}

/** What of an order came back before it was invoiced, as an invoice would have said it: for the invoice of the rest. */
export async function uninvoicedLines(db: Handle, orderId: number): Promise<DocumentedLine[]> {
  const rows = await db
    .selectFrom('goods_return_line')
    .innerJoin('goods_return', 'goods_return.id', 'goods_return_line.return_id')
    .innerJoin('order_line', 'order_line.id', 'goods_return_line.order_line_id')
    .select(['goods_return_line.id', 'order_line_id', 'uninvoiced_quantity', 'uninvoiced_net_minor', 'uninvoiced_tax_minor'])
    .select(['order_line.tax_code', 'order_line.tax_ppm'])
    .where('goods_return.order_id', '=', orderId)
    .where('goods_return.state', '=', 'received')
    .where('uninvoiced_quantity', '>', 0)
    .orderBy('goods_return_line.id')
    .execute();
  const onNoInvoice = {
    invoiceId: 0,
    orderId,
    kind: 'line',
    originalLineId: null,
    depositLineId: null,
    shipmentId: null,
    position: 0,
  } as const;
  const noMoney = { discountMinor: 0, taxRoundingMinor: 0 };
  return rows.map((row) => ({
    ...onNoInvoice,
    ...noMoney,
    id: row.id,
    orderLineId: row.order_line_id,
    quantity: row.uninvoiced_quantity,
    tax: { category: row.tax_code, ratePpm: row.tax_ppm },
    netMinor: row.uninvoiced_net_minor,
    taxMinor: row.uninvoiced_tax_minor,
  }));
}

/** The quantities that came back of an order, a list for each return, oldest first. */
export async function receivedOfOrder(db: Handle, orderId: number): Promise<{ orderLineId: number; quantity: number }[][]> {
  const rows = await db
    .selectFrom('goods_return_line')
    .innerJoin('goods_return', 'goods_return.id', 'goods_return_line.return_id')
    .select(['goods_return_line.return_id', 'goods_return_line.order_line_id', 'goods_return_line.received_quantity'])
    .where('goods_return.order_id', '=', orderId)
    .where('goods_return.state', '=', 'received')
    .orderBy('goods_return.received_on')
    .orderBy('goods_return_line.return_id')
    .orderBy('goods_return_line.id')
    .execute();
  const byReturn = groupBy(
    rows,
    (row) => row.return_id,
    (row) => ({ orderLineId: row.order_line_id, quantity: row.received_quantity }),
  );
  return [...byReturn.values()].map((lines) => lines.filter(({ quantity }) => quantity > 0));
}

export type ReturnLine = ReturnLineView & { readonly orderLineId: number; readonly productId: number | null };

/** A return's lines in the order's order. */
export async function linesOfReturn(db: Handle, returnId: number): Promise<ReturnLine[]> {
  const rows = await db
    .selectFrom('goods_return_line')
    .innerJoin('order_line', 'order_line.id', 'goods_return_line.order_line_id')
    .leftJoin('location', 'location.id', 'goods_return_line.location_id')
    .select([
      'goods_return_line.order_line_id',
      'goods_return_line.asked_quantity',
      'goods_return_line.received_quantity',
      'goods_return_line.resellable_quantity',
      'order_line.product_id',
      'order_line.position',
      'order_line.sku',
      'order_line.name',
      'location.code',
    ])
    .where('goods_return_line.return_id', '=', returnId)
    .orderBy('order_line.position')
    .execute();
  return rows.map((row) => ({
    orderLineId: row.order_line_id,
    productId: row.product_id,
    line: row.position,
    sku: row.sku,
    name: row.name,
    asked: row.asked_quantity,
    received: row.received_quantity,
    resellable: row.resellable_quantity,
    location: row.code,
  }));
}

export interface ReturnSelection extends Omit<ReturnFilter, 'order'> {
  readonly id?: number;
  readonly orderId?: number;
}

const summed = (column: 'asked_quantity' | 'received_quantity' | 'resellable_quantity') =>
  sql<number>`(select coalesce(sum(${sql.ref(column)}), 0) from goods_return_line where return_id = goods_return.id)`;

/** Newest first. A return's day is the one its goods came on, or that of the asking. */
export function selectReturns(db: Handle, { id, orderId, state, from, to, sku, limit }: ReturnSelection) {
  const date = sql<string>`coalesce(goods_return.received_on, goods_return.business_date)`;
  let query = db
    .selectFrom('goods_return')
    .innerJoin('sales_order', 'sales_order.id', 'goods_return.order_id')
    .innerJoin('channel', 'channel.id', 'sales_order.channel_id')
    .leftJoin('invoice', (join) => join.onRef('invoice.return_id', '=', 'goods_return.id').on('invoice.kind', '=', 'credit-note'))
    .selectAll('goods_return')
    .select([
      'sales_order.number',
      'sales_order.currency',
      'channel.name as channel',
      'invoice.number as credit_note',
      date.as('date'),
      summed('asked_quantity').as('asked'),
      summed('received_quantity').as('received'),
      summed('resellable_quantity').as('resellable'),
    ])
    .orderBy('goods_return.id', 'desc');
  if (id !== undefined) query = query.where('goods_return.id', '=', id);
  if (orderId !== undefined) query = query.where('goods_return.order_id', '=', orderId);
  if (state !== undefined) query = query.where('goods_return.state', '=', state);
  if (from !== undefined) query = query.where(date, '>=', from);
  if (to !== undefined) query = query.where(date, '<=', to);
  if (sku !== undefined) {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('goods_return_line')
          .innerJoin('order_line', 'order_line.id', 'goods_return_line.order_line_id')
          .select('goods_return_line.id')
          .whereRef('goods_return_line.return_id', '=', 'goods_return.id')
          .where('order_line.sku', '=', sku.trim()),
      ),
    );
  }
  return (limit === undefined ? query : query.limit(limit)).execute();
}

/** Every return of which the goods are waited for, oldest first. */
export async function returnsAsked(db: Handle): Promise<number[]> {
  const rows = await db.selectFrom('goods_return').select('id').where('state', '=', 'asked').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
