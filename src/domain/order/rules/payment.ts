// Payment: where it stands, and how it is made.
import type { OrderRule } from './rule.ts';

/** Its channel has given all back, and nobody has cancelled the order: sending it would give the goods away. */
const returned: OrderRule = ({ order: { state, uncreditedMinor = 0, currency, totalMinor } }, tell) => {
  if (state !== 'new' || uncreditedMinor === 0 || uncreditedMinor < totalMinor) return;
  tell('payment-returned', 'payment', { refunded: { amountMinor: uncreditedMinor, currency } });
};

/** More was paid than it costs; what nobody has a price for yet costs nobody knows what. */
const over: OrderRule = ({ order: { paidMinor = 0, refundedMinor = 0, currency, totalMinor, channelTotalMinor }, lines }, tell) => {
  const kept = paidMinor - refundedMinor;
  if (paidMinor === 0 || kept <= Math.max(totalMinor, channelTotalMinor ?? 0)) return;
  if (lines.some(({ priceAssumed }) => priceAssumed)) return;
  tell('payment-over', 'payment', { paid: { amountMinor: kept, currency }, total: { amountMinor: totalMinor, currency } });
};

/** The shop takes money in this way; where it has not said which ways it takes, in any. */
const method: OrderRule = ({ order: { paymentMethod }, rules: { paymentMethods } }, tell) => {
  if (paymentMethods.size === 0 || !paymentMethod || paymentMethods.has(paymentMethod.trim().toLowerCase())) return;
  tell('payment-method', 'payment', { method: paymentMethod, taken: [...paymentMethods] });
};

export const paymentRules = [returned, over, method] as const;
