// A customer's account: what was charged and what was paid, in the order of the days.
import { type SqlBool, sql } from 'kysely';
import type { AccountEntry } from '../domain/document/trade-slip.ts';
import { invoiceRule } from './channel.ts';
import type { Handle } from './database.ts';

const isOfCustomer = (customerId: number) => sql<SqlBool>`invoice.id in (select invoice_id from invoice_line
  join sales_order on sales_order.id = invoice_line.order_id where sales_order.customer_id = ${customerId})`;

/**
 * Whose payments belong to the account: orders that have an invoice, or will have one of the shop's without being asked.
 * What a marketplace invoices, and what is history, was never charged here.
 */
const isOnAccount = sql<SqlBool>`(exists (select 1 from invoice_line where order_id = sales_order.id)
  or (sales_order.history = 0 and ${invoiceRule} not in ('marketplace', 'on-request')))`;

/** Everything issued and paid for a customer's orders in a currency, up to a day; oldest first. */
export async function accountEntries(db: Handle, customerId: number, currency: string, to: string): Promise<AccountEntry[]> {
  const documents = await db
    .selectFrom('invoice')
    .where(isOfCustomer(customerId))
    .select(['invoice.kind', 'invoice.issued_on as date', 'invoice.number as document', 'invoice.due_on as due', 'invoice.total_minor'])
    .where('invoice.currency', '=', currency)
    .where('invoice.issued_on', '<=', to)
    .orderBy('invoice.id')
    .execute();
  const payments = await db
    .selectFrom('payment')
    .innerJoin('sales_order', 'sales_order.id', 'payment.order_id')
    .select(['payment.kind', 'payment.paid_on as date', 'payment.reference', 'payment.amount_minor'])
    .select(sql<string>`'P' || payment.id`.as('id'))
    .where('sales_order.customer_id', '=', customerId)
    .where('payment.currency', '=', currency)
    .where('payment.paid_on', '<=', to)
    .where(isOnAccount)
    .orderBy('payment.id')
    .execute();
  const entries: AccountEntry[] = [
    ...documents.map(({ kind, date, document, due, total_minor }) => ({ kind, date, document, due, amountMinor: total_minor })),
    ...payments.map(({ kind, date, reference, id, amount_minor }) => ({
      kind: kind === 'refund' ? ('refund' as const) : ('payment' as const),
      date,
      document: reference ?? id,
      due: null,
      amountMinor: amount_minor,
    })),
  ];
  return entries.sort((left, right) => (left.date < right.date ? -1 : left.date > right.date ? 1 : 0));
}

/** The currencies a customer has an account in. */
export async function accountCurrencies(db: Handle, customerId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('sales_order')
    .select('currency')
    .distinct()
    .where('customer_id', '=', customerId)
    .orderBy('currency')
    .execute();
  return rows.map(({ currency }) => currency);
}

/** A customer's last order: where they are addressed now. */
export async function lastOrderOf(db: Handle, customerId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('sales_order')
    .select('id')
    .where('customer_id', '=', customerId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
