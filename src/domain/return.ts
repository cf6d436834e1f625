// Returns: what may come back, what it had cost, and how much of that is paid back. Three quantities: asked, received, resellable.
import { OmsError } from './error.ts';
import type { DocumentedLine } from './invoice/amounts.ts';
import { planCredit } from './invoice/credit.ts';
import type { LineAmounts } from './invoice/document.ts';
import { type InvoicedOrder, type InvoicedOrderLine, planInvoice } from './invoice/plan.ts';
import type { LineProgress, Order, OrderLine } from './order/order.ts';

export const returnStates = ['asked', 'received', 'cancelled'] as const;
export type ReturnState = (typeof returnStates)[number];

export const conditions = ['resellable', 'damaged'] as const;
export type Condition = (typeof conditions)[number];

/** So many of a SKU, in this condition. */
export interface ReturnWish {
  readonly sku: string;
  readonly quantity: number;
  readonly condition: Condition;
}

/** A line of which at most `most` may come back. */
export interface ReturnableLine {
  readonly orderLineId: number;
  readonly sku: string;
  readonly most: number;
}

/** Goods that came back, or are asked to; `resellable` of them go back on the shelf. */
export interface ReturnedGoods {
  readonly orderLineId: number;
  readonly quantity: number;
  readonly resellable: number;
}

/** What goods come back of: an order, or a return that was asked for; named in refusals. */
export interface ReturnSource {
  readonly id: string;
  readonly order: string;
}

/**
 * What comes back, by line. `'all'` is everything that may, resellable. Lines of one SKU are filled in their order.
 * Refuses `return-line-unknown`, `return-too-many`, and `return-nothing` where nothing is left to come back.
 */
export function planReturn(of: ReturnSource, lines: readonly ReturnableLine[], wishes: readonly ReturnWish[] | 'all'): ReturnedGoods[] {
  if (wishes === 'all') {
    const all = lines.filter(({ most }) => most > 0).map(({ orderLineId, most }) => ({ orderLineId, quantity: most, resellable: most }));
    if (all.length === 0) throw new OmsError('return-nothing', { ...of });
    return all;
  }
  const quantities = lines.map(() => ({ quantity: 0, resellable: 0 }));
  for (const { sku, quantity, condition } of wishes) {
    const own = lines.flatMap((line, index) => (isSku(line, sku) ? [index] : []));
    if (own.length === 0) throw new OmsError('return-line-unknown', { ...of, sku, known: [...new Set(lines.map((line) => line.sku))] });
    let missing = quantity;
    for (const index of own) {
      const taken = quantities[index] as { quantity: number; resellable: number };
      const more = Math.min(missing, (lines[index] as ReturnableLine).most - taken.quantity);
      taken.quantity += more;
      if (condition === 'resellable') taken.resellable += more;
      missing -= more;
    }
    if (missing > 0) throw tooMany(of, sku, own, lines, wishes);
  }
  return lines.flatMap(({ orderLineId }, index) => {
    const taken = quantities[index] as { quantity: number; resellable: number };
    return taken.quantity > 0 ? [{ orderLineId, ...taken }] : [];
  });
}

function isSku(line: ReturnableLine, sku: string): boolean {
  return line.sku.toLowerCase() === sku.trim().toLowerCase();
}

function tooMany(
  of: ReturnSource,
  sku: string,
  own: readonly number[],
  lines: readonly ReturnableLine[],
  wishes: readonly ReturnWish[],
): OmsError {
  const most = own.reduce((sum, index) => sum + (lines[index] as ReturnableLine).most, 0);
  const first = lines[own[0] as number] as ReturnableLine;
  const quantity = wishes.reduce((sum, wish) => sum + (isSku(first, wish.sku) ? wish.quantity : 0), 0);
  return new OmsError('return-too-many', { ...of, sku, quantity, most });
}

/** An order's prices, as a return needs them. */
export interface ReturnPrices {
  readonly rules: Pick<Order, 'pricesIncludeTax' | 'rounding' | 'taxBasis'>;
  readonly lines: readonly Pick<OrderLine, 'id' | 'position' | 'quantity' | 'cancelledQuantity' | 'tax' | 'netMinor' | 'taxMinor'>[];
}

/** So many of an order line. */
export type ReturnedQuantity = Pick<ReturnedGoods, 'orderLineId' | 'quantity'>;

/**
 * What these goods had cost, tax and discounts included, freight not. The same sum as a credit note's: round(cumulative)
 * less what `earlier` returns (oldest first) were worth, so that the returns of everything sum to the lines' total.
 */
