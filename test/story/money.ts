// What an order should cost, reckoned again: a sum for each tax rate, one rounding for each.
import { type Line, type Order, type Quantity, type Shop, setting, sum, type Worth, wanted } from './model.ts';

/** British rates, in parts per million. */
export const taxRates = { standard: 200_000, reduced: 50_000, zero: 0 } as const;
export type TaxCategory = keyof typeof taxRates;

const WHOLE = 1_000_000;
const MICROS_PER_PENNY = 10_000;

export interface OrderMoney {
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

/** Halves away from zero; neither number is negative. */
export function divide(numerator: number, denominator: number): number {
  return Number((BigInt(numerator) * 2n + BigInt(denominator)) / (BigInt(denominator) * 2n));
}

/** By largest remainder, ties to the earlier: nothing is lost. */
export function shares(total: number, weights: readonly number[]): number[] {
  const all = sum(weights);
  if (all === 0) return weights.map((_, index) => (index === 0 ? total : 0));
  const parts = weights.map((weight) => Math.floor((total * weight) / all));
  const byRest = weights
    .map((weight, index) => ({ index, rest: (total * weight) % all }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of byRest.slice(0, total - sum(parts))) parts[index] = (parts[index] as number) + 1;
  return parts;
}

export function moneyOf(order: Order): OrderMoney {
  const amounts = amountsOf(order);
  const byRate = new Map<number, number>([[taxRates.standard, order.shippingMinor]]);
  for (const [index, { taxPpm }] of order.lines.entries()) {
    byRate.set(taxPpm, (byRate.get(taxPpm) ?? 0) + (amounts[index] as number));
  }
  const amount = sum([...byRate.values()]);
  const taxMinor = sum([...byRate].map(([ppm, part]) => divide(part * ppm, WHOLE + (order.pricesIncludeTax ? ppm : 0))));
  const netMinor = order.pricesIncludeTax ? amount - taxMinor : amount;
  return { netMinor, taxMinor, totalMinor: netMinor + taxMinor };
}

/** Each line's amount in the order's price terms, before what the whole order has off. */
export function goodsOf({ lines }: Order): number[] {
  return lines.map((line) => divide(wanted(line) * line.priceMicros, MICROS_PER_PENNY) - line.discountMinor);
}

/** What each line has of the discount on the whole order. */
export function orderDiscounts(order: Order): number[] {
  return shares(
    order.discountMinor,
    goodsOf(order).map((amount) => Math.max(0, amount)),
  );
}

/** Each line's amount in the order's price terms, after all discounts. */
function amountsOf(order: Order): number[] {
  const discounts = orderDiscounts(order);
  return goodsOf(order).map((amount, index) => amount - (discounts[index] as number));
}

/** What goods of an order had cost, give or take a rounding of net and of tax for each line. */
export function worthOf(order: Order, goods: readonly Quantity[]): Worth {
  const amounts = amountsOf(order);
  const worth = goods.map(({ line, quantity }) => {
    const own = order.lines[line] as Line;
    const tax = order.pricesIncludeTax ? 1 : 1 + own.taxPpm / WHOLE;
    return ((amounts[line] as number) * tax * quantity) / wanted(own);
  });
  return { minor: sum(worth), tolerance: 2 * order.lines.length };
}

/** A price of the shop's, with tax or without as the order's are. */
export function inTerms(shop: Shop, order: Terms, priceMicros: number, taxPpm: number): number {
  if (isTaxedAlike(shop, order)) return priceMicros;
  return order.pricesIncludeTax ? divide(priceMicros * (WHOLE + taxPpm), WHOLE) : divide(priceMicros * WHOLE, WHOLE + taxPpm);
}

/** Whether a line costs what the shop takes, but for a rounding where only one of the two prices contains tax. */
export function costsAsUsual(shop: Shop, order: Terms, { priceMicros, taxPpm }: Line, usualMicros: number): boolean {
  if (isTaxedAlike(shop, order)) return priceMicros === usualMicros;
  if (taxPpm === 0) return !order.pricesIncludeTax || priceMicros === usualMicros;
  return Math.abs(priceMicros - inTerms(shop, order, usualMicros, taxPpm)) * 2 <= MICROS_PER_PENNY;
}

type Terms = Pick<Order, 'pricesIncludeTax'>;

function isTaxedAlike(shop: Shop, { pricesIncludeTax }: Terms): boolean {
  return pricesIncludeTax === (setting(shop, 'prices-include-tax') === 'true');
}
