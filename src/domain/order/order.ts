// Orders: what may come in (draft), and what is kept.
import type { MoneyRules, TaxTreatment } from '../tax.ts';

export const orderStates = ['new', 'confirmed', 'completed', 'cancelled'] as const;
export type OrderState = (typeof orderStates)[number];

/** The life cycle; what leads from one state to another. `completed` follows from the documents, never by command. */
export const transitions = {
  confirm: { from: ['new'], to: 'confirmed' },
  unconfirm: { from: ['confirmed'], to: 'new' },
  cancel: { from: ['new', 'confirmed', 'completed'], to: 'cancelled' },
  resume: { from: ['cancelled'], to: 'new' },
} as const satisfies Record<string, { from: readonly OrderState[]; to: OrderState }>;
export type Transition = keyof typeof transitions;

/** A person or firm as an order names it. */
export interface Party {
  readonly name: string;
  readonly company?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly address1?: string | null;
  readonly address2?: string | null;
  readonly city?: string | null;
  readonly region?: string | null;
  readonly postcode?: string | null;
  readonly country?: string | null;
  readonly taxId?: string | null;
}

/** Where a party is. */
export const addressFields = ['address1', 'address2', 'city', 'region', 'postcode', 'country'] as const satisfies readonly (keyof Party)[];

/** A line as it may come in. */
export interface LineDraft {
  /** The channel's own line id, where it has one. */
  readonly externalId?: string | null;
  /** As the channel writes it; may be unknown to the shop, which is a problem of the order. */
  readonly sku: string;
  /** Of a code that all variants share: the code with what was chosen, which a shop may have been taught. It comes before. */
  readonly variant?: string | null;
  readonly name?: string | null;
  readonly quantity: number;
  readonly cancelledQuantity?: number;
  /** Given: quantity and price are of pieces already, and so many are one of what the channel sells. */
  readonly pieces?: number;
  /** Null: the product's own price. */
  readonly unitPriceMicros: number | null;
  readonly discountMinor?: number;
  /** Null: by the product's tax category on the day of the order. */
  readonly tax?: TaxTreatment | null;
  /** False: digital, a gift card, fulfilled by the marketplace. */
  readonly shippable?: boolean;
  /** Somebody else than who receives the order; null: nobody else. Left out where nothing is said of it. */
  readonly shipTo?: Party | null;
}

/** What the channel says of an order. `unknown` is a hold, never "ok to ship". */
export type ChannelState = 'open' | 'cancelled' | 'shipped' | 'unknown';

/** An order as it may come in, from a file or typed. */
export interface OrderDraft {
  readonly channel: string;
  /** The channel's order id; null for an order typed in. */
  readonly externalId: string | null;
  readonly orderedAt: string;
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly customerExternalId?: string | null;
  readonly shipTo: Party;
  readonly billTo?: Party | null;
  readonly lines: readonly LineDraft[];
  readonly discountMinor?: number;
  readonly shippingMinor?: number;
  readonly shippingTax?: TaxTreatment | null;
  /** What the channel says the order sums to; a difference is a problem. */
  readonly channelTotalMinor?: number | null;
  readonly paidMinor?: number;
  readonly paymentMethod?: string | null;
  readonly channelState?: ChannelState;
  /** The channel's own word for it, kept for people. */
  readonly channelStatus?: string | null;
  /** Codes of its promotions, alphabetical: it has counted them in its prices, and nothing is done with them here. */
  readonly channelCodes?: readonly string[];
  readonly note?: string | null;
  /** Higher is served first. */
  readonly priority?: number;
}

/** An order as it is kept. */
export interface Order extends MoneyRules {
  readonly id: number;
  readonly channelId: number;
  readonly channel: string;
  readonly externalId: string | null;
  readonly number: string;
  readonly customerId: number | null;
  readonly shipPartyId: number | null;
  readonly billPartyId: number | null;
  readonly state: OrderState;
  readonly history: boolean;
  readonly orderedAt: string;
  readonly orderedOn: string;
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly shippingTax: TaxTreatment;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly channelTotalMinor: number | null;
  readonly paymentMethod: string | null;
  readonly channelStatus: string | null;
  readonly note: string | null;
  readonly priority: number;
  readonly paymentState: PaymentState;
  readonly fulfilmentState: FulfilmentState;
  readonly returnState: ReturnState;
  readonly invoiceState: InvoiceState;
  readonly errorCount: number;
  readonly warningCount: number;
  readonly holdCount: number;
  readonly paidMinor: number;
  readonly refundedMinor: number;
  /** Credit notes for good, and what came back before it was invoiced. */
  readonly creditedMinor: number;
  /** Given back by the channel, and on no credit note yet. */
  readonly uncreditedMinor: number;
}

