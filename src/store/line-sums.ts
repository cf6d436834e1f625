// What the documents of an order line sum to, in units of the line: for queries of `order_line`.
import { type SqlBool, sql } from 'kysely';

/** Reservations and shipments count products: so many of these are one of the line. Kits always go whole. */
export const piecesPerUnit = sql<number>`coalesce((select sum(p.quantity) from order_line_part p where p.order_line_id = order_line.id), 1)`;
const onShipments = (states: string) =>
  sql<number>`(select coalesce(sum(sl.quantity), 0) from shipment_line sl join shipment s on s.id = sl.shipment_id
    where sl.order_line_id = order_line.id and s.state in (${sql.raw(states)}))`;
/** Sums of an order line's documents, in units of the line. */
export const lineSums = {
  reserved: sql<number>`(select coalesce(sum(quantity), 0) from reservation where order_line_id = order_line.id) / ${piecesPerUnit}`,
  packed: sql<number>`${onShipments(`'open'`)} / ${piecesPerUnit}`,
  shipped: sql<number>`${onShipments(`'shipped', 'delivered'`)} / ${piecesPerUnit}`,
  delivered: sql<number>`${onShipments(`'delivered'`)} / ${piecesPerUnit}`,
};

/** On invoices `i` with their lines `il`, less what was given back to be invoiced anew. */
const invoicedQuantity = sql<number>`coalesce(sum(case when i.kind = 'invoice' then il.quantity when i.reissue = 1 then -il.quantity end), 0)`;

/** Of a line: credited, and cancelled then. */
const cancelledCredit = sql<number>`coalesce((select sum(credited_quantity) from line_cancellation where order_id = order_line.order_id
  and order_line_id = order_line.id), 0)`;

/** What of a line is invoiced. */
export const invoicedOfLine = sql<number>`((select ${invoicedQuantity} from invoice_line il join invoice i on i.id = il.invoice_id
  where il.order_line_id = order_line.id) - ${cancelledCredit})`;

/** What of a line is on credit notes for good, and not cancelled. */
export const creditedOfLine = sql<number>`((select coalesce(sum(il.quantity), 0) from invoice_line il join invoice i on i.id = il.invoice_id
  where il.order_line_id = order_line.id and i.kind = 'credit-note' and i.reissue = 0) - ${cancelledCredit})`;

/** What of a line is wanted, and due to its buyer: of one that was credited whole, no more than is promised or has left. */
const wanted = sql<number>`(order_line.quantity - order_line.cancelled_quantity)`;
export const dueOfLine = sql<number>`iif(${creditedOfLine} < ${wanted}, ${wanted}, min(${wanted}, ${lineSums.reserved} + ${lineSums.shipped}))`;

/** Not credited whole: something of the line is due to its buyer, whatever is promised to it. */
export const isLineDue = sql<SqlBool>`(${creditedOfLine} < ${wanted})`;

/** Where an order stands of which something has neither left nor is reserved. */
export const lackingStates = ['backordered', 'picking', 'partly-shipped'] as const;
