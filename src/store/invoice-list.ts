// Issued documents in a list, with what the payments of their orders leave open of them.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { InvoiceFilter } from '../domain/invoice/view.ts';
import type { Handle } from './database.ts';
import { isOfOrder } from './invoice.ts';

const lineMinor = (line: string) => sql.raw(`coalesce(sum(${line}.net_minor + ${line}.tax_minor), 0)`);

/** What an invoice asks for an order `own` after its credit notes. */
const askedMinor = sql<number>`((select ${lineMinor('line')} from invoice_line line where line.invoice_id = invoice.id and line.order_id = own.id)
  - (select ${lineMinor('given')} from invoice_line given join invoice_line line on line.id = given.original_line_id
     where line.invoice_id = invoice.id and line.order_id = own.id))`;

/** What all invoices of an order `own` ask for after their credit notes, up to one of them. */
const askedUpTo = (last: RawBuilder<unknown>) => sql<number>`(
  (select ${lineMinor('line')} from invoice_line line join invoice i on i.id = line.invoice_id
    where line.order_id = own.id and i.kind = 'invoice' and i.id <= ${last})
  - (select ${lineMinor('given')} from invoice_line given join invoice_line line on line.id = given.original_line_id
    where line.order_id = own.id and line.invoice_id <= ${last}))`;

const settledMinor = sql<number>`(own.paid_minor - own.refunded_minor + own.uncredited_minor)`;

/** The end of all invoices. */
const LAST = sql`9223372036854775807`;

/**
 * What the payments of its orders leave open of an invoice after its credit notes, the oldest served first. What a later
 * document leaves below zero is no longer asked for by earlier ones.
 */
const openMinor = sql<number>`case when invoice.kind = 'credit-note' then 0 else (
  select sum(max(0, min(${askedMinor}, ${askedUpTo(sql`invoice.id`)} - ${settledMinor}, ${askedUpTo(LAST)} - ${settledMinor})))
  from sales_order own where own.id in (select order_id from invoice_line where invoice_id = invoice.id)) end`;

/** The orders a document is about, as JSON, by number of entry. */
const orderIds = sql<string>`(select json_group_array(order_id) from (select distinct order_id from invoice_line where invoice_id = invoice.id order by order_id))`;

/** Who it is for: an order is of one customer, and several are invoiced together only where they are of the same. */
const customerOf = sql<
  number | null
>`(select customer_id from sales_order where id = (select order_id from invoice_line where invoice_id = invoice.id limit 1))`;

/** Documents newest first, with what is open of them. */
export function selectInvoices(db: Handle, filter: InvoiceFilter) {
  let query = db
    .selectFrom('invoice')
    .leftJoin('invoice as original', 'original.id', 'invoice.original_id')
    .selectAll('invoice')
    .select(['original.number as original_number', customerOf.as('customer_id'), orderIds.as('order_ids')])
    .select(openMinor.as('open_minor'))
    .orderBy('invoice.issued_on', 'desc')
    .orderBy('invoice.id', 'desc');
  if (filter.from !== undefined) query = query.where('invoice.issued_on', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('invoice.issued_on', '<=', filter.to);
  if (filter.customerId !== undefined) {
    const theirs = sql<SqlBool>`invoice.id in (select invoice_id from invoice_line join sales_order on sales_order.id = order_id
      where customer_id = ${filter.customerId})`;
    query = query.where(theirs);
  }
  if (filter.orderId !== undefined) query = query.where(isOfOrder(filter.orderId));
  if (filter.kind !== undefined) query = query.where('invoice.kind', '=', filter.kind);
  if (filter.form !== undefined) query = query.where('invoice.form', '=', filter.form);
  if (filter.overdueOn !== undefined) query = query.where('invoice.due_on', '<', filter.overdueOn).where(openMinor, '>', 0);
  if (filter.unpaid) query = query.where(openMinor, '>', 0);
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return query;
}

export type ListedInvoice = Awaited<ReturnType<ReturnType<typeof selectInvoices>['execute']>>[number];
