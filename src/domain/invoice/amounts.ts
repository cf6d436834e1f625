// Amounts of partial documents: always round(cumulative) − what was documented before, so that parts sum to the whole.
import { groupBy } from '../group.ts';
import { allocate } from '../money.ts';
import type { TaxSummary, TaxTreatment } from '../tax.ts';
import type { DocumentTotals, LineAmounts } from './document.ts';

/** A line of an earlier document. */
export interface DocumentedLine {
  readonly id: number;
  readonly invoiceId: number;
  readonly orderId: number;
  readonly kind: LineAmounts['kind'];
  readonly orderLineId: number | null;
  readonly originalLineId: number | null;
  readonly depositLineId: number | null;
  readonly shipmentId: number | null;
  readonly position: number;
  readonly quantity: number;
  readonly discountMinor: number;
  readonly tax: TaxTreatment;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly taxRoundingMinor: number;
}

/** An amount in price terms: what the document's prices count, with or without tax. */
export function amountIn({ pricesIncludeTax }: { pricesIncludeTax: boolean }, line: { netMinor: number; taxMinor: number }): number {
  return pricesIncludeTax ? line.netMinor + line.taxMinor : line.netMinor;
}

export function taxKey({ category, ratePpm }: TaxTreatment): string {
  return `${category}/${ratePpm}`;
}

/** Sums of earlier lines. */
export function sumOf(lines: readonly DocumentedLine[]): { quantity: number; discountMinor: number; netMinor: number; taxMinor: number } {
  const sum = { quantity: 0, discountMinor: 0, netMinor: 0, taxMinor: 0 };
  for (const line of lines) {
    sum.quantity += line.quantity;
    sum.discountMinor += line.discountMinor;
    sum.netMinor += line.netMinor;
    sum.taxMinor += line.taxMinor;
  }
  return sum;
}

/** A line whose tax is still to be found. */
export type UntaxedLine = Omit<LineAmounts, 'netMinor' | 'taxMinor'>;

/** Gives each line its part of the tax of its rate. `taxOfGroup` is told the lines of one rate, by their place. */
export function withTax(
  lines: readonly UntaxedLine[],
  pricesIncludeTax: boolean,
  taxOfGroup: (tax: TaxTreatment, members: readonly number[]) => readonly number[],
): LineAmounts[] {
  const groups = groupBy(lines.keys(), (index) => taxKey((lines[index] as UntaxedLine).tax));
  const taxes = new Array<number>(lines.length).fill(0);
  for (const members of groups.values()) {
    const parts = taxOfGroup((lines[members[0] as number] as UntaxedLine).tax, members);
    for (const [at, index] of members.entries()) taxes[index] = parts[at] as number;
  }
  return lines.map((line, index) => {
    const taxMinor = taxes[index] as number;
    return { ...line, netMinor: pricesIncludeTax ? line.amountMinor - taxMinor : line.amountMinor, taxMinor };
  });
}

/** One tax amount over the lines it belongs to; by their amounts, and exactly. */
export function shareTax(taxMinor: number, amounts: readonly number[]): number[] {
  const weights = amounts.map(Math.abs);
  return allocate(taxMinor, weights);
}

/** The per-rate summary and the totals; rates from high to low. */
export function totalsOf(lines: readonly LineAmounts[]): DocumentTotals {
  const taxes = new Map<string, TaxSummary>();
  for (const { tax, netMinor, taxMinor } of lines) {
    const known = taxes.get(taxKey(tax));
    taxes.set(taxKey(tax), {
      ...tax,
      netMinor: (known?.netMinor ?? 0) + netMinor,
      taxMinor: (known?.taxMinor ?? 0) + taxMinor,
    });
  }
  const sorted = [...taxes.values()].sort((a, b) => b.ratePpm - a.ratePpm || a.category.localeCompare(b.category, 'en'));
  const netMinor = sorted.reduce((sum, tax) => sum + tax.netMinor, 0);
  const taxMinor = sorted.reduce((sum, tax) => sum + tax.taxMinor, 0);
  return { taxes: sorted, netMinor, taxMinor, totalMinor: netMinor + taxMinor };
}
