// Issued documents in a list, with what the payments of their orders leave open of them.
import { type SqlBool, sql } from 'kysely';
import type { InvoiceFilter } from '../domain/invoice/view.ts';
import type { Handle } from './database.ts';
import { isOfOrder } from './invoice.ts';

/** What each invoice of an order `own` asks for it after its credit notes; below zero where goods that bore a deposit were given back. */
const asked = sql`(select line.invoice_id, sum(line.net_minor + line.tax_minor
    - (select coalesce(sum(given.net_minor + given.tax_minor), 0) from invoice_line given where given.original_line_id = line.id)) as minor
  from invoice_line line join invoice asking on asking.id = line.invoice_id
  where line.order_id = own.id and asking.kind = 'invoice' group by line.invoice_id)`;

/** What the invoices before this one ask for. */
const askedBefore = sql`(select coalesce(sum(minor), 0) from ${asked} where invoice_id < invoice.id)`;

/** The least that all invoices up to this one or up to any later one ask for. */
const askedAtLeast = sql`(select min(upto) from (select invoice_id, sum(minor) over (order by invoice_id) as upto from ${asked}) where invoice_id >= invoice.id)`;

const settled = sql`(own.paid_minor - own.refunded_minor + own.uncredited_minor)`;

/**
 * What the payments of its orders leave open of an invoice after its credit notes, the oldest served first: what is open
 * up to it less what is open before it. What a later one leaves below zero is asked for by earlier ones no longer, so
 * that the invoices of an order sum to what it owes for them.
 */
const openMinor = sql<number>`case when invoice.kind = 'credit-note' then 0 else (
  select sum(max(0, least - settled) - max(0, min(before, least) - settled))
  from (select ${askedAtLeast} as least, ${askedBefore} as before, ${settled} as settled
    from sales_order own where own.id in (select order_id from invoice_line where invoice_id = invoice.id))) end`;

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
