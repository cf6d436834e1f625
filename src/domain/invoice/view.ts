// Documents as they are listed, shown and verified.
import { exponentOf } from '../currency.ts';
import { formatId } from '../id.ts';
import { formatUnitPrice } from '../money.ts';
import type { Party } from '../order/order.ts';
import type { DocumentForm, DocumentKind, InvoiceDocument, Seller } from './document.ts';

/** A row of `invoice list`; amounts in minor units. */
export interface InvoiceRow {
  readonly number: string;
  readonly kind: DocumentKind;
  /** What the law sets apart: a deposit, a final or a collective invoice, … */
  readonly form: DocumentForm;
  readonly date: string;
  readonly due: string | null;
  /** The order it is about; of several the first. */
  readonly order: string;
  readonly orders: readonly string[];
  readonly shipment: string | null;
  /** The invoice that a credit note names. */
  readonly original: string | null;
  readonly customer: string | null;
  readonly buyer: string;
  readonly currency: string;
  readonly exponent: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  /** Still to be paid of it, payments and credits of the order going to its oldest invoice first. */
  readonly openMinor: number;
  readonly overdue: boolean;
}

/** A line as it was frozen. The unit price is a decimal string in the document's price terms. */
export interface InvoiceLineView {
  readonly line: number;
  readonly kind: 'line' | 'shipping' | 'deposit';
  /** Of which of several orders it is. */
  readonly order: string | null;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly unit: string;
  readonly unitPrice: string | null;
  /** The line's own and its share of the order's. */
  readonly discountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly taxCode: string;
  readonly taxRatePpm: number;
  readonly currency: string;
  readonly exponent: number;
}

export interface InvoiceTaxView {
  readonly taxCode: string;
  readonly taxRatePpm: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly currency: string;
  readonly exponent: number;
}

/** What an issued document says; it never changes. */
export interface InvoiceContent {
  readonly supplied: string | null;
  readonly originals: readonly string[];
  /** The buyer's own numbers of its orders, as far as they have any. */
  readonly purchaseNumbers: readonly string[];
  readonly pricesIncludeTax: boolean;
  readonly seller: Seller;
  readonly billTo: Party;
  readonly shipTo: Party | null;
  readonly lines: readonly InvoiceLineView[];
  readonly taxes: readonly InvoiceTaxView[];
  /** Paid before it was issued. */
  readonly paidMinor: number;
  readonly currency: string;
  readonly exponent: number;
  readonly instructions: string;
}

/** One document with its frozen content; null once that was erased. */
export interface InvoiceView extends InvoiceRow {
  readonly issuedAt: string;
  readonly reason: string | null;
  readonly language: string;
  readonly retainUntil: string | null;
  readonly actor: string;
  /** The number that the tax authority gave it. */
  readonly registration: string | null;
  readonly chainHash: string;
  readonly pdfSha256: string | null;
  readonly creditNotes: readonly string[];
  /** Of a credit note: what it gives back is invoiced anew. */
  readonly reissue: boolean;
  readonly content: InvoiceContent | null;
}

/** The frozen content as the outside reads it. */
export function contentOf(document: InvoiceDocument): InvoiceContent {
  const money = { currency: document.currency, exponent: exponentOf(document.currency) };
  return {
    supplied: document.suppliedOn,
    originals: document.originals.map(({ number }) => number),
    purchaseNumbers: (document.orders ?? [document.order]).flatMap(({ purchaseNumber = [] }) => purchaseNumber),
    pricesIncludeTax: document.pricesIncludeTax,
    seller: document.seller,
    billTo: document.buyer,
    shipTo: document.shipTo,
    lines: document.lines.map((line, index) => ({
      line: index + 1,
      kind: line.kind,
      order: line.orderId === undefined ? null : formatId('order', line.orderId),
      sku: line.sku,
      name: line.name,
      quantity: line.quantity,
      unit: line.unit,
      unitPrice: line.kind === 'line' ? formatUnitPrice(line.unitPriceMicros, document.currency) : null,
      discountMinor: line.lineDiscountMinor + line.orderDiscountMinor,
      netMinor: line.netMinor,
      taxMinor: line.taxMinor,
      totalMinor: line.netMinor + line.taxMinor,
      taxCode: line.tax.category,
      taxRatePpm: line.tax.ratePpm,
      ...money,
    })),
    taxes: document.taxes.map(({ category, ratePpm, netMinor, taxMinor }) => ({
      taxCode: category,
      taxRatePpm: ratePpm,
      netMinor,
      taxMinor,
      ...money,
    })),
    paidMinor: document.paidMinor,
    ...money,
    instructions: document.instructions,
  };
}

export interface InvoiceFilter {
  /** Business dates of issue, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly customerId?: number;
  readonly orderId?: number;
  readonly kind?: DocumentKind;
  readonly form?: DocumentForm;
  readonly unpaid?: boolean;
  /** Something of it is open, and it was due before this day. */
  readonly overdueOn?: string;
  readonly limit?: number;
}

/** What `invoice verify` can find. */
export type FindingCode =
  | 'gap'
  | 'number-wrong'
  | 'date-order'
  | 'snapshot-altered'
  | 'content-differs'
  | 'sum-differs'
  | 'chain-broken'
  | 'file-altered'
  | 'file-missing';

export interface Finding {
  readonly number: string;
  readonly code: FindingCode;
  readonly detail: string;
}

export interface SeriesSummary {
  readonly kind: DocumentKind;
  readonly year: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly count: number;
}

export interface Verification {
  readonly documents: number;
  /** How many there are of each kind that the law sets apart, by name. */
  readonly forms: readonly { readonly form: DocumentForm; readonly count: number }[];
  readonly series: readonly SeriesSummary[];
  readonly findings: readonly Finding[];
}
