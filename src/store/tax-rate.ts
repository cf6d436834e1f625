// Tax rates in the database.

import { taxCategories } from '../domain/product.ts';
import type { Settings } from '../domain/settings.ts';
import type { TaxTreatment } from '../domain/tax.ts';
import type { TaxRate } from '../domain/tax-rate.ts';
import type { Handle } from './database.ts';

export async function insertTaxRates(db: Handle, rates: readonly TaxRate[]): Promise<void> {
  for (const rate of rates) {
    await db
      .insertInto('tax_rate')
      .values({
        country: rate.country,
        region: rate.region ?? '',
        category: rate.category,
        code: rate.code,
        rate_ppm: rate.ratePpm,
        surcharge_ppm: rate.surchargePpm ?? 0,
        valid_from: rate.from,
        valid_to: rate.to ?? null,
      })
      .execute();
  }
}

/** All rates of a country, by category and day; `category`: of this one only. */
export async function listTaxRates(db: Handle, country: string, category?: string): Promise<TaxRate[]> {
  let query = db.selectFrom('tax_rate').selectAll().where('country', '=', country).where('region', '=', '');
  if (category !== undefined) query = query.where('category', '=', category);
  const rows = await query.orderBy('category').orderBy('valid_from').execute();
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

/** Writes a rate, in the place of one that began on the same day. */
export async function putTaxRate(db: Handle, rate: TaxRate): Promise<void> {
  await db
    .deleteFrom('tax_rate')
    .where('country', '=', rate.country)
    .where('region', '=', '')
    .where('category', '=', rate.category)
    .where('valid_from', '=', rate.from)
    .execute();
  await insertTaxRates(db, [rate]);
}

/** Ends the rate that began on `from`. */
export async function endTaxRate(db: Handle, { country, category, from }: TaxRate, to: string): Promise<void> {
  await db
    .updateTable('tax_rate')
    .set({ valid_to: to })
    .where('country', '=', country)
    .where('region', '=', '')
    .where('category', '=', category)
    .where('valid_from', '=', from)
    .execute();
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
