// Tax that a channel names of each line and of the freight apart: each rate comes from its own tax over its own amount.
// Amounts are rounded, so several rates give one tax: what the shop knows, what is round and what others have is likelier.
import { allocate, lineAmountMinor, multiplyDivide } from '../money.ts';
import type { OrderDraft } from '../order/order.ts';
import { PPM } from '../tax.ts';

/** An amount with the tax that its channel names of it. */
export interface TaxedAmount {
  readonly taxMinor: number;
  /** Of what it may have been taken: of what is left after all discounts, or of what it was before them. */
  readonly amountsMinor: readonly number[];
}

/** Of each line, and of the freight; null: nothing is named. Lines that are named together are one. */
export interface ToldTaxes {
  readonly lines: readonly (TaxedAmount | null)[];
  readonly freight: TaxedAmount | null;
}

/** What a file names: the tax of each line, of the freight, and of all. */
export interface NamedTaxes {
  readonly lines: readonly (number | null)[];
  readonly taxable: readonly boolean[];
  readonly freightMinor: number | null;
  readonly allMinor: number | null;
  /** What the freight was before anything was taken off it. */
  readonly grossFreightMinor: number;
}

/** The taxes with what they were taken of; undefined where not all can be told. What is named of one side tells the other. */
export function toldTaxes(draft: OrderDraft, named: NamedTaxes): ToldTaxes | undefined {
  const { freightMinor, allMinor } = named;
  if (draft.lines.some(({ unitPriceMicros }) => unitPriceMicros === null)) return undefined;
  const shippingMinor = draft.shippingMinor ?? 0;
  const isOfLines = named.lines.length > 0 && named.lines.every((tax) => tax !== null);
  if (!isOfLines && (freightMinor === null || allMinor === null || freightMinor > allMinor)) return undefined;
  const lines = isOfLines ? eachLine(draft, named.lines) : linesTogether(draft, named, (allMinor ?? 0) - (freightMinor ?? 0));
  const ofLines = named.lines.reduce<number>((sum, tax) => sum + (tax ?? 0), 0);
  const ofFreight = freightMinor ?? (allMinor === null ? null : allMinor - ofLines);
  if (shippingMinor > 0 && (ofFreight === null || ofFreight < 0)) return undefined;
  return {
    lines,
    freight:
      shippingMinor === 0 ? null : { taxMinor: ofFreight ?? 0, amountsMinor: [...new Set([shippingMinor, named.grossFreightMinor])] },
  };
}

function eachLine(draft: OrderDraft, taxes: readonly (number | null)[]): readonly TaxedAmount[] {
  const amounts = amountsOf(draft);
  return taxes.map((taxMinor, index) => ({ taxMinor: taxMinor ?? 0, amountsMinor: amounts[index] as readonly number[] }));
}

/** All that is taxed as one amount. */
function linesTogether(draft: OrderDraft, { taxable }: NamedTaxes, taxMinor: number): readonly TaxedAmount[] {
  const amounts = amountsOf(draft).filter((_, index) => taxable[index]);
  const sum = (which: number) => amounts.reduce((total, all) => total + (all.at(which) as number), 0);
  const together = { taxMinor, amountsMinor: [...new Set([sum(0), sum(-1)])] };
  return draft.lines.map((_, index) => (taxable[index] ? together : { taxMinor: 0, amountsMinor: [0] }));
}

/** Of each line: after all discounts, after its own, before any. */
function amountsOf({ lines, currency, discountMinor }: OrderDraft): readonly (readonly number[])[] {
  const whole = lines.map((line) => lineAmountMinor(line.quantity, line.unitPriceMicros ?? 0, currency));
  const own = lines.map((line, index) => (whole[index] as number) - (line.discountMinor ?? 0));
  const shares = allocate(
    discountMinor ?? 0,
    own.map((amount) => Math.max(0, amount)),
  );
  return own.map((amount, index) => [...new Set([amount - (shares[index] as number), amount, whole[index] as number])]);
}

/** The same, taken of what is left after all discounts. */
export function afterDiscounts({ lines, freight }: ToldTaxes): ToldTaxes {
  const known = new Map<TaxedAmount, TaxedAmount>();
  const after = (part: TaxedAmount | null) => {
    if (part === null) return null;
    const own = known.get(part) ?? { ...part, amountsMinor: part.amountsMinor.slice(0, 1) };
    known.set(part, own);
    return own;
  };
  return { lines: lines.map(after), freight: after(freight) };
}

/** The rate of each amount. `known`: rates that the shop has, which are likelier than others a cent nearer. */
export function toldRates({ lines, freight }: ToldTaxes, isInside: boolean, known: readonly number[]): ReadonlyMap<TaxedAmount, number> {
  const rates = new Map<TaxedAmount, number>();
  let rest: TaxedAmount[] = [];
  for (const part of new Set([...lines, freight])) {
    if (part === null) continue;
    if (part.taxMinor > 0) rest.push(part);
    else rates.set(part, 0);
  }
  while (rest.length > 0) {
    const largest = rest.reduce((one, other) => (other.taxMinor > one.taxMinor ? other : one));
    const rate = likeliest(largest, rest, isInside, known);
    for (const part of rest.filter((one) => one === largest || distance(one, rate, isInside) <= 1)) rates.set(part, rate);
    rest = rest.filter((part) => !rates.has(part));
  }
  return rates;
}

/** Steps in which rates come, from the roundest on, in parts per million. */
const STEPS = [10_000, 5_000, 2_500, 1_250, 1_000, 500, 250, 100, 50, 10, 1];
const WHOLE = 10_000;

/** A rate that gives the tax of one part, and that of as many others as may be. */
function likeliest(part: TaxedAmount, all: readonly TaxedAmount[], isInside: boolean, known: readonly number[]): number {
  const exact = part.amountsMinor.map((amount) => rateOf(part.taxMinor, amount, isInside)).filter((rate) => rate <= PPM);
  const round = STEPS.flatMap((step) => exact.map((rate) => Math.round(rate / step) * step));
  const candidates = [...new Set([...known, ...round])].filter((rate) => rate > 0 && distance(part, rate, isInside) <= 1);
  const isKnown = new Set(known);
  const weigh = (rate: number): readonly number[] => {
    const distances = all.map((one) => distance(one, rate, isInside));
    const fitting = distances.filter((one) => one <= 1).length;
    const after = all.filter((one) => distance({ ...one, amountsMinor: one.amountsMinor.slice(0, 1) }, rate, isInside) <= 1).length;
    return [fitting, isKnown.has(rate) ? 2 : rate % WHOLE === 0 ? 1 : 0, after, distances.filter((one) => one === 0).length];
  };
  const [first, ...others] = candidates.map((rate) => ({ rate, weight: weigh(rate) }));
  if (!first) return Math.min(PPM, Math.round(exact[0] ?? 0));
  return others.reduce((best, one) => (isMore(one.weight, best.weight) ? one : best), first).rate;
}

function isMore(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at >= 0 && (one[at] as number) > (other[at] as number);
}

function rateOf(taxMinor: number, amountMinor: number, isInside: boolean): number {
  const net = isInside ? amountMinor - taxMinor : amountMinor;
  return net <= 0 ? Number.POSITIVE_INFINITY : (taxMinor / net) * PPM;
}

/** How far the tax at this rate is from the one that is named. */
function distance({ taxMinor, amountsMinor }: TaxedAmount, rate: number, isInside: boolean): number {
  const distances = amountsMinor.map((amount) => Math.abs(multiplyDivide(amount, rate, isInside ? PPM + rate : PPM) - taxMinor));
  return Math.min(...distances);
}
