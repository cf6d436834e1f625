// Tax of a document: once per (category, rate) on the document's sum, with one rounding.
// Source: EN 16931 BR-CO-17 and Japan's qualified-invoice rule (one rounding per rate and invoice); the basis 'line'
// serves sellers who must round each line (US item basis, UK retail).
import { allocate, microsPerMinor, multiplyDivide, proportion, type Rounding } from './money.ts';

/** Rates are parts per million, so that 8.875 % is whole: 88750. */
export const PPM = 1_000_000;

/** Where tax is rounded: once per rate on the document (default), or on each line. */
export const taxBases = ['document', 'line'] as const;
export type TaxBasis = (typeof taxBases)[number];

/** A price in micros with tax as one without (`wantsTax` false), or the other way round; rounded half up. */
export function priceInTerms(priceMicros: number, { wantsTax, ratePpm }: { readonly wantsTax: boolean; readonly ratePpm: number }): number {
  return wantsTax ? multiplyDivide(priceMicros, PPM + ratePpm, PPM) : multiplyDivide(priceMicros, PPM, PPM + ratePpm);
}

/** What UNCL5305 has for how something is taxed, as far as EN 16931 uses it. */
export const taxCodes: readonly string[] = ['S', 'AA', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M'];

/** How an amount is taxed; frozen on the line. `category` is UNCL5305 (S, AA, Z, E, AE, K, G, O …). */
export interface TaxTreatment {
  readonly category: string;
  readonly ratePpm: number;
}

/** In the place of a code: the one that the shop has for the rate. */
export const BY_RATE = '';

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
  const { lines, pricesIncludeTax } = document;
  const gross = grossAmounts(document);
  const shares = orderDiscountShares(document, gross);
  // the lines after all discounts, and freight behind them
  const amounts = gross.map((amount, index) => amount - (lines[index] as PricedLine).discountMinor - (shares?.[index] ?? 0));
  amounts.push(document.shippingMinor);
  const { taxMinor, taxes } = taxAmounts(document, amounts);
  const money: LineMoney[] = [];
  let netSum = 0;
  let taxSum = 0;
  for (let index = 0; index < amounts.length; index += 1) {
    const amountMinor = amounts[index] as number;
    const tax = taxMinor[index] as number;
    const netMinor = pricesIncludeTax ? amountMinor - tax : amountMinor;
    netSum += netMinor;
    taxSum += tax;
    money.push({
      grossBeforeDiscountMinor: gross[index] ?? amountMinor,
      orderDiscountMinor: shares?.[index] ?? 0,
      amountMinor,
      netMinor,
      taxMinor: tax,
    });
  }
  const shipping = money.pop() as LineMoney;
  return { lines: money, shipping, taxes, netMinor: netSum, taxMinor: taxSum, totalMinor: netSum + taxSum };
}

function grossAmounts({ lines, currency }: PricedDocument): number[] {
  const scale = microsPerMinor(currency);
  return lines.map(({ quantity, unitPriceMicros }) => multiplyDivide(quantity, unitPriceMicros, scale));
}

/** What of the discount on the whole order falls on each line; undefined where there is none. */
function orderDiscountShares({ discountMinor, lines }: PricedDocument, gross: readonly number[]): number[] | undefined {
  if (discountMinor === 0) return undefined;
  return allocate(
    discountMinor,
    gross.map((amount, index) => Math.max(0, amount - (lines[index] as PricedLine).discountMinor)),
  );
}

/** The tax of every amount, and the sums per rate. */
function taxAmounts(document: PricedDocument, amounts: readonly number[]): { taxMinor: readonly number[]; taxes: TaxSummary[] } {
  const { lines, shippingTax } = document;
  // most documents know one treatment only
  if (lines.length > 0 && lines.every(({ tax }) => tax === shippingTax)) return taxAllAlike(document, amounts);
  const groups = groupByTax(document);
  const taxes: TaxSummary[] = [];
  const taxMinor: number[] = new Array(amounts.length);
  for (const { tax, members, ofGoods } of groups) {
    const own = members.map((index) => amounts[index] as number);
    const parts = taxOfGroup(own, tax.ratePpm, document);
    let sum = 0;
    let taxSum = 0;
    for (const [at, index] of members.entries()) {
      sum += own[at] as number;
      taxSum += parts[at] as number;
      taxMinor[index] = parts[at] as number;
    }
    if (sum !== 0 || ofGoods) taxes.push(summaryOf(tax, sum, taxSum, document));
  }
  return { taxMinor, taxes };
}

function taxAllAlike(document: PricedDocument, amounts: readonly number[]): { taxMinor: readonly number[]; taxes: TaxSummary[] } {
  const taxMinor = taxOfGroup(amounts, document.shippingTax.ratePpm, document);
  const sum = total(amounts);
  const taxSum = total(taxMinor);
  return { taxMinor, taxes: [summaryOf(document.shippingTax, sum, taxSum, document)] };
}

/** Field by field: spreading with more behind it costs a hundred times as much, once for every document of an import. */
function summaryOf({ category, ratePpm }: TaxTreatment, sumMinor: number, taxMinor: number, { pricesIncludeTax }: MoneyRules): TaxSummary {
  return { category, ratePpm, netMinor: pricesIncludeTax ? sumMinor - taxMinor : sumMinor, taxMinor };
}

function total(amounts: readonly number[]): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}

interface TaxGroup {
  readonly tax: TaxTreatment;
  /** Indexes of lines; freight is behind the last. */
  readonly members: number[];
  readonly ofGoods: boolean;
}

/** The highest rate first. A document has few rates, so each is looked for rather than kept under a key. */
function groupByTax({ lines, shippingTax }: PricedDocument): TaxGroup[] {
  const groups: TaxGroup[] = [];
  const groupOf = ({ category, ratePpm }: TaxTreatment) => groups.find(({ tax }) => tax.ratePpm === ratePpm && tax.category === category);
  for (const [index, { tax }] of lines.entries()) {
    const group = groupOf(tax);
    if (group) group.members.push(index);
    else groups.push({ tax, members: [index], ofGoods: true });
  }
  const group = groupOf(shippingTax);
  if (group) group.members.push(lines.length);
  else groups.push({ tax: shippingTax, members: [lines.length], ofGoods: false });
  return groups.sort((a, b) => b.tax.ratePpm - a.tax.ratePpm || a.tax.category.localeCompare(b.tax.category, 'en'));
}

/** The tax of each member; on the document basis one rounding, shared out so that it sums exactly. */
function taxOfGroup(amounts: readonly number[], ratePpm: number, rules: MoneyRules): number[] {
  if (rules.taxBasis === 'line') return amounts.map((amount) => taxOn(amount, ratePpm, rules));
  const tax = taxOn(total(amounts), ratePpm, rules);
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