export function valueOfReturn(
  prices: ReturnPrices,
  earlier: readonly (readonly ReturnedQuantity[])[],
  goods: readonly ReturnedQuantity[],
): number {
  const invoiced = prices.lines.map((line) =>
    documented({ ...line, quantity: line.quantity - line.cancelledQuantity, orderLineId: line.id, originalLineId: null }),
  );
  const credited: DocumentedLine[] = [];
  let valueMinor = 0;
  for (const wishes of [...earlier, goods]) {
    const note = planCredit({ rules: prices.rules, invoiced, credited, wishes, shipping: false });
    valueMinor = note?.totalMinor ?? 0;
    for (const line of note?.lines ?? []) credited.push(documented({ ...line, id: credited.length + 1, position: credited.length + 1 }));
  }
  return valueMinor;
}

function documented(
  line: Pick<DocumentedLine, 'id' | 'position' | 'quantity' | 'orderLineId' | 'originalLineId' | 'tax' | 'netMinor' | 'taxMinor'>,
): DocumentedLine {
  const { id, position, quantity, orderLineId, originalLineId, tax, netMinor, taxMinor } = line;
  const none = {
    invoiceId: 0,
    orderId: 0,
    kind: 'line',
    depositLineId: null,
    shipmentId: null,
    discountMinor: 0,
    taxRoundingMinor: 0,
  } as const;
  return { ...none, id, position, quantity, orderLineId, originalLineId, tax, netMinor, taxMinor };
}

/**
 * Of goods that come back of one line: so many were never invoiced. What was invoiced comes back first, and is credited;
 * for the rest no invoice is needed any more.
 */
export function uninvoicedOf({ quantity }: ReturnedQuantity, line: Pick<LineProgress, 'invoiced' | 'returned' | 'neverInvoiced'>): number {
  const credited = line.returned - line.neverInvoiced;
  return Math.max(0, quantity - Math.max(0, line.invoiced - credited));
}

/** What an invoice would have said of goods that come back before it: with the invoices of the rest it sums to the order. */
export function planUninvoiced(
  order: InvoicedOrder,
  lines: readonly InvoicedOrderLine[],
  named: readonly DocumentedLine[],
  goods: readonly ReturnedQuantity[],
): readonly Pick<LineAmounts, 'orderLineId' | 'netMinor' | 'taxMinor'>[] {
  const most = new Map(goods.map(({ orderLineId, quantity }) => [orderLineId, quantity]));
  return planInvoice({ order, lines, invoiced: named, most, isGoodsOnly: true })?.lines ?? [];
}

/** What a person says of the money: nothing (all that may go back), none, or an amount. */
export type RefundWish = 'default' | 'none' | { readonly amountMinor: number; readonly allowOver: boolean };

export interface RefundBounds {
  readonly currency: string;
  /** What the goods that came back had cost. */
  readonly valueMinor: number;
  /** Paid, not refunded, and more than the order still costs once these goods are taken off it. */
  readonly overMinor: number;
}

/**
 * How much is paid back: at most what the goods had cost, and at most what was paid beyond what the customer keeps.
 * Refuses `amount-negative`, and `refund-too-much` unless a person allows it.
 */
export function planRefund({ currency, valueMinor, overMinor }: RefundBounds, wish: RefundWish): number {
  if (wish === 'none') return 0;
  const most = Math.max(0, Math.min(valueMinor, overMinor));
  if (wish === 'default') return most;
  const money = (amountMinor: number) => ({ amountMinor, currency });
  if (wish.amountMinor < 0) throw new OmsError('amount-negative', { amount: money(wish.amountMinor) });
  if (wish.amountMinor <= most || wish.allowOver) return wish.amountMinor;
  throw new OmsError('refund-too-much', {
    amount: money(wish.amountMinor),
    most: money(most),
    value: money(valueMinor),
    over: money(Math.max(0, overMinor)),
  });
}

/** A return as it is kept. */
export interface GoodsReturn {
  readonly id: number;
  readonly orderId: number;
  readonly state: ReturnState;
  readonly reason: string;
  readonly valueMinor: number;
  readonly refundMinor: number;
  readonly askedOn: string;
  readonly receivedOn: string | null;
}

/** One return in a list; quantities over all its lines. `date` is the day the goods came, or were asked for. */
export interface ReturnSummary {
  readonly id: string;
  readonly date: string;
  readonly order: string;
  readonly number: string;
  readonly channel: string;
  readonly state: ReturnState;
  readonly reason: string;
  readonly asked: number;
  readonly received: number;
  readonly resellable: number;
  readonly valueMinor: number;
  readonly refundMinor: number;
  readonly currency: string;
  readonly exponent: number;
  readonly creditNote: string | null;
}

export interface ReturnLineView {
  readonly line: number;
  readonly sku: string;
  readonly name: string;
  readonly asked: number;
  readonly received: number;
  readonly resellable: number;
  readonly location: string | null;
}

/** Everything about one return. */
export interface ReturnView extends ReturnSummary {
  readonly askedOn: string;
  readonly receivedOn: string | null;
  readonly actor: string;
  readonly lines: readonly ReturnLineView[];
}

export interface ReturnFilter {
  readonly state?: ReturnState;
  readonly from?: string;
  readonly to?: string;
  readonly order?: string;
  readonly sku?: string;
  readonly limit?: number;
}
