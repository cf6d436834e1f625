// Tax rates are dated data: country, region, category, rate, from, to.

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
