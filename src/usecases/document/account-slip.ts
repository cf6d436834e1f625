// Slips of a customer's account: statement and reminders.

import { documentLanguageOf } from '../../domain/document/language.ts';
import type { Printable } from '../../domain/document/printable.ts';
import { type AccountEntry, reminderOf, statementOf } from '../../domain/document/trade-slip.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId, ownId } from '../../domain/id.ts';
import type { Party } from '../../domain/order/order.ts';
import { addDays } from '../../domain/time.ts';
import { accountCurrencies, accountEntries, lastOrderOf } from '../../store/account.ts';
import { type CustomerRecord, findCustomer } from '../../store/customer-list.ts';
import type { Handle } from '../../store/database.ts';
import { documentOf } from '../../store/invoice.ts';
import { type ListedInvoice, selectInvoices } from '../../store/invoice-list.ts';
import { orderById } from '../../store/order.ts';
import { partiesOf } from '../invoice/freeze.ts';
import { invoiceNumbered } from '../invoice/read.ts';
import { type Shop, today } from '../shop.ts';
import { type SlipRequest, slipBase } from './base.ts';

const DAYS_TO_PAY = 7;

/** A customer's account in each of its currencies, this year unless told otherwise. Refuses `customer-unknown`, `slip-empty`. */
export async function statements(shop: Shop, db: Handle, id: string, request: SlipRequest): Promise<Printable[]> {
  const customer = await findCustomer(db, id);
  const to = request.to ?? today(shop);
  const from = request.from ?? `${to.slice(0, 4)}-01-01`;
  const number = formatId('customer', customer.id);
  const pages: Printable[] = [];
  for (const currency of await accountCurrencies(db, customer.id)) {
    const all = await accountEntries(db, customer.id, currency, to);
    if (all.length === 0) continue;
    const earlier = all.filter(({ date }) => date < from);
    const open = await selectInvoices(db, { customerId: customer.id, unpaid: true }).where('invoice.currency', '=', currency).execute();
    const overdue = open.filter(({ due_on }) => due_on !== null && due_on < today(shop));
    pages.push(
      statementOf({
        ...slipBase(shop, number, request, documentLanguageOf(customer.language), currency),
        customer: await partyOf(db, customer),
        from,
        to,
        openingMinor: balanceOf(earlier),
        entries: all.filter(({ date }) => date >= from),
        overdueMinor: overdue.reduce((sum, { open_minor }) => sum + open_minor, 0),
      }),
    );
  }
  if (pages.length === 0) throw new OmsError('slip-empty', { kind: 'statement', id: number });
  return pages;
}

function balanceOf(entries: readonly AccountEntry[]): number {
  return entries.reduce((sum, { kind, amountMinor }) => sum + (kind === 'invoice' || kind === 'refund' ? amountMinor : -amountMinor), 0);
}

/** The customer where the last bill went. */
async function partyOf(db: Handle, { id, name, company }: CustomerRecord): Promise<Party> {
  const last = await lastOrderOf(db, id);
  const place = last === undefined ? undefined : (await partiesOf(db, await orderById(db, last))).buyer;
  return { ...place, name: place?.name ?? name ?? '', company: place?.company ?? company, email: null };
}

/**
 * A letter about one overdue invoice, or about all of a customer. Refuses `invoice-unknown`, `customer-unknown`, and
 * `invoice-not-overdue` where nothing is.
 */
export async function reminder(shop: Shop, db: Handle, id: string, request: SlipRequest): Promise<Printable> {
  const isCustomer = ownId('customer', id) !== undefined || id.includes('@');
  const customer = isCustomer ? await findCustomer(db, id) : undefined;
  const query = customer
    ? selectInvoices(db, { customerId: customer.id, unpaid: true })
    : selectInvoices(db, {}).where('invoice.id', '=', (await invoiceNumbered(db, id)).id);
  const on = today(shop);
  const overdue = (await query.execute()).filter(({ open_minor, due_on }) => open_minor > 0 && due_on !== null && due_on < on).reverse();
  const first = overdue[0];
  if (!first) throw new OmsError('invoice-not-overdue', { id });
  const { currency } = first;
  const number = customer ? formatId('customer', customer.id) : first.number;
  return reminderOf({
    ...slipBase(shop, number, request, documentLanguageOf(first.language), currency),
    tone: request.tone ?? 'friendly',
    buyer: documentOf(first)?.buyer ?? { name: '' },
    customer: first.customer_id === null ? null : formatId('customer', first.customer_id),
    payBy: addDays(on, request.days ?? DAYS_TO_PAY),
    instructions: shop.settings['payment-instructions'],
    open: overdue.filter((one) => one.currency === currency).map(openOf),
  });
}

function openOf({ number, issued_on, due_on, open_minor }: ListedInvoice) {
  return { number, issuedOn: issued_on, dueOn: due_on, openMinor: open_minor };
}
