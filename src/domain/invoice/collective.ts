// One invoice for many orders: what each would say by itself, with the tax of each rate rounded once for all of them.
import { taxOn } from '../tax.ts';
import { taxKey, totalsOf } from './amounts.ts';
import type { LineAmounts } from './document.ts';
import type { InvoicedOrder, PlannedInvoice } from './plan.ts';

/** What one order brings. */
export interface CollectedOrder {
  readonly orderId: number;
  readonly planned: PlannedInvoice;
}

export type CollectedLine = LineAmounts & { readonly orderId: number };

export interface CollectivePlan extends PlannedInvoice {
  readonly lines: readonly CollectedLine[];
}

/**
 * The lines of all orders, in their order. Where tax is rounded on the document, it is rounded once per rate (Japan's
 * 適格請求書 wants exactly this); what that adds to the sum of the orders goes to the lines that come to most, a unit each.
 * Deposits that are taken off keep the tax they were asked for with.
 */
export function planCollective(rules: InvoicedOrder, orders: readonly CollectedOrder[]): CollectivePlan {
  const lines = orders.flatMap(({ orderId, planned }) => planned.lines.map((line): CollectedLine => ({ ...line, orderId })));
  const rounded = rules.taxBasis === 'line' ? lines : roundedOnce(rules, lines);
  return { ...totalsOf(rounded), lines: rounded };
}

function roundedOnce(rules: InvoicedOrder, lines: readonly CollectedLine[]): CollectedLine[] {
  const added = new Map<number, number>();
  const goods = [...lines.keys()].filter((index) => lines[index]?.kind !== 'deposit');
  const keyOf = (index: number) => taxKey((lines[index] as CollectedLine).tax);
  for (const key of new Set(goods.map(keyOf))) {
    const members = goods.filter((index) => keyOf(index) === key);
    const own = members.map((index) => lines[index] as CollectedLine);
    const amountMinor = own.reduce((sum, line) => sum + line.amountMinor, 0);
    const taxMinor = taxOn(amountMinor, own[0]?.tax.ratePpm ?? 0, rules);
    const difference = taxMinor - own.reduce((sum, line) => sum + line.taxMinor, 0);
    const largest = members.toSorted((a, b) => (lines[b] as CollectedLine).amountMinor - (lines[a] as CollectedLine).amountMinor || a - b);
    for (let unit = 0; unit < Math.abs(difference); unit += 1) {
      const index = largest[unit % largest.length] as number;
      added.set(index, (added.get(index) ?? 0) + Math.sign(difference));
    }
  }
  return lines.map((line, index) => withRounding(rules, line, added.get(index) ?? 0));
}

function withRounding({ pricesIncludeTax }: InvoicedOrder, line: CollectedLine, taxRoundingMinor: number): CollectedLine {
  if (taxRoundingMinor === 0) return line;
  const netMinor = pricesIncludeTax ? line.netMinor - taxRoundingMinor : line.netMinor;
  return { ...line, netMinor, taxMinor: line.taxMinor + taxRoundingMinor, taxRoundingMinor };
}
