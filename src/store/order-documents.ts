// The documents that hang on an order: shipments, invoices, returns, cancellations, and the file it came from.
import { sql } from 'kysely';
import type { Handle } from './database.ts';
import { isOfOrder } from './invoice.ts';

/** An order's shipments with their first parcel's tracking number, oldest first, cancelled ones included. */
export function shipmentSummaries(db: Handle, orderId: number) {
  return db
    .selectFrom('shipment')
    .leftJoin('parcel', (join) =>
      join
        .on('parcel.shipment_id', '=', ({ fn, ref }) => fn.coalesce(ref('shipment.with_id'), ref('shipment.id')))
        .on('parcel.number', '=', 1),
    )
    .select(['shipment.id', 'shipment.state', 'shipment.carrier', 'shipment.shipped_on', 'parcel.tracking_number'])
    .where('shipment.order_id', '=', orderId)
    .orderBy('shipment.id')
    .execute();
}

/** An order's invoices and credit notes, oldest first; of what is about several orders its own part. */
export function invoicesOfOrder(db: Handle, orderId: number) {
  const ofOrder = sql<number>`(select sum(net_minor + tax_minor) from invoice_line where invoice_id = invoice.id and order_id = ${orderId})`;
  return db
    .selectFrom('invoice')
    .select(['id', 'kind', 'form', 'reissue', 'number', 'issued_on', 'due_on', 'currency', ofOrder.as('total_minor')])
    .select(sql<number>`not exists (select 1 from invoice_line where invoice_id = invoice.id and kind <> 'deposit')`.as('deposit'))
    .where(isOfOrder(orderId))
    .orderBy('id')
    .execute();
}

/** An order's returns, oldest first. */
export function returnsOfOrder(db: Handle, orderId: number) {
  return db
    .selectFrom('goods_return')
    .select(['id', 'state', 'reason', 'refund_minor', 'business_date'])
    .where('order_id', '=', orderId)
    .orderBy('id')
    .execute();
}

export function cancellationsOfOrder(db: Handle, orderId: number) {
  return db.selectFrom('cancellation').selectAll().where('order_id', '=', orderId).orderBy('id').execute();
}

export async function insertCancellation(db: Handle, orderId: number, reason: string, actor: string, at: string): Promise<void> {
  await db.insertInto('cancellation').values({ order_id: orderId, reason, actor, at }).execute();
}

/** Marks an order's cancellation as undone. */
export async function resumeCancellation(db: Handle, orderId: number, at: string): Promise<void> {
  await db.updateTable('cancellation').set({ resumed_at: at }).where('order_id', '=', orderId).where('resumed_at', 'is', null).execute();
}

/** The file and rows an order was read from; undefined for one typed in. */
export function sourceOfOrder(db: Handle, orderId: number) {
  return db
    .selectFrom('sales_order')
    .innerJoin('batch_file', 'batch_file.id', 'sales_order.batch_file_id')
    .select(['batch_file.batch_id', 'batch_file.name', 'sales_order.row_from', 'sales_order.row_to'])
    .where('sales_order.id', '=', orderId)
    .executeTakeFirst();
}

/** Whose order it is: the customer's name, else the buyer's or the firm's. */
export async function customerNameOf(
  db: Handle,
  order: { readonly customerId: number | null; readonly billPartyId: number | null },
): Promise<string> {
  const customer =
    order.customerId === null
      ? undefined
      : await db.selectFrom('customer').select('name').where('id', '=', order.customerId).executeTakeFirst();
  const party =
    order.billPartyId === null
      ? undefined
      : await db.selectFrom('party').select(['name', 'company']).where('id', '=', order.billPartyId).executeTakeFirst();
  return customer?.name || party?.name || party?.company || '';
}
