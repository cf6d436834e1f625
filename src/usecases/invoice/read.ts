// Documents to look at: lists and single ones.
import { exponentOf } from '../../domain/currency.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { contentOf, type InvoiceFilter, type InvoiceRow, type InvoiceView } from '../../domain/invoice/view.ts';
import { findCustomer } from '../../store/customer-list.ts';
import type { Handle } from '../../store/database.ts';
import { creditNotesOf, documentOf, findInvoice, type StoredInvoice } from '../../store/invoice.ts';
import { type ListedInvoice, selectInvoices } from '../../store/invoice-list.ts';
import { registrationOf } from '../../store/invoice-registration.ts';
import { findOrder } from '../../store/order.ts';
import { read, type Shop, today } from '../shop.ts';

/** A document by its number. Refuses `invoice-unknown`. */
export async function invoiceNumbered(db: Handle, number: string): Promise<StoredInvoice> {
  const invoice = await findInvoice(db, number);
  if (!invoice) throw new OmsError('invoice-unknown', { number });
  return invoice;
}

export interface InvoiceQuery extends Omit<InvoiceFilter, 'customerId' | 'orderId' | 'overdueOn'> {
  readonly customer?: string;
  readonly order?: string;
  readonly overdue?: boolean;
}

/** Newest first. Refuses `customer-unknown`, `order-unknown`. */
export function invoices(shop: Shop, { customer, order, overdue = false, ...filter }: InvoiceQuery): Promise<InvoiceRow[]> {
  return read(shop, async (db) => {
    const customerId = customer === undefined ? undefined : (await findCustomer(db, customer)).id;
    const orderId = order === undefined ? undefined : (await findOrder(db, order)).id;
    const rows = await selectInvoices(db, { ...filter, customerId, orderId, overdueOn: overdue ? today(shop) : undefined }).execute();
    return rows.map((row) => invoiceRow(row, today(shop)));
  });
}

/** In the order asked for. Refuses `invoice-unknown`. */
export function invoicesByNumber(shop: Shop, numbers: readonly string[]): Promise<InvoiceView[]> {
  return read(shop, async (db) => {
    const views: InvoiceView[] = [];
    for (const number of numbers) {
      const { id } = await invoiceNumbered(db, number);
      const row = await selectInvoices(db, {}).where('invoice.id', '=', id).executeTakeFirstOrThrow();
      const document = documentOf(row);
      views.push({
        ...invoiceRow(row, today(shop)),
        issuedAt: row.issued_at,
        reason: row.reason,
        language: row.language,
        retainUntil: row.retain_until,
        actor: row.actor,
        registration: (await registrationOf(db, id)) ?? null,
        chainHash: row.chain_hash,
        pdfSha256: row.pdf_sha256,
        creditNotes: (await creditNotesOf(db, id)).map(({ number: note }) => note),
        reissue: row.reissue === 1,
        content: document && contentOf(document),
      });
    }
    return views;
  });
}

function invoiceRow(row: ListedInvoice, on: string): InvoiceRow {
  const buyer = documentOf(row)?.buyer;
  const orders = (JSON.parse(row.order_ids) as number[]).map((id) => formatId('order', id));
  return {
    number: row.number,
    kind: row.kind,
    form: row.form,
    date: row.issued_on,
    due: row.due_on,
    order: orders[0] ?? '',
    orders,
    shipment: row.shipment_id === null ? null : formatId('shipment', row.shipment_id),
    original: row.original_number,
    customer: row.customer_id === null ? null : formatId('customer', row.customer_id),
    buyer: buyer?.company || buyer?.name || '',
    currency: row.currency,
    exponent: exponentOf(row.currency),
    netMinor: row.net_minor,
    taxMinor: row.tax_minor,
    totalMinor: row.total_minor,
    openMinor: row.open_minor,
    overdue: row.open_minor > 0 && row.due_on !== null && row.due_on < on,
  };
}