export const paymentStates = ['unpaid', 'partly-paid', 'paid', 'partly-refunded', 'refunded'] as const;
export type PaymentState = (typeof paymentStates)[number];
export const fulfilmentStates = [
  'unreserved',
  'backordered',
  'reserved',
  'picking',
  'packed',
  'partly-shipped',
  'shipped',
  'delivered',
] as const;
export type FulfilmentState = (typeof fulfilmentStates)[number];
export const returnStates = ['none', 'asked', 'partly-returned', 'returned'] as const;
export type ReturnState = (typeof returnStates)[number];
export const invoiceStates = ['none', 'partly-invoiced', 'invoiced'] as const;
export type InvoiceState = (typeof invoiceStates)[number];

export interface OrderLine {
  readonly id: number;
  readonly orderId: number;
  readonly position: number;
  readonly externalId: string | null;
  readonly sku: string;
  /** As {@link LineDraft}'s, while nobody has taught it. */
  readonly variant: string | null;
  readonly productId: number | null;
  readonly name: string;
  /** In pieces of the product. */
  readonly quantity: number;
  /** How many pieces are one of what the channel sells. */
  readonly pieces: number;
  readonly cancelledQuantity: number;
  readonly unitPriceMicros: number;
  readonly discountMinor: number;
  readonly tax: TaxTreatment;
  readonly shippable: boolean;
  /** Nobody said it, and no product says it yet. */
  readonly priceAssumed: boolean;
  readonly taxAssumed: boolean;
  readonly netMinor: number;
  readonly taxMinor: number;
}

/** A line with the sums of its documents. */
export interface LineProgress {
  readonly lineId: number;
  /** quantity − cancelled */
  readonly wanted: number;
  readonly reserved: number;
  /** On shipments not yet gone. */
  readonly packed: number;
  readonly shipped: number;
  readonly delivered: number;
  /** Less what was credited and cancelled then. */
  readonly invoiced: number;
  /** Of it, on credit notes; nobody has cancelled it. */
  readonly credited: number;
  readonly returnAsked: number;
  readonly returned: number;
  /** Of what came back: not invoiced before, and so never. */
  readonly neverInvoiced: number;
}

/** What of a line the buyer is to get: of one that was credited whole, no more than is promised to it or has left. */
export function dueOf({ wanted, credited, reserved, shipped }: Pick<LineProgress, 'wanted' | 'credited' | 'reserved' | 'shipped'>): number {
  return credited >= wanted ? Math.min(wanted, reserved + shipped) : wanted;
}

/** What of a line is neither reserved nor gone; what is packed is reserved until it leaves. */
export function missingOf({ wanted, shipped, reserved }: Pick<LineProgress, 'wanted' | 'shipped' | 'reserved'>): number {
  return Math.max(0, wanted - shipped - reserved);
}

/** What an order still costs: a channel that gives money back asks that much less, with a credit note or before it. */
export function chargedMinor({ totalMinor, creditedMinor, uncreditedMinor }: Charges): number {
  return totalMinor - creditedMinor - uncreditedMinor;
}

export type Charges = Pick<Order, 'totalMinor' | 'creditedMinor' | 'uncreditedMinor'>;

/** What is still to be paid (positive) or given back (negative). */
export function owedMinor(
  order: Pick<Order, 'state' | 'totalMinor' | 'creditedMinor' | 'uncreditedMinor' | 'paidMinor' | 'refundedMinor'>,
): number {
  const charged = order.state === 'cancelled' ? 0 : chargedMinor(order);
  return charged - (order.paidMinor - order.refundedMinor);
}
