// Money: the total is the channel's, prices are the shop's, and tax is at a rate that there is.
import { lineAmountMinor, microsPerMinor, multiplyDivide } from '../../money.ts';
import { formatPercent } from '../../percent.ts';
import { priceInTerms } from '../../tax.ts';
import type { CheckedLine, LineRule, OrderRule, Validated } from './rule.ts';

/** What the lines, freight and tax sum to is what the channel says. */
export const totalRule: OrderRule = ({ order: { channelTotalMinor, totalMinor, currency } }, tell) => {
  if (channelTotalMinor === null || channelTotalMinor === totalMinor) return;
  tell('total-differs', 'total', {
    channel: { amountMinor: channelTotalMinor, currency },
    own: { amountMinor: totalMinor, currency },
  });
};

/** There is a price, and it is the shop's own within what the shop tolerates, with tax or without as the shop's are. */
export const priceRule: LineRule = (line, { order, rules }, tell) => {
  const { product, position, priceAssumed } = line;
  if (!product) return;
  const { sku, unitPriceMicros: usual } = product;
  if (priceAssumed) return tell('price-missing', 'unit_price', { sku }, position);
  const compared = usual === null ? null : asTheShopSays(line, usual, order, rules);
  if (usual === null || compared === null || !differsBy(compared, usual, rules.priceTolerancePercent)) return;
  const price = (micros: number) => ({ amountMinor: lineAmountMinor(1, micros, order.currency), currency: order.currency });
  tell('price-differs', 'unit_price', { sku, price: price(compared), usual: price(usual) }, position);
};

/**
 * A line's price with tax where the shop's are with it, else without, in micros: the usual one where it is that but for
 * rounding to the minor unit. null: nobody knows how much of the usual one is
 * tax, since the line has none.
 */
function asTheShopSays(
  { unitPriceMicros, ratePpm = 0 }: CheckedLine,
  usual: number,
  { currency, pricesIncludeTax }: Validated['order'],
  rules: Validated['rules'],
): number | null {
  if (pricesIncludeTax === rules.pricesIncludeTax) return unitPriceMicros;
  if (ratePpm === 0) return rules.pricesIncludeTax ? null : unitPriceMicros;
  const rounding = Math.abs(unitPriceMicros - priceInTerms(usual, { wantsTax: pricesIncludeTax, ratePpm }));
  const isUsual = rounding * 2 <= microsPerMinor(currency);
  return isUsual ? usual : priceInTerms(unitPriceMicros, { wantsTax: rules.pricesIncludeTax, ratePpm });
}

function differsBy(price: number, usual: number, percent: number): boolean {
  return price !== usual && Math.abs(price - usual) > multiplyDivide(usual, percent, 100, 'down');
}

/**
 * Within the shop's own country a line is taxed at one of its rates, or not at all. A channel's total and tax that do not
 * go together lead to a rate that there is not.
 */
export const taxRule: LineRule = ({ ratePpm, product, position }, { ratesPpm, rules, shipTo }, tell) => {
  if (!ratePpm || !product || !ratesPpm || ratesPpm.size === 0 || ratesPpm.has(ratePpm)) return;
  if ((shipTo?.country ?? rules.country) !== rules.country) return;
  const percent = (ppm: number) => `${formatPercent(ppm)} %`;
  tell(
    'tax-differs',
    'tax',
    { sku: product.sku, rate: percent(ratePpm), rates: [...ratesPpm].sort((a, b) => b - a).map(percent) },
    position,
  );
};
