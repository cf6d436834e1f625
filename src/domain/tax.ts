// Tax of a document: once per (category, rate) on the document's sum, with one rounding.
// Source: EN 16931 BR-CO-17 and Japan's qualified-invoice rule (one rounding per rate and invoice); the basis 'line'
// serves sellers who must round each line (US item basis, UK retail).
import { allocate, lineAmountMinor, multiplyDivide, proportion, type Rounding } from './money.ts';

/** Rates are parts per million, so that 8.875 % is whole: 88750. */
export const PPM = 1_000_000;

/** Where tax is rounded: once per rate on the document (default), or on each line. */
export const taxBases = ['document', 'line'] as const;
export type TaxBasis = (typeof taxBases)[number];

/** How an amount is taxed; frozen on the line. `category` is UNCL5305 (S, AA, Z, E, AE, K, G, O …). */
export interface TaxTreatment {
  readonly category: string;
  readonly ratePpm: number;
  readonly exemptionReason?: string | null;
}

/** How a document's money is computed; frozen on the document. */
export interface MoneyRules {
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly rounding: Rounding;
  readonly taxBasis: TaxBasis;
}

export interface PricedLine {
  readonly quantity: number;
  readonly unitPriceMicros: number;
  /** Discount on this line in all, not negative. */
  readonly discountMinor: number;
  readonly tax: TaxTreatment;
}

export interface PricedDocument extends MoneyRules {
  readonly lines: readonly PricedLine[];
  /** Discount on the whole order, shared over the lines by their amounts. */
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly shippingTax: TaxTreatment;
}

/** One line's money; `amountMinor` is in the document's price terms (with or without tax), after all discounts. */
export interface LineMoney {
  readonly grossBeforeDiscountMinor: number;
  readonly orderDiscountMinor: number;
  readonly amountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
}

export interface TaxSummary extends TaxTreatment {
  readonly netMinor: number;
  readonly taxMinor: number;
}

export interface DocumentMoney {
  readonly lines: readonly LineMoney[];
  readonly shipping: LineMoney;
  readonly taxes: readonly TaxSummary[];
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

/** Tax on (or inside) an amount, rounded once. */
export function taxOn(amountMinor: number, ratePpm: number, rules: Pick<MoneyRules, 'pricesIncludeTax' | 'rounding'>): number {
  return multiplyDivide(amountMinor, ratePpm, rules.pricesIncludeTax ? PPM + ratePpm : PPM, rules.rounding);
}

/** All money of a document. Amounts are minor units; every sum is exact: lines and freight sum to the totals. */
export function computeDocument(document: PricedDocument): DocumentMoney {
  const before = document.lines.map((line) => lineAmountMinor(line.quantity, line.unitPriceMicros, document.currency, 'half-up'));
  const own = document.lines.map((line, index) => (before[index] as number) - line.discountMinor);
  const shares = allocate(
    document.discountMinor,
    own.map((amount) => Math.max(0, amount)),
  );
  const taxed = own.map((amount, index) => ({
    amount: amount - (shares[index] as number),
    tax: (document.lines[index] as PricedLine).tax,
  }));
  taxed.push({ amount: document.shippingMinor, tax: document.shippingTax });

  const taxes: TaxSummary[] = [];
  const taxMinor = new Array<number>(taxed.length).fill(0);
  for (const group of groupByTax(taxed)) {
    const amounts = group.members.map((index) => (taxed[index] as { amount: number }).amount);
    const parts = taxOfGroup(amounts, group.tax.ratePpm, document);
    for (const [at, index] of group.members.entries()) taxMinor[index] = parts[at] as number;
    const sum = amounts.reduce((a, b) => a + b, 0);
    const tax = parts.reduce((a, b) => a + b, 0);
    if (sum !== 0 || group.ofGoods) taxes.push({ ...group.tax, netMinor: document.pricesIncludeTax ? sum - tax : sum, taxMinor: tax });
  }

  const money = taxed.map(({ amount }, index): LineMoney => {
    const tax = taxMinor[index] as number;
    const gross = index < before.length ? (before[index] as number) : amount;
    return {
      grossBeforeDiscountMinor: gross,
      orderDiscountMinor: shares[index] ?? 0,
      amountMinor: amount,
      netMinor: document.pricesIncludeTax ? amount - tax : amount,
      taxMinor: tax,
    };
  });
  const netMinor = money.reduce((sum, line) => sum + line.netMinor, 0);
  const totalTax = money.reduce((sum, line) => sum + line.taxMinor, 0);
  return {
    lines: money.slice(0, -1),
    shipping: money.at(-1) as LineMoney,
    taxes,
    netMinor,
    taxMinor: totalTax,
    totalMinor: netMinor + totalTax,
  };
}

interface TaxGroup {
  readonly tax: TaxTreatment;
  readonly members: number[];
  ofGoods: boolean;
}

function groupByTax(taxed: readonly { tax: TaxTreatment }[]): TaxGroup[] {
  const groups = new Map<string, TaxGroup>();
  for (const [index, { tax }] of taxed.entries()) {
    const key = `${tax.category}/${tax.ratePpm}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { tax, members: [], ofGoods: false }));
    group.members.push(index);
    if (index < taxed.length - 1) group.ofGoods = true;
  }
  return [...groups.values()].sort((a, b) => b.tax.ratePpm - a.tax.ratePpm || a.tax.category.localeCompare(b.tax.category, 'en'));
}

/** The tax of each member; on the document basis one rounding, shared out so that it sums exactly. */
function taxOfGroup(amounts: readonly number[], ratePpm: number, rules: MoneyRules): number[] {
  if (rules.taxBasis === 'line') return amounts.map((amount) => taxOn(amount, ratePpm, rules));
  const tax = taxOn(
    amounts.reduce((a, b) => a + b, 0),
    ratePpm,
    rules,
  );
  return amounts.some((amount) => amount < 0) ? shareSigned(tax, amounts) : allocate(tax, amounts);
}

/** With negative amounts among them largest remainder has no meaning: each rounds its cumulative share. */
function shareSigned(total: number, amounts: readonly number[]): number[] {
  const sum = amounts.reduce((a, b) => a + b, 0);
  let running = 0;
  let given = 0;
  return amounts.map((amount, index) => {
    running += amount;
    const upTo = index === amounts.length - 1 || sum === 0 ? total : proportion(total, running, sum);
    const part = upTo - given;
    given = upTo;
    return part;
  });
}
