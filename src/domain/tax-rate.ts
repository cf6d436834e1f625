// Tax rates are dated data: country, region, category, rate, from, to.
import { OmsError } from './error.ts';
import { taxCategories } from './product.ts';
import { addDays } from './time.ts';

export interface TaxRate {
  readonly country: string;
  readonly region?: string;
  readonly category: string;
  /** UNCL5305: S, AA, Z, E … */
  readonly code: string;
  readonly ratePpm: number;
  readonly surchargePpm?: number;
  readonly from: string;
  readonly to?: string | null;
}

/** A rate of the shop's country for the outside. */
export interface TaxRateView {
  readonly category: string;
  readonly code: string;
  /** Per cent: "8.875". */
  readonly rate: string;
  readonly from: string;
  /** The last day; null: until another begins. */
  readonly to: string | null;
}

/** A rate that is to hold from a day on. */
export interface WantedRate {
  readonly category: string;
  readonly ratePpm: number;
  /** Left out: as the rate before it, else by the rate. */
  readonly code?: string | undefined;
  readonly from: string;
}

const codesOfRates = { some: ['S', 'AA', 'L', 'M'], none: ['Z', 'E', 'O', 'L', 'M'] } as const;

/** Refuses `flag-value`: a category that products do not have. */
export function checkTaxCategory(category: string): string {
  const known = taxCategories.find((one) => one === category.trim().toLowerCase());
  if (!known) throw new OmsError('flag-value', { flag: 'tax category', value: category, allowed: taxCategories });
  return known;
}

/** Whether a rate holds on a day. */
export function isInForce({ from, to }: Pick<TaxRate, 'from' | 'to'>, on: string): boolean {
  return from <= on && (to == null || to >= on);
}

/**
 * What changes when a rate begins, given the rates of its country: the one before it ends the day before (`cut`), it itself
 * lasts until the next that is known. Null: it is so already. Refuses `flag-value`: a code (UNCL5305) of another rate.
 */
export function beginRate<Known extends Omit<TaxRate, 'country'>>(
  rates: readonly Known[],
  wanted: WantedRate,
): { readonly code: string; readonly to: string | null; readonly cut: Known | null } | null {
  const { category, from, ratePpm } = wanted;
  const known = rates.filter((rate) => rate.category === category);
  const inForce = known.find((rate) => isInForce(rate, from));
  const code = codeOf(wanted, inForce);
  if (inForce?.ratePpm === ratePpm && inForce.code === code) return null;
  const next = known
    .map((rate) => rate.from)
    .filter((day) => day > from)
    .sort()[0];
  const isCut = inForce !== undefined && inForce.from < from;
  return { code, to: next === undefined ? null : addDays(next, -1), cut: isCut ? { ...inForce, to: addDays(from, -1) } : null };
}

function codeOf({ category, ratePpm, code }: WantedRate, before: Pick<TaxRate, 'ratePpm' | 'code'> | undefined): string {
  const allowed: readonly string[] = ratePpm === 0 ? codesOfRates.none : codesOfRates.some;
  const said = code?.trim().toUpperCase();
  if (said !== undefined && !allowed.includes(said)) throw new OmsError('flag-value', { flag: '--code', value: code ?? '', allowed });
  if (said !== undefined) return said;
  if (before && allowed.includes(before.code)) return before.code;
  return ratePpm > 0 ? 'S' : category === 'exempt' ? 'E' : 'Z';
}
