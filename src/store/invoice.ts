// Issued documents in the database: written once, read, never changed.
import { type Selectable, type SqlBool, sql } from 'kysely';
import { type DocumentedLine, sumOf } from '../domain/invoice/amounts.ts';
import type { DocumentKind, DocumentLine, DocumentReference, InvoiceDocument } from '../domain/invoice/document.ts';
import { proportion } from '../domain/money.ts';
import type { Period } from '../domain/report.ts';
import { among } from './among.ts';
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
    orderId: row.order_id,
    kind: row.kind,
    orderLineId: row.order_line_id,
    originalLineId: row.original_line_id,
    depositLineId: row.deposit_line_id,
    shipmentId: row.shipment_id,
    position: row.position,
    quantity: row.quantity,
    discountMinor: row.discount_minor,
    tax: { category: row.tax_code, ratePpm: row.tax_ppm },
    netMinor: row.net_minor,
    taxMinor: row.tax_minor,
    taxRoundingMinor: row.tax_rounding_minor,
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
    return [{ ...first, quantity, taxRoundingMinor: 0, discountMinor: 0, netMinor: total - tax, taxMinor: tax }];
  });
}

function takenOff(line: DocumentedLine): DocumentedLine {
  const { quantity, discountMinor, netMinor, taxMinor, taxRoundingMinor } = line;
  const money = { discountMinor: -discountMinor, netMinor: -netMinor, taxMinor: -taxMinor, taxRoundingMinor: -taxRoundingMinor };
  return { ...line, quantity: -quantity, ...money };
}

function selectDocumentedLines(db: Handle, orderId: number) {
  return db
    .selectFrom('invoice_line')
    .innerJoin('invoice', 'invoice.id', 'invoice_line.invoice_id')
    .selectAll('invoice_line')
    .where('invoice_line.order_id', '=', orderId)
    .orderBy('invoice_line.invoice_id')
    .orderBy('invoice_line.position');
}

/** That a document of `invoice` has lines of an order. */
export function isOfOrder(orderId: number) {
  return sql<SqlBool>`invoice.id in (select invoice_id from invoice_line where order_id = ${orderId})`;
}

/** The orders that a document has lines of, by number of entry. */
export async function ordersOfInvoice(db: Handle, invoiceId: number): Promise<number[]> {
  const query = db.selectFrom('invoice_line').select('order_id').distinct().where('invoice_id', '=', invoiceId).orderBy('order_id');
  return (await query.execute()).map(({ order_id }) => order_id);
}

/** The lines of a document, in its order. */
export async function linesOfInvoice(db: Handle, invoiceId: number): Promise<DocumentedLine[]> {
  const query = db.selectFrom('invoice_line').selectAll().where('invoice_id', '=', invoiceId).orderBy('position');
  return (await query.execute()).map((row) => toDocumentedLine({ ...row, shipment_id: null }));
}

/** The invoices that have taken off what this one asked for as a deposit, oldest first. */
export async function finalInvoicesOf(db: Handle, invoiceId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('invoice')
    .select('number')
    .where(sql<SqlBool>`id in (select own.invoice_id from invoice_line own join invoice_line deposit on deposit.id = own.deposit_line_id
      where deposit.invoice_id = ${invoiceId})`)
    .orderBy('id')
    .execute();
  return rows.map(({ number }) => number);
}

/** The deposit invoices of an order of which nothing has been given back or taken off, oldest first. */
export function openDepositInvoices(db: Handle, orderId: number) {
  const touched = sql<SqlBool>`exists (select 1 from invoice_line own join invoice_line later on later.original_line_id = own.id or later.deposit_line_id = own.id
    where own.invoice_id = invoice.id)`;
  return db
    .selectFrom('invoice')
    .select(['number', 'total_minor'])
    .where('form', '=', 'deposit')
    .where(isOfOrder(orderId))
    .where(({ not }) => not(touched))
    .orderBy('id')
    .execute();
}

