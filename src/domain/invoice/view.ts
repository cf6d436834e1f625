// Documents as they are listed, shown and verified.
import type { DocumentKind, InvoiceDocument } from './document.ts';

/** A row of `invoice list`; amounts in minor units. */
export interface InvoiceRow {
  readonly number: string;
  readonly kind: DocumentKind;
  readonly date: string;
  readonly due: string | null;
  readonly order: string;
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

/** One document with its frozen content; null once that was erased. */
export interface InvoiceView extends InvoiceRow {
  readonly issuedAt: string;
  readonly reason: string | null;
  readonly language: string;
  readonly retainUntil: string | null;
  readonly actor: string;
  readonly chainHash: string;
  readonly pdfSha256: string | null;
  readonly document: InvoiceDocument | null;
  readonly creditNotes: readonly string[];
}

export interface InvoiceFilter {
  /** Business dates of issue, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly customerId?: number;
  readonly orderId?: number;
  readonly kind?: DocumentKind;
  readonly unpaid?: boolean;
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
  readonly series: readonly SeriesSummary[];
  readonly findings: readonly Finding[];
}
