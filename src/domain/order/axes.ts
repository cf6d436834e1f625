// Where an order stands, derived from its documents: payment, fulfilment, return, invoice, and whether it is completed.
import {
  chargedMinor,
  dueOf,
  type FulfilmentState,
  type InvoiceState,
  type LineProgress,
  type Order,
  type OrderState,
  type PaymentState,
  type ReturnState,
} from './order.ts';

export interface OrderSums {
  /** A place is of limited number and reserved like stock, but nothing of it is sent. */
  readonly lines: readonly (LineProgress & { readonly shippable: boolean; readonly isPlace?: boolean })[];
  readonly paidMinor: number;
  readonly refundedMinor: number;
  /** Of what was given back: by the channel, as its files say. */
  readonly channelRefundedMinor: number;
  readonly creditedMinor: number;
  readonly isFreightInvoiced: boolean;
  /** Something was given back to be invoiced anew. */
  readonly isReissue: boolean;
  /** A deposit was asked for that no invoice has taken off yet. */
  readonly isDepositOpen: boolean;
}

export interface Axes {
  readonly state: OrderState;
  readonly paymentState: PaymentState;
  readonly fulfilmentState: FulfilmentState;
  readonly returnState: ReturnState;
  readonly invoiceState: InvoiceState;
  readonly paidMinor: number;
  readonly refundedMinor: number;
  readonly creditedMinor: number;
  readonly uncreditedMinor: number;
}

/**
 * When an order wants an invoice of the shop's: as soon as it is confirmed, what of it has left, once it is paid, only when
 * somebody asks for one, or never, since the marketplace issues it.
 */
export const invoiceRules = ['always', 'on-shipping', 'on-payment', 'on-request', 'marketplace'] as const;
export type InvoiceRule = (typeof invoiceRules)[number];

/** The axes of an order as its row keeps them: derived, but of history they stay what the channel said. */
export function axesOf(order: Order, sums: OrderSums, rule: InvoiceRule): Axes {
  const derived = deriveAxes(order, sums, rule);
  if (!order.history) return derived;
  const { state, paymentState, fulfilmentState, invoiceState } = order;
  return { ...derived, state, paymentState, fulfilmentState, invoiceState };
}

/** The axes of an order that is not history. */
export function deriveAxes(order: Pick<Order, 'state' | 'totalMinor' | 'shippingMinor'>, sums: OrderSums, rule: InvoiceRule): Axes {
  const { paidMinor, refundedMinor, creditedMinor } = sums;
  const uncreditedMinor = uncreditedOf(order.totalMinor, sums);
  const fulfilmentState = fulfilmentOf(order.state, sums.lines);
  const invoiceState = invoicing(sums, order.shippingMinor > 0);
  const derived: { -readonly [Field in keyof Axes]: Axes[Field] } = {
    state: order.state,
    paymentState: payment(order.state, order.totalMinor - creditedMinor - uncreditedMinor, sums),
    fulfilmentState,
    returnState: returning(sums.lines),
    invoiceState,
    paidMinor,
    refundedMinor,
    creditedMinor,
    uncreditedMinor,
  };
  derived.state = completion(order, derived, rule);
  return derived;
}

/**
 * What a channel gave back and no credit note says yet. Credits that the shop has not paid back itself are taken to be
 * for the channel's refund; what was given back of an overpayment, by the shop or else by the channel, is for no credit.
 */
export function uncreditedOf(
  totalMinor: number,
  sums: Omit<OrderSums, 'lines' | 'isFreightInvoiced' | 'isReissue' | 'isDepositOpen'>,
): number {
  const { paidMinor, refundedMinor, channelRefundedMinor, creditedMinor } = sums;
  const overpaid = Math.max(0, paidMinor - totalMinor);
  const own = refundedMinor - channelRefundedMinor;
  const ownRefunds = Math.max(0, own - overpaid);
  const channelRefunds = Math.max(0, channelRefundedMinor - Math.max(0, overpaid - own));
  return Math.max(0, channelRefunds - Math.max(0, creditedMinor - ownRefunds));
}

