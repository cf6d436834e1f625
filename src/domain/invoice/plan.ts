// What an invoice of an order says: quantities not yet invoiced, and their money.
import { lineAmountMinor, microsPerMinor, proportion } from '../money.ts';
import type { Order, OrderLine } from '../order/order.ts';
import { computeDocument, type DocumentMoney, type LineMoney, type MoneyRules, taxOn } from '../tax.ts';
import { amountIn, type DocumentedLine, shareTax, sumOf, taxKey, totalsOf, type UntaxedLine, withTax } from './amounts.ts';
import type { DocumentTotals, LineAmounts } from './document.ts';

export type InvoicedOrder = MoneyRules & Pick<Order, 'discountMinor' | 'shippingMinor' | 'shippingTax'>;
export type InvoicedOrderLine = Pick<OrderLine, 'id' | 'quantity' | 'cancelledQuantity' | 'unitPriceMicros' | 'discountMinor' | 'tax'>;

/** What is to be invoiced of: an order, its lines, what its earlier invoices took, and a limit where a shipment sets one. */
export interface InvoiceRequest {
  readonly order: InvoicedOrder;
  readonly lines: readonly InvoicedOrderLine[];
  /** The lines of every earlier invoice of the order. */
  readonly invoiced: readonly DocumentedLine[];
  /** Most to take of each order line, by its id, and no freight without goods; undefined: all that is left. */
  readonly most?: ReadonlyMap<number, number>;
  /** Freight is left out, and stays for another invoice. */
  readonly isGoodsOnly?: boolean;
}

export interface PlannedInvoice extends DocumentTotals {
  readonly lines: readonly LineAmounts[];
}

/**
 * The invoice of what is not yet invoiced; undefined when that is nothing. No quantity is taken twice. Amounts and the
 * tax of each rate are round(cumulative) − invoiced before: all invoices of an order sum exactly to the order, and each
 * tax amount is its exact value rounded up or down. Freight goes on the first invoice, by itself where no goods are left.
 */
export function planInvoice({ order, lines, most, isGoodsOnly, ...earlier }: InvoiceRequest): PlannedInvoice | undefined {
  const invoiced = earlier.invoiced.filter(({ kind }) => kind !== 'deposit').map((line) => byItself(order, line));
  const money = moneyOfOrder(order, lines);
  const taken = lines.flatMap((line, index) => {
    const before = sumOf(invoiced.filter(({ orderLineId }) => orderLineId === line.id));
    const left = wantedOf(line) - before.quantity;
    const quantity = Math.min(left, most ? (most.get(line.id) ?? 0) : left);
    return quantity > 0 ? [untaxedLine(order, line, money.lines[index] as LineMoney, before, quantity)] : [];
  });
  if (taken.length === 0 && most !== undefined) return undefined;
  const untaxed = isGoodsOnly ? taken : [...taken, ...freight(order, invoiced)];
  if (untaxed.length === 0) return undefined;
  const planned = withTax(untaxed, order.pricesIncludeTax, (tax, members) => {
    const own = members.map((index) => untaxed[index] as UntaxedLine);
    const before = invoiced.filter((line) => taxKey(line.tax) === taxKey(tax));
    return order.taxBasis === 'line' ? taxByLine(order, own, before) : taxByRate(order, own, before);
  });
  return { lines: planned, ...totalsOf(planned) };
}

/** A line as an invoice of its order alone would have said it. */
function byItself({ pricesIncludeTax }: InvoicedOrder, line: DocumentedLine): DocumentedLine {
  const { taxRoundingMinor, netMinor, taxMinor } = line;
  if (taxRoundingMinor === 0) return line;
  return { ...line, netMinor: pricesIncludeTax ? netMinor + taxRoundingMinor : netMinor, taxMinor: taxMinor - taxRoundingMinor };
}

/** The money of a whole order as its invoices will sum to. */
export function moneyOfOrder(order: InvoicedOrder, lines: readonly InvoicedOrderLine[]): DocumentMoney {
  return computeDocument({ ...order, lines: lines.map((line) => ({ ...line, quantity: wantedOf(line) })) });
}

function wantedOf({ quantity, cancelledQuantity }: InvoicedOrderLine): number {
  return quantity - cancelledQuantity;
}

function untaxedLine(
  order: InvoicedOrder,
  line: InvoicedOrderLine,
  money: LineMoney,
  before: { quantity: number; netMinor: number; taxMinor: number },
  quantity: number,
): UntaxedLine {
  const wanted = wantedOf(line);
  const upTo = before.quantity + quantity;
  const part = (minor: number) => proportion(minor, upTo, wanted) - proportion(minor, before.quantity, wanted);
  const amountMinor = amountUpTo(order, line, money, upTo) - amountIn(order, before);
  const discountMinor = part(line.discountMinor + money.orderDiscountMinor);
  const lineDiscountMinor = Math.min(part(line.discountMinor), discountMinor);
  return {
    kind: 'line',
    orderLineId: line.id,
    originalLineId: null,
    quantity,
    tax: line.tax,
    grossMinor: amountMinor + discountMinor,
    lineDiscountMinor,
    orderDiscountMinor: discountMinor - lineDiscountMinor,
    amountMinor,
  };
}

/**
 * What so many of a line come to after all discounts; never less for more of them. A price finer than the currency is
 * rounded with its discount, not beside it: each by itself could put a part below nothing.
 */
function amountUpTo({ currency }: InvoicedOrder, line: InvoicedOrderLine, money: LineMoney, count: number): number {
  const discountMinor = line.discountMinor + money.orderDiscountMinor;
  const isFine = line.unitPriceMicros % microsPerMinor(currency) !== 0;
  if (isFine && discountMinor > 0) return proportion(money.amountMinor, count, wantedOf(line));
  return lineAmountMinor(count, line.unitPriceMicros, currency) - proportion(discountMinor, count, wantedOf(line));
}

function freight(order: InvoicedOrder, invoiced: readonly DocumentedLine[]): UntaxedLine[] {
  const before = sumOf(invoiced.filter(({ kind }) => kind === 'shipping'));
  const amountMinor = order.shippingMinor - amountIn(order, before);
  if (amountMinor === 0) return [];
  return [
    {
      kind: 'shipping',
      orderLineId: null,
      originalLineId: null,
      quantity: 1,
      tax: order.shippingTax,
      grossMinor: amountMinor,
      lineDiscountMinor: 0,
      orderDiscountMinor: 0,
      amountMinor,
    },
  ];
}

/** One rounding for the rate, on all that was and is invoiced at it. */
function taxByRate(order: InvoicedOrder, own: readonly UntaxedLine[], earlier: readonly DocumentedLine[]): number[] {
  const before = sumOf(earlier);
  const amounts = own.map(({ amountMinor }) => amountMinor);
  const upTo = amountIn(order, before) + amounts.reduce((sum, amount) => sum + amount, 0);
  return shareTax(taxOn(upTo, own[0]?.tax.ratePpm ?? 0, order) - before.taxMinor, amounts);
}

/** One rounding for each order line. */
function taxByLine(order: InvoicedOrder, own: readonly UntaxedLine[], earlier: readonly DocumentedLine[]): number[] {
  return own.map(({ kind, orderLineId, amountMinor, tax }) => {
    const before = sumOf(earlier.filter((line) => line.kind === kind && line.orderLineId === orderLineId));
    return taxOn(amountIn(order, before) + amountMinor, tax.ratePpm, order) - before.taxMinor;
  });
}
