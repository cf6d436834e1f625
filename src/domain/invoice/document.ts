// An issued document as it is frozen: everything its page says, in one value.
import type { FrozenLanguage } from '../document/language.ts';
import type { Layout } from '../document/layout.ts';
import type { Party } from '../order/order.ts';
import type { MoneyRules, TaxSummary, TaxTreatment } from '../tax.ts';

export const documentKinds = ['invoice', 'credit-note'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What of a document the law sets apart; of several that hold, the first of: collective, deposit, final, replacement, simplified. */
export const documentForms = ['plain', 'simplified', 'replacement', 'deposit', 'final', 'collective', 'credit', 'corrective'] as const;
export type DocumentForm = (typeof documentForms)[number];

/** Who issues; the address as lines, already in the seller's own order. */
export interface Seller {
  readonly name: string;
  readonly address: readonly string[];
  readonly country: string;
  readonly phone: string;
  readonly email: string;
  readonly taxId: string;
  /** What a country's documents say of a seller besides: by words `label.<label>`. */
  readonly details?: readonly { readonly label: SellerDetail; readonly value: string }[];
}

export const sellerDetails = ['representative', 'business-type', 'business-item'] as const;
export type SellerDetail = (typeof sellerDetails)[number];

/** Amounts in minor units of the document's currency; `amountMinor` in its price terms, after all discounts. */
export interface LineAmounts {
  readonly kind: 'line' | 'shipping' | 'deposit';
  readonly orderLineId: number | null;
  /** On a credit note: the line of the invoice that is credited. */
  readonly originalLineId: number | null;
  /** On a final invoice: the line of the deposit that is taken off; all its amounts are below zero. */
  readonly depositLineId?: number;
  readonly quantity: number;
  readonly tax: TaxTreatment;
  readonly grossMinor: number;
  readonly lineDiscountMinor: number;
  /** This line's share of a discount on the whole order. */
  readonly orderDiscountMinor: number;
  readonly amountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  /** Of the tax: what rounding once for several orders has added to what the order by itself would say. */
  readonly taxRoundingMinor?: number;
}

export interface DocumentLine extends LineAmounts {
  /** Of a document about several orders: whose line it is. */
  readonly orderId?: number;
  /** Of a deposit that is taken off: the invoice that asked for it. */
  readonly deposit?: DocumentReference;
  readonly sku: string;
  readonly name: string;
  readonly unit: string;
  readonly unitPriceMicros: number;
}

export const reasonCodes = ['returned', 'cancelled', 'price', 'mistake', 'double', 'insolvency', 'bad-debt'] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export interface DocumentTotals {
  readonly taxes: readonly TaxSummary[];
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

/** An order, as a document names it. */
export interface OrderReference {
  readonly id: string;
  readonly number: string;
  readonly orderedOn: string;
  /** The buyer's own number for it. */
  readonly purchaseNumber?: string;
}

/** A number and date of another document, as this one names it. */
export interface DocumentReference {
  readonly number: string;
  readonly issuedOn: string;
}

/** The snapshot. Credit notes have positive amounts: what is given back. */
export interface InvoiceDocument extends MoneyRules, DocumentTotals {
  readonly version: 1;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly issuedOn: string;
  /** When goods left, where that is known; tax falls due then in many countries. */
  readonly suppliedOn: string | null;
  /** Null: nothing is owed, or a credit note. */
  readonly dueOn: string | null;
  readonly language: FrozenLanguage;
  /** The order it is about; of several the first. */
  readonly order: OrderReference;
  /** Of a document about several orders: all of them, as they stand on the page. */
  readonly orders?: readonly OrderReference[];
  /** The days a collective invoice is about, both included. */
  readonly period?: { readonly from: string; readonly to: string };
  readonly shipment: string | null;
  readonly originals: readonly DocumentReference[];
  readonly reason: string | null;
  /** Why, of a credit note, by the closed list that countries' forms ask for. */
  readonly reasonCode?: ReasonCode;
  /** An invoice without a buyer's particulars, as far as a country allows it: a receipt. */
  readonly isSimplified?: boolean;
  /** What the law wants said, by words `law.<remark>`. */
  readonly remarks?: readonly string[];
  /** The merchant's own layout on the day of issue; the program's own where there is none. */
  readonly layout?: Layout;
  readonly seller: Seller;
  readonly buyer: Party;
  /** Null: the same as the buyer. */
  readonly shipTo: Party | null;
  readonly lines: readonly DocumentLine[];
  /** Paid before it was issued, of this document's total. */
  readonly paidMinor: number;
  readonly instructions: string;
}

/** What sets a document apart; a credit note that is said anew is corrective. */
export function formOf(
  document: Pick<InvoiceDocument, 'kind' | 'orders' | 'period' | 'lines' | 'originals' | 'isSimplified'>,
  isReissue: boolean,
): DocumentForm {
  const { kind, period, lines, originals, isSimplified } = document;
  if (kind === 'credit-note') return isReissue ? 'corrective' : 'credit';
  if (period) return 'collective';
  if (lines.every((line) => line.kind === 'deposit')) return 'deposit';
  if (lines.some((line) => line.kind === 'deposit')) return 'final';
  if (originals.length > 0) return 'replacement';
  return isSimplified ? 'simplified' : 'plain';
}

/** What is still to be paid on the day of issue. */
export function openAtIssue({ totalMinor, paidMinor }: Pick<InvoiceDocument, 'totalMinor' | 'paidMinor'>): number {
  return Math.max(0, totalMinor - paidMinor);
}

/** Sums over the lines, in the document's price terms: goods before the order's discount, that discount, freight. */
export function lineSums(lines: readonly LineAmounts[]): { subtotalMinor: number; discountMinor: number; shippingMinor: number } {
  const goods = lines.filter(({ kind }) => kind === 'line');
  const sum = (all: readonly LineAmounts[], of: (line: LineAmounts) => number) => all.reduce((total, line) => total + of(line), 0);
  return {
    subtotalMinor: sum(goods, (line) => line.grossMinor - line.lineDiscountMinor),
    discountMinor: sum(goods, (line) => line.orderDiscountMinor),
    shippingMinor: sum(
      lines.filter(({ kind }) => kind === 'shipping'),
      (line) => line.amountMinor,
    ),
  };
}

/**
 * Says no, with `glyph-missing` or `font-missing`, to a document that could not be drawn. Called before a number is taken.
 * Gives the merchant's own layout for such a document, which is frozen with it; undefined where there is none.
 */
export type DocumentCheck = (document: InvoiceDocument) => Promise<Layout | undefined>;