function payment(state: OrderState, charged: number, { paidMinor, refundedMinor }: OrderSums): PaymentState {
  if (refundedMinor > 0) return refundedMinor >= paidMinor ? 'refunded' : 'partly-refunded';
  if (paidMinor >= charged && (paidMinor > 0 || (charged <= 0 && state !== 'cancelled'))) return 'paid';
  return paidMinor > 0 ? 'partly-paid' : 'unpaid';
}

/** What became of an order's goods. Places that are not reserved yet hold it back as goods do that are missing. */
function fulfilmentOf(state: OrderState, lines: OrderSums['lines']): FulfilmentState {
  const goods = lines.every(isShippable) ? lines : lines.filter(isShippable);
  const ofGoods = fulfilment(state, goods);
  const isOpen = state === 'confirmed' || state === 'completed';
  const lacksPlaces = isOpen && lines.some((line) => line.isPlace && !line.shippable && line.reserved < dueOf(line));
  if (!lacksPlaces) return ofGoods;
  if (ofGoods === 'reserved') return 'backordered';
  if (ofGoods !== 'shipped' && ofGoods !== 'delivered') return ofGoods;
  return goods.some(({ shipped }) => shipped > 0) ? 'partly-shipped' : 'backordered';
}

function isShippable({ shippable }: OrderSums['lines'][number]): boolean {
  return shippable;
}

function fulfilment(state: OrderState, goods: readonly LineProgress[]): FulfilmentState {
  let [wanted, shipped, delivered, packed, reserved] = [0, 0, 0, 0, 0];
  for (const line of goods) {
    wanted += dueOf(line);
    shipped += line.shipped;
    delivered += line.delivered;
    packed += line.packed;
    reserved += line.reserved;
  }
  if (shipped > 0 && shipped >= wanted) return delivered >= wanted ? 'delivered' : 'shipped';
  if (shipped > 0) return 'partly-shipped';
  if (wanted === 0) return state === 'confirmed' || state === 'completed' ? 'shipped' : 'unreserved';
  if (packed >= wanted) return 'packed';
  if (packed > 0) return 'picking';
  if (reserved >= wanted) return 'reserved';
  return state === 'confirmed' ? 'backordered' : 'unreserved';
}

function returning(lines: readonly LineProgress[]): ReturnState {
  let [wanted, asked, returned] = [0, 0, 0];
  for (const line of lines) {
    wanted += line.wanted;
    asked += line.returnAsked;
    returned += line.returned;
  }
  if (asked > returned) return 'asked';
  if (returned === 0) return 'none';
  return returned >= wanted ? 'returned' : 'partly-returned';
}

/** What came back before it was invoiced needs no invoice any more; its freight does. */
function invoicing({ lines, isFreightInvoiced, isReissue, isDepositOpen }: OrderSums, hasFreight: boolean): InvoiceState {
  const isOpen =
    (hasFreight && !isFreightInvoiced) || lines.some(({ wanted, invoiced, neverInvoiced }) => invoiced + neverInvoiced < wanted);
  const isBegun = isReissue || isDepositOpen || isFreightInvoiced || lines.some(({ invoiced }) => invoiced > 0);
  if (!isBegun && (isOpen || lines.every(({ neverInvoiced }) => neverInvoiced === 0))) return 'none';
  return isOpen ? 'partly-invoiced' : 'invoiced';
}

/** Completed: nothing left to ship, to invoice or credit, or owed either way. It opens again when that ceases to hold. */
function completion(order: Pick<Order, 'state' | 'totalMinor'>, axes: Axes, rule: InvoiceRule): OrderState {
  if (order.state !== 'confirmed' && order.state !== 'completed') return order.state;
  const { creditedMinor, uncreditedMinor } = axes;
  const shipped = axes.fulfilmentState === 'shipped' || axes.fulfilmentState === 'delivered';
  const isUnasked = rule === 'on-request' && axes.invoiceState === 'none';
  const invoiced = axes.invoiceState === 'invoiced' || isUnasked || rule === 'marketplace';
  const credited = uncreditedMinor === 0 || axes.invoiceState === 'none';
  const settled = chargedMinor({ totalMinor: order.totalMinor, creditedMinor, uncreditedMinor }) === axes.paidMinor - axes.refundedMinor;
  return shipped && invoiced && credited && settled && axes.returnState !== 'asked' ? 'completed' : 'confirmed';
}
