// What is unusual: many times what the product or the shop sells at a time, else beyond what the shop has set.
import { exponentOf } from '../../currency.ts';
import type { LineRule, OrderRule } from './rule.ts';

/** Fewer are never unusual, however seldom a product sells. */
export const UNUSUAL_LEAST = 10;

/** Measured by what orders of the product wanted lately; where these are too few, by the shop's setting. */
export const quantityRule: LineRule = ({ product, position, quantity, cancelledQuantity, usualQuantity }, { rules }, tell) => {
  const wanted = quantity - cancelledQuantity;
  if (!product || wanted < UNUSUAL_LEAST) return;
  const { sku } = product;
  const usual = rules.unusualTimes === 0 ? undefined : usualQuantity;
  const isUnusual = usual === undefined ? wanted >= rules.unusualQuantity : wanted > usual * rules.unusualTimes;
  if (isUnusual) tell('quantity-unusual', 'quantity', { sku, quantity: wanted, ...(usual !== undefined && { usual }) }, position);
};

/** As for quantities; what the shop has set is in its own currency. */
export const amountRule: OrderRule = ({ order: { totalMinor, currency }, usualMinor, rules }, tell) => {
  const isBeyond = rules.unusualMinor > 0 && currency === rules.currency && totalMinor >= rules.unusualMinor;
  const isCompared = usualMinor !== undefined && usualMinor > 0 && rules.unusualTimes > 0;
  const isUnusual = isCompared && totalMinor > usualMinor * rules.unusualTimes;
  if (!isBeyond && !isUnusual) return;
  const usual = isUnusual ? { usual: { amountMinor: usualMinor, currency } } : {};
  tell('amount-unusual', 'total', { total: { amountMinor: totalMinor, currency }, ...usual });
};

/** A whole amount of the shop's currency in its minor unit. */
export function minorOf(major: number, currency: string): number {
  return major * 10 ** exponentOf(currency);
}
