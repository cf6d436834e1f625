// Tax rates in the database.

import { taxCategories } from '../domain/product.ts';
import type { Settings } from '../domain/settings.ts';
import type { TaxTreatment } from '../domain/tax.ts';
import type { TaxRate } from '../domain/tax-rate.ts';
import type { Handle } from './database.ts';

/** Writes rates, each in the place of the one of its category that began on the same day. */
export async function putTaxRates(db: Handle, rates: readonly TaxRate[]): Promise<void> {
  for (const rate of rates) {
    const key = { country: rate.country, region: rate.region ?? '', category: rate.category, valid_from: rate.from };
    const said = { code: rate.code, rate_ppm: rate.ratePpm, surcharge_ppm: rate.surchargePpm ?? 0, valid_to: rate.to ?? null };
    await db
      .insertInto('tax_rate')
      .values({ ...key, ...said })
      .onConflict((conflict) => conflict.columns(['country', 'region', 'category', 'valid_from']).doUpdateSet(said))
      .execute();
  }
}

/** All rates of a country, by category and day. */
export async function listTaxRates(db: Handle, country: string): Promise<TaxRate[]> {
  const rows = await db
    .selectFrom('tax_rate')
    .selectAll()
    .where('country', '=', country)
    .where('region', '=', '')
    .orderBy('category')
    .orderBy('valid_from')
    .execute();
  return rows.map((row) => ({
    country: row.country,
    category: row.category,
    code: row.code,
    ratePpm: row.rate_ppm,
    surchargePpm: row.surcharge_ppm,
    from: row.valid_from,
    to: row.valid_to,
  }));
}

/** The treatments in force in the shop's country on a date, by category. A small trader charges nothing, whatever the category. */
export async function treatmentsOn(
  db: Handle,
  { country, 'small-trader': smallTrader }: Pick<Settings, 'country' | 'small-trader'>,
  date: string,
): Promise<Map<string, TaxTreatment>> {
  if (smallTrader === 'true') return new Map(taxCategories.map((category) => [category, { category: 'E', ratePpm: 0 }]));
  const rows = await db
    .selectFrom('tax_rate')
    .select(['category', 'code', 'rate_ppm'])
    .where('country', '=', country)
    .where('region', '=', '')
    .where('valid_from', '<=', date)
    .where(({ or, eb }) => or([eb('valid_to', 'is', null), eb('valid_to', '>=', date)]))
    .orderBy('valid_from')
    .execute();
  return new Map(rows.map((row) => [row.category, { category: row.code, ratePpm: row.rate_ppm }]));
}
