// Everything about one order, as the outside reads it. Amounts are minor units beside their currency and exponent;
// a date is the shop's own at the instant beside it.
import type { CaseRow } from '../case.ts';
import type { NoteView } from '../customer.ts';
import type { Details } from '../error.ts';
import type { ChannelConflict } from '../import/conflict.ts';
import type { DocumentForm } from '../invoice/document.ts';
import type { PaymentView } from '../payment.ts';
import type { PromotionClass } from '../promotion/promotion.ts';
import type { OrderTerms } from './edit.ts';
import type { OrderRow } from './list.ts';
import type { Party } from './order.ts';
import type { Problem, ProblemCode, Severity } from './problem.ts';

/** Goods of a lot that are reserved for a line, or have left: of a kit its parts. */
export interface OrderLotView {
  readonly sku: string;
  readonly lot: string;
  /** The last day on which it may be sold; null: nobody has said. */
  readonly expiresOn: string | null;
  readonly state: 'reserved' | 'shipped';
  readonly quantity: number;
}

/** A line with every quantity. `netMinor` and `taxMinor` are of what has not been cancelled, after all discounts. */
export interface OrderLineView {
  readonly line: number;
  readonly sku: string;
  /** The SKU of the product that `sku` means, which may be a channel's code; null: none is known. */
  readonly product: string | null;
  readonly name: string;
  /** False: the SKU is unknown to the shop. */
  readonly known: boolean;
  readonly shippable: boolean;
  readonly quantity: number;
  readonly cancelled: number;
  readonly reserved: number;
  /** Of which lots its goods are that are reserved or have left; none where nothing is kept by lot. */
  readonly lots: readonly OrderLotView[];
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

/** A problem as the outside reads it. */
export function problemView({ code, severity, position, field, details }: Problem): ProblemView {
  return { code, severity, line: position ?? null, field, details };
}

export interface HoldView {
  readonly code: string;
  readonly reason: string;
  readonly date: string;
  readonly at: string;
  readonly actor: string;
  /** The business date on which it ends by itself. */
  readonly until: string | null;
  readonly releasedOn: string | null;
  readonly releasedAt: string | null;
  readonly releasedBy: string | null;
}

/** What somebody decided by a rule; `stands` false: the order has changed since in what the rule looks at. */
export interface ApprovalView {
  readonly rule: string;
  readonly decision: 'approved' | 'rejected';
  readonly actor: string;
  readonly date: string;
  readonly at: string;
  readonly note: string;
  readonly stands: boolean;
}

/** A rule that still asks for the order: who is next, an empty list being anybody. */
export interface ApprovalAskedView {
  readonly rule: string;
  readonly approvedBy: readonly string[];
  readonly next: readonly string[];
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
  readonly form: DocumentForm;
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

/** Of the whole order, or of so many of one line; below zero: taken up again. */
export interface CancellationView {
  readonly line: number | null;
  readonly sku: string | null;
  readonly quantity: number | null;
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

/** What a promotion gave to a line; `line` null: off freight. */
export interface OrderPromotionView {
  readonly code: string;
  readonly name: string;
  readonly on: PromotionClass;
  readonly line: number | null;
  readonly sku: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly exponent: number;
}

/** What the other order is to this one. */
export interface RelatedOrder {
  readonly id: string;
  readonly kind: 'split-from' | 'copy-of' | 'split-into' | 'copied-as';
}

export interface PaymentMoveView {
  readonly order: string;
  readonly date: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly exponent: number;
}

export interface OrderView extends OrderRow {
  /** Its own rule for whether part of it may be promised and sent; null: as the shop has it. */
  readonly allowPartial: boolean | null;
  /** The instant at which what is reserved is free again, the earliest; null: it stays reserved. */
  readonly reservedUntil: string | null;
  /** The shop's date of that instant. */
  readonly reservedUntilOn: string | null;
  readonly externalId: string | null;
  /** The channel's own word for where the order stands. */
  readonly channelStatus: string | null;
  readonly note: string | null;
  readonly terms: OrderTerms;
  /** Orders that this one was made of, or that were made of it. */
  readonly related: readonly RelatedOrder[];
  /** Money that went along with lines to other orders (below zero), or came with them. */
  readonly paymentMoves: readonly PaymentMoveView[];
  /** Lines that go elsewhere than the order. */
  readonly shipToOfLines: readonly { readonly line: number; readonly sku: string; readonly shipTo: Party }[];
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
  /** Promotion codes that were said, whether they give something or not. */
  readonly codes: readonly string[];
  /** Codes of the channel's own promotions, which are in its prices already; alphabetical. */
  readonly channelCodes: readonly string[];
  /** As they were applied. */
  readonly promotions: readonly OrderPromotionView[];
  readonly problems: readonly ProblemView[];
  readonly holdList: readonly HoldView[];
  /** Approvals and rejections, oldest first. */
  readonly approvals: readonly ApprovalView[];
  readonly approvalsAsked: readonly ApprovalAskedView[];
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
  /** What its channel says otherwise, and nobody has settled yet. */
  readonly conflictList: readonly ChannelConflict[];
  readonly source: SourceView | null;
  readonly events: readonly EventView[];
}
