// Everything about one order, as the outside reads it. Amounts are minor units beside their currency and exponent;
// a date is the shop's own at the instant beside it.
import type { CaseRow } from '../case.ts';
import type { NoteView } from '../customer.ts';
import type { Details } from '../error.ts';
import type { PaymentView } from '../payment.ts';
import type { OrderRow } from './list.ts';
import type { Party } from './order.ts';
import type { ProblemCode, Severity } from './problem.ts';

/** A line with every quantity. `netMinor` and `taxMinor` are of what has not been cancelled, after all discounts. */
export interface OrderLineView {
  readonly line: number;
  readonly sku: string;
  readonly name: string;
  /** False: the SKU is unknown to the shop. */
  readonly known: boolean;
  readonly shippable: boolean;
  readonly quantity: number;
  readonly cancelled: number;
  readonly reserved: number;
  /** Of a confirmed order: neither gone nor reserved. */
  readonly backordered: number;
  /** The day on which what is backordered could be there, from open purchases; null: nobody knows. */
  readonly expectedOn: string | null;
  /** On shipments not yet gone. */
  readonly packed: number;
  readonly shipped: number;
  readonly delivered: number;
  readonly invoiced: number;
  readonly returnAsked: number;
  readonly returned: number;
  /** A decimal string in the order's price terms, with or without tax as `pricesIncludeTax` says. */
  readonly unitPrice: string;
  readonly discountMinor: number;
  /** In the order's price terms, after the line's own discount and before the order's: these, it and freight make the sum. */
  readonly amountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly taxCode: string;
  readonly taxRatePpm: number;
  readonly currency: string;
  readonly exponent: number;
}

export interface OrderTaxView {
  readonly taxCode: string;
  readonly taxRatePpm: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly currency: string;
  readonly exponent: number;
}

export interface ProblemView {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly line: number | null;
  readonly field: string;
  readonly details: Details;
}

export interface HoldView {
  readonly code: string;
  readonly reason: string;
  readonly date: string;
  readonly at: string;
  readonly actor: string;
  readonly releasedOn: string | null;
  readonly releasedAt: string | null;
  readonly releasedBy: string | null;
}

export interface OrderShipmentView {
  readonly id: string;
  readonly state: string;
  readonly carrier: string | null;
  readonly tracking: string | null;
  readonly shippedOn: string | null;
}

export interface OrderInvoiceView {
  readonly number: string;
  readonly kind: 'invoice' | 'credit-note';
  readonly issuedOn: string;
  readonly dueOn: string | null;
  readonly totalMinor: number;
  readonly currency: string;
  readonly exponent: number;
}

export interface OrderReturnView {
  readonly id: string;
  readonly state: string;
  readonly reason: string;
  readonly date: string;
  readonly refundMinor: number;
  readonly currency: string;
  readonly exponent: number;
}

export interface CancellationView {
  readonly reason: string;
  readonly date: string;
  readonly at: string;
  readonly actor: string;
  readonly resumedOn: string | null;
  readonly resumedAt: string | null;
}

/** The file and the rows (header is row 1) an order was read from. */
export interface SourceView {
  readonly batch: string;
  readonly file: string;
  readonly rowFrom: number;
  readonly rowTo: number;
}

export interface EventView {
  readonly date: string;
  readonly at: string;
  readonly actor: string;
  readonly command: string;
  readonly action: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly batch: string | null;
}

export interface OrderView extends OrderRow {
  /** Its own rule for whether part of it may be promised and sent; null: as the shop has it. */
  readonly allowPartial: boolean | null;
  readonly externalId: string | null;
  /** The channel's own word for where the order stands. */
  readonly channelStatus: string | null;
  readonly note: string | null;
  readonly pricesIncludeTax: boolean;
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly shippingTaxCode: string;
  readonly shippingTaxRatePpm: number;
  readonly channelTotalMinor: number | null;
  readonly shipTo: Party | null;
  readonly billTo: Party | null;
  readonly lines: readonly OrderLineView[];
  readonly taxes: readonly OrderTaxView[];
  readonly problems: readonly ProblemView[];
  readonly holdList: readonly HoldView[];
  readonly payments: readonly PaymentView[];
  readonly shipments: readonly OrderShipmentView[];
  readonly invoices: readonly OrderInvoiceView[];
  readonly returns: readonly OrderReturnView[];
  readonly cancellations: readonly CancellationView[];
  readonly tags: readonly string[];
  /** The shop's own remarks, oldest first. */
  readonly notes: readonly NoteView[];
  /** Complaints and questions, newest first. */
  readonly cases: readonly CaseRow[];
  readonly source: SourceView | null;
  readonly events: readonly EventView[];
}
