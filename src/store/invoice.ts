// Issued documents in the database: written once, read, never changed.
import { type Selectable, sql } from 'kysely';
import { type DocumentedLine, sumOf } from '../domain/invoice/amounts.ts';
import type { DocumentKind, DocumentLine, InvoiceDocument } from '../domain/invoice/document.ts';
import type { InvoiceFilter } from '../domain/invoice/view.ts';
import { proportion } from '../domain/money.ts';
import type { Handle } from './database.ts';
import { wantsInvoice } from './order-list.ts';
import { isSameWord } from './product.ts';
import type { InvoiceLineTable, InvoiceTable } from './schema.ts';

export type StoredInvoice = Selectable<InvoiceTable>;

/** A document by its number, in any case. */
export async function findInvoice(db: Handle, text: string): Promise<StoredInvoice | undefined> {
  const number = text.normalize('NFKC').trim();
  const exact = await db.selectFrom('invoice').selectAll().where('number', '=', number).executeTakeFirst();
  if (exact) return exact;
  return db.selectFrom('invoice').selectAll().where(isSameWord('number', number)).orderBy('id').limit(1).executeTakeFirst();
}

function toDocumentedLine(row: Selectable<InvoiceLineTable> & { readonly shipment_id: number | null }): DocumentedLine {
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    kind: row.kind,
    orderLineId: row.order_line_id,
    originalLineId: row.original_line_id,
    shipmentId: row.shipment_id,
    position: row.position,
    quantity: row.quantity,
    discountMinor: row.discount_minor,
    tax: { category: row.tax_code, ratePpm: row.tax_ppm },
    netMinor: row.net_minor,
    taxMinor: row.tax_minor,
  };
}

/** The lines of an order's invoices or of its credit notes, oldest document first. */
export async function documentedLines(db: Handle, orderId: number, kind: DocumentKind): Promise<DocumentedLine[]> {
  const rows = await selectDocumentedLines(db, orderId).select('invoice.shipment_id').where('invoice.kind', '=', kind).execute();
  return rows.map(toDocumentedLine);
}

/**
 * What is invoiced of an order: the lines of its invoices and, taken off these, what was given back to be invoiced anew,
 * and what was credited and then cancelled.
 */
export async function invoicedLines(db: Handle, orderId: number): Promise<DocumentedLine[]> {
  const givenBack = await selectDocumentedLines(db, orderId)
    .innerJoin('invoice_line as original_line', 'original_line.id', 'invoice_line.original_line_id')
    .innerJoin('invoice as original', 'original.id', 'original_line.invoice_id')
    .select('original.shipment_id')
    .where('invoice.reissue', '=', 1)
    .execute();
  const gone = [...givenBack.map(toDocumentedLine), ...(await cancelledLines(db, orderId))];
  return [...(await documentedLines(db, orderId, 'invoice')), ...gone.map(takenOff)];
}

/** What was credited and then cancelled, as it stood in the order's total; its tax is the part that the credit notes say. */
async function cancelledLines(db: Handle, orderId: number): Promise<DocumentedLine[]> {
  const cancelled = await db
    .selectFrom('line_cancellation')
    .select(['order_line_id', sql<number>`sum(credited_quantity)`.as('quantity'), sql<number>`sum(credited_minor)`.as('total')])
    .where('order_id', '=', orderId)
    .where('credited_quantity', '>', 0)
    .groupBy('order_line_id')
    .execute();
  if (cancelled.length === 0) return [];
  const notes = await documentedLines(db, orderId, 'credit-note');
  return cancelled.flatMap(({ order_line_id, quantity, total }) => {
    const own = notes.filter(({ orderLineId }) => orderLineId === order_line_id);
    const [first] = own;
    if (!first) return [];
    const { netMinor, taxMinor } = sumOf(own);
    const tax = netMinor + taxMinor === 0 ? 0 : proportion(taxMinor, total, netMinor + taxMinor);
    return [{ ...first, quantity, discountMinor: 0, netMinor: total - tax, taxMinor: tax }];
  });
}

function takenOff(line: DocumentedLine): DocumentedLine {
  const { quantity, discountMinor, netMinor, taxMinor } = line;
  return { ...line, quantity: -quantity, discountMinor: -discountMinor, netMinor: -netMinor, taxMinor: -taxMinor };
}

function selectDocumentedLines(db: Handle, orderId: number) {
  return db
    .selectFrom('invoice_line')
    .innerJoin('invoice', 'invoice.id', 'invoice_line.invoice_id')
    .selectAll('invoice_line')
    .where('invoice.order_id', '=', orderId)
    .orderBy('invoice_line.invoice_id')
    .orderBy('invoice_line.position');
}

/** An order's documents of one kind, oldest first. */
export function documentsOfOrder(db: Handle, orderId: number, kind: DocumentKind): Promise<StoredInvoice[]> {
  return db.selectFrom('invoice').selectAll().where('order_id', '=', orderId).where('kind', '=', kind).orderBy('id').execute();
}

/** The hash that the next document's link begins with; empty for the first. */
export async function lastChainHash(db: Handle): Promise<string> {
  const row = await db.selectFrom('invoice').select('chain_hash').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.chain_hash ?? '';
}

export type NewInvoice = Omit<StoredInvoice, 'id' | 'pdf_sha256'>;

