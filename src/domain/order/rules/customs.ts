// Customs: what a declaration has to say of goods that leave the country, or the customs union the shop is in.
import type { LineRule } from './rule.ts';

// Members of the customs union of the European Union, with Monaco. Source: Regulation (EU) 952/2013, article 4.
const union = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MC MT NL PL PT RO SE SI SK'.split(' '));

/** Whether goods from one country to another are declared to customs. */
export function crossesCustoms(from: string, to: string): boolean {
  return from !== to && !(union.has(from) && union.has(to));
}

/** Of every article: tariff number (HS, six digits or more), origin, weight and value. Source: UPU, form CN 23. */
export const customsRule: LineRule = (line, { shipTo, rules }, tell) => {
  const { product, position, shippable, quantity, cancelledQuantity, unitPriceMicros } = line;
  const to = (line.shipTo ?? shipTo)?.country ?? '';
  if (!product || !shippable || quantity <= cancelledQuantity || to === '' || !crossesCustoms(rules.country, to)) return;
  const missing = [
    ...(product.hsCode ? [] : ['hs-code']),
    ...(product.originCountry ? [] : ['origin']),
    ...(product.weightGrams ? [] : ['weight']),
    ...(unitPriceMicros > 0 ? [] : ['value']),
  ];
  if (missing.length > 0) tell('customs-missing', 'sku', { sku: product.sku, missing, country: to }, position);
};
