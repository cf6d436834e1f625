// Prices with tax in them, worked out from what a channel writes instead: the same prices without tax, each rounded.
// WooCommerce does so: it sums what is not rounded, so that only the prices with tax give its total.
import { lineAmountMinor, microsPerMinor, multiplyDivide, unitPriceOf } from '../money.ts';
import type { LineDraft, OrderDraft } from '../order/order.ts';
import type { SaidTaxes } from '../order/plan.ts';
import { PPM } from '../tax.ts';

/**
 * The draft with tax in its prices, discounts and freight, so that it sums to `totalMinor`; undefined where no prices
 * do that of which the ones in the draft are the rounded net, or where a price is left to the shop.
 */
export function grossedUp(draft: OrderDraft, taxes: SaidTaxes, totalMinor: number): OrderDraft | undefined {
  const { lines, currency, discountMinor, shippingMinor } = draft;
  if (lines.some(({ unitPriceMicros }) => unitPriceMicros === null)) return undefined;
  const goods = lines.map((line, index) => lineChoices(line, taxes.ofLine(index).ratePpm, currency));
  const lineDiscounts = lines.map(({ discountMinor: net }, index) => choices(net ?? 0, taxes.ofLine(index).ratePpm).map(negative));
  const discount = choices(discountMinor ?? 0, meanRate(lines, goods, currency)).map(negative);
  const freight = choices(shippingMinor ?? 0, taxes.shippingTax.ratePpm);
  const chosen = summingTo([...goods, ...lineDiscounts, discount, freight], totalMinor);
  if (!chosen) return undefined;
  const amount = (index: number) => Math.abs(chosen[index] as number);
  return {
    ...draft,
    pricesIncludeTax: true,
    lines: lines.map((line, index) => ({
      ...line,
      unitPriceMicros: line.quantity === 0 ? line.unitPriceMicros : unitPriceOf(amount(index), line.quantity, currency),
      discountMinor: amount(lines.length + index),
    })),
    discountMinor: amount(2 * lines.length),
    shippingMinor: amount(2 * lines.length + 1),
  };
}

/** Amounts with tax that are `netMinor` without it, the nearest first. */
function choices(netMinor: number, ratePpm: number): readonly number[] {
  const nearest = multiplyDivide(netMinor, PPM + ratePpm, PPM);
  return [nearest, nearest - 1, nearest + 1].filter((gross) => multiplyDivide(gross, PPM, PPM + ratePpm) === netMinor);
}

/** Of a line: first what a whole price of one makes, then what only the sum of the line does. */
function lineChoices({ quantity, unitPriceMicros }: LineDraft, ratePpm: number, currency: string): readonly number[] {
  const unitMinor = (unitPriceMicros as number) / microsPerMinor(currency);
  const ofUnits = Number.isInteger(unitMinor) ? choices(unitMinor, ratePpm).map((gross) => gross * quantity) : [];
  const ofLine = choices(lineAmountMinor(quantity, unitPriceMicros as number, currency), ratePpm);
  const isWhole = (gross: number) => gross % quantity === 0;
  return [...new Set([...ofUnits, ...ofLine.filter(isWhole), ...ofLine])];
}

/** What all lines are taxed at together. */
function meanRate(lines: readonly LineDraft[], goods: readonly (readonly number[])[], currency: string): number {
  const net = lines.reduce((sum, line) => sum + lineAmountMinor(line.quantity, line.unitPriceMicros as number, currency), 0);
  const gross = goods.reduce((sum, [first = 0]) => sum + first, 0);
  return net === 0 ? 0 : Math.round(((gross - net) / net) * PPM);
}

function negative(amount: number): number {
  return amount === 0 ? 0 : -amount;
}

interface Chosen {
  readonly amount: number;
  readonly before: Chosen | undefined;
}

/** Beyond this many different sums it is no rounding that is looked for. */
const SUMS_MOST = 5_000;

/** One of the choices for each part, so that they sum to the total; of several ways the one with the earlier choices. */
function summingTo(parts: readonly (readonly number[])[], total: number): readonly number[] | undefined {
  const bound = (of: (...all: number[]) => number) => parts.reduce((sum, all) => sum + of(...all), 0);
  if (parts.some(({ length }) => length === 0) || total < bound(Math.min) || total > bound(Math.max)) return undefined;
  let reached = new Map<number, Chosen | undefined>([[0, undefined]]);
  for (const part of parts) {
    const next = new Map<number, Chosen | undefined>();
    for (const amount of part) for (const [sum, before] of reached) if (!next.has(sum + amount)) next.set(sum + amount, { amount, before });
    if (next.size > SUMS_MOST) return undefined;
    reached = next;
  }
  const found: number[] = [];
  for (let at = reached.get(total); at; at = at.before) found.unshift(at.amount);
  return found.length === parts.length ? found : undefined;
}