/** Writes a document with its lines; its id. */
export async function insertInvoice(db: Handle, invoice: NewInvoice, lines: readonly DocumentLine[]): Promise<number> {
  const { id } = await db.insertInto('invoice').values(invoice).returning('id').executeTakeFirstOrThrow();
  for (const [index, line] of lines.entries()) {
    await db
      .insertInto('invoice_line')
      .values({
        invoice_id: id,
        position: index + 1,
        kind: line.kind,
        order_line_id: line.orderLineId,
        original_line_id: line.originalLineId,
        quantity: line.quantity,
        discount_minor: line.lineDiscountMinor + line.orderDiscountMinor,
        tax_code: line.tax.category,
        tax_ppm: line.tax.ratePpm,
        net_minor: line.netMinor,
        tax_minor: line.taxMinor,
      })
      .execute();
  }
  return id;
}

/** Keeps the hash of the first rendering; a later one changes nothing. */
export async function keepPdfHash(db: Handle, id: number, sha256: string): Promise<void> {
  await db.updateTable('invoice').set({ pdf_sha256: sha256 }).where('id', '=', id).where('pdf_sha256', 'is', null).execute();
}

/** Numbers of documents issued before an instant whose page was never drawn: their command was cut short. */
export async function undrawnBefore(db: Handle, instant: string): Promise<string[]> {
  const rows = await db
    .selectFrom('invoice')
    .select('number')
    .where('pdf_sha256', 'is', null)
    .where('snapshot', 'is not', null)
    .where('issued_at', '<', instant)
    .orderBy('id')
    .execute();
  return rows.map(({ number }) => number);
}

/** The frozen content; null once it was erased. */
export function documentOf({ snapshot }: Pick<StoredInvoice, 'snapshot'>): InvoiceDocument | null {
  return snapshot === null ? null : (JSON.parse(snapshot) as InvoiceDocument);
}

/** What an invoice asks for after its credit notes. */
const askedMinor = (invoice: 'invoice' | 'earlier') => sql<number>`(${sql.ref(`${invoice}.total_minor`)}
  - (select coalesce(sum(given.net_minor + given.tax_minor), 0) from invoice_line given join invoice_line asked on asked.id = given.original_line_id
     where asked.invoice_id = ${sql.ref(`${invoice}.id`)}))`;

/** What the payments of its order leave open of an invoice after its credit notes, the oldest served first. */
const openMinor = sql<number>`case when invoice.kind = 'credit-note' then 0 else max(0, min(${askedMinor('invoice')},
  (select sum(${askedMinor('earlier')}) from invoice earlier where earlier.order_id = invoice.order_id and earlier.kind = 'invoice' and earlier.id <= invoice.id)
  - sales_order.paid_minor + sales_order.refunded_minor - sales_order.uncredited_minor)) end`;

/** Documents newest first, with what is open of them. */
export function selectInvoices(db: Handle, filter: InvoiceFilter) {
  let query = db
    .selectFrom('invoice')
    .innerJoin('sales_order', 'sales_order.id', 'invoice.order_id')
    .leftJoin('invoice as original', 'original.id', 'invoice.original_id')
    .selectAll('invoice')
    .select(['sales_order.customer_id', 'original.number as original_number'])
    .select(openMinor.as('open_minor'))
    .orderBy('invoice.issued_on', 'desc')
    .orderBy('invoice.id', 'desc');
  if (filter.from !== undefined) query = query.where('invoice.issued_on', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('invoice.issued_on', '<=', filter.to);
  if (filter.customerId !== undefined) query = query.where('sales_order.customer_id', '=', filter.customerId);
  if (filter.orderId !== undefined) query = query.where('invoice.order_id', '=', filter.orderId);
  if (filter.kind !== undefined) query = query.where('invoice.kind', '=', filter.kind);
  if (filter.overdueOn !== undefined) query = query.where('invoice.due_on', '<', filter.overdueOn).where(openMinor, '>', 0);
  if (filter.unpaid) query = query.where(openMinor, '>', 0);
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return query;
}

export type ListedInvoice = Awaited<ReturnType<ReturnType<typeof selectInvoices>['execute']>>[number];

/** The next documents after an id with their series, in the order of issue; for verifying. */
export function chainedInvoices(db: Handle, afterId: number, most: number) {
  return db
    .selectFrom('invoice')
    .innerJoin('number_series', 'number_series.id', 'invoice.series_id')
    .selectAll('invoice')
    .select(['number_series.prefix', 'number_series.year', 'number_series.kind as series_kind'])
    .where('invoice.id', '>', afterId)
    .orderBy('invoice.id')
    .limit(most)
    .execute();
}

export type ChainedInvoice = Awaited<ReturnType<typeof chainedInvoices>>[number];

/** What each document's lines sum to. */
export function lineSumsOfInvoices(db: Handle) {
  return db
    .selectFrom('invoice_line')
    .select(['invoice_id', sql<number>`sum(net_minor)`.as('net_minor'), sql<number>`sum(tax_minor)`.as('tax_minor')])
    .groupBy('invoice_id')
    .execute();
}

/** The credit notes that name an invoice, oldest first. */
export function creditNotesOf(db: Handle, invoiceId: number) {
  return db
    .selectFrom('invoice')
    .select(['number', 'reissue'])
    .where('kind', '=', 'credit-note')
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('original_id', '=', invoiceId),
        exists(
          selectFrom('invoice_line')
            .innerJoin('invoice_line as credited', 'credited.id', 'invoice_line.original_line_id')
            .select('invoice_line.id')
            .whereRef('invoice_line.invoice_id', '=', 'invoice.id')
            .where('credited.invoice_id', '=', invoiceId),
        ),
      ]),
    )
    .orderBy('id')
    .execute();
}

/** Orders that want an invoice now, by the rule of their channel, and do not have it whole; oldest first. */
export async function ordersToInvoice(db: Handle): Promise<number[]> {
  const orders = db.selectFrom('sales_order').select('id').where(wantsInvoice);
  return (await orders.orderBy('ordered_at').orderBy('id').execute()).map(({ id }) => id);
}