/** By lines of documents, the number and date of each one's document. */
export async function documentsOfLines(db: Handle, lineIds: readonly number[]): Promise<Map<number, DocumentReference>> {
  const rows = await db
    .selectFrom('invoice_line')
    .innerJoin('invoice', 'invoice.id', 'invoice_line.invoice_id')
    .select(['invoice_line.id', 'invoice.number', 'invoice.issued_on'])
    .where('invoice_line.id', 'in', among(lineIds))
    .execute();
  return new Map(rows.map(({ id, number, issued_on }) => [id, { number, issuedOn: issued_on }]));
}

/** What the invoices of an order ask for, less what its credit notes give back. */
export async function documentedMinor(db: Handle, orderId: number): Promise<number> {
  const { total } = await db
    .selectFrom('invoice_line')
    .innerJoin('invoice', 'invoice.id', 'invoice_line.invoice_id')
    .select(
      sql<number>`coalesce(sum(case invoice.kind when 'invoice' then 1 else -1 end * (invoice_line.net_minor + invoice_line.tax_minor)), 0)`.as(
        'total',
      ),
    )
    .where('invoice_line.order_id', '=', orderId)
    .executeTakeFirstOrThrow();
  return total;
}

/** An order's documents of one kind, oldest first. */
export function documentsOfOrder(db: Handle, orderId: number, kind: DocumentKind): Promise<StoredInvoice[]> {
  return db.selectFrom('invoice').selectAll().where(isOfOrder(orderId)).where('kind', '=', kind).orderBy('id').execute();
}

/** Whether a credit note gives an invoice back whole, to be issued anew. */
export function givesBackWhole(note: StoredInvoice, { id, total_minor }: StoredInvoice): boolean {
  return note.reissue === 1 && note.original_id === id && note.total_minor === total_minor;
}

/** The hash that the next document's link begins with; empty for the first. */
export async function lastChainHash(db: Handle): Promise<string> {
  const row = await db.selectFrom('invoice').select('chain_hash').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.chain_hash ?? '';
}

export type NewInvoice = Omit<StoredInvoice, 'id' | 'pdf_sha256'>;

/** Writes a document with its lines; its id. */
export async function insertInvoice(
  db: Handle,
  invoice: NewInvoice,
  lines: readonly (DocumentLine & { readonly orderId: number })[],
): Promise<number> {
  const { id } = await db.insertInto('invoice').values(invoice).returning('id').executeTakeFirstOrThrow();
  for (const [index, line] of lines.entries()) {
    await db
      .insertInto('invoice_line')
      .values({
        invoice_id: id,
        position: index + 1,
        kind: line.kind,
        order_id: line.orderId,
        order_line_id: line.orderLineId,
        original_line_id: line.originalLineId,
        deposit_line_id: line.depositLineId ?? null,
        quantity: line.quantity,
        discount_minor: line.lineDiscountMinor + line.orderDiscountMinor,
        tax_code: line.tax.category,
        tax_ppm: line.tax.ratePpm,
        net_minor: line.netMinor,
        tax_minor: line.taxMinor,
        tax_rounding_minor: line.taxRoundingMinor ?? 0,
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

/** The day the last goods of an order left, else the order's own. */
const suppliedOn = sql<string>`coalesce((select max(shipped_on) from shipment where shipment.order_id = sales_order.id and shipment.state in ('shipped', 'delivered')), sales_order.ordered_on)`;

/** Orders that want an invoice now, by the rule of their channel, and do not have it whole, supplied on these days; oldest first. */
export async function ordersToInvoice(db: Handle, { from, to }: Period): Promise<number[]> {
  let orders = db.selectFrom('sales_order').select('id').where(wantsInvoice);
  if (from !== undefined) orders = orders.where(suppliedOn, '>=', from);
  if (to !== undefined) orders = orders.where(suppliedOn, '<=', to);
  return (await orders.orderBy('ordered_at').orderBy('id').execute()).map(({ id }) => id);
}
