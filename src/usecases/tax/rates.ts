// The tax rates of the shop's country: listed, and set from a day on. What is ordered keeps the rate it was taken with.
import { formatPercent } from '../../domain/percent.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import { beginRate, checkTaxCategory, isInForce, type TaxRateView, type WantedRate } from '../../domain/tax-rate.ts';
import { recordEvent } from '../../store/event.ts';
import { listTaxRates, putTaxRates } from '../../store/tax-rate.ts';
import { read, type Shop, type WriteOptions, write } from '../shop.ts';

/** By category and day; `on`: those in force on this day. */
export async function taxRates(shop: Shop, on?: string): Promise<TaxRateView[]> {
  const all = await read(shop, (db) => listTaxRates(db, shop.settings.country));
  return all
    .filter((rate) => on === undefined || isInForce(rate, on))
    .map(({ category, code, ratePpm, from, to }) => ({ category, code, rate: formatPercent(ratePpm), from, to: to ?? null }));
}

/** Sets a rate from a day on; `from` left out: from today. Refuses a category, a code that do not exist (`flag-value`). */
export function setTaxRate(shop: Shop, wanted: Omit<WantedRate, 'from'> & { from?: string }, options: WriteOptions): Promise<ActResult> {
  const category = checkTaxCategory(wanted.category);
  return write(shop, options, async (act) => {
    const { country } = act.settings;
    const { ratePpm, from = act.on } = wanted;
    const begun = beginRate(await listTaxRates(act.db, country), { ...wanted, category, from });
    const said = { rate: formatPercent(ratePpm), from };
    if (!begun) return actResult([{ id: category, outcome: 'unchanged', ...said }]);
    const { code, to, cut } = begun;
    const rate = { country, category, code, ratePpm, from, to };
    await putTaxRates(act.db, cut ? [cut, rate] : [rate]);
    await recordEvent(act.db, act, 'shop', 1, 'tax-set', { category });
    return actResult([{ id: category, outcome: 'set', ...said, to, code }]);
  });
}
