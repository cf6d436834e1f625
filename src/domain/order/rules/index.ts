// All rules, in the order in which what they find is told: the order's own first, then line by line.
import type { Problem } from '../problem.ts';
import { addressRule } from './address.ts';
import { cardRule } from './card.ts';
import { customsRule } from './customs.ts';
import { duplicateRule } from './duplicate.ts';
import { inactiveRule, linesRule, productRule, variantRule } from './lines.ts';
import { priceRule, taxRule, totalRule } from './money.ts';
import { paymentRules } from './payment.ts';
import { phoneRule } from './phone.ts';
import { promotionRule } from './promotion.ts';
import type { LineRule, OrderRule, Tell, Validated } from './rule.ts';
import { stockRule } from './stock.ts';
import { taxIdRule } from './tax-id.ts';
import { amountRule, quantityRule } from './unusual.ts';

export type { CheckedLine, ShopRules, Validated } from './rule.ts';

const orderRules: readonly OrderRule[] = [
  linesRule,
  totalRule,
  promotionRule,
  ...paymentRules,
  addressRule,
  phoneRule,
  taxIdRule,
  duplicateRule,
  amountRule,
  cardRule,
];

/** Of lines whose product is known. */
const lineRules: readonly LineRule[] = [inactiveRule, variantRule, priceRule, taxRule, quantityRule, customsRule, stockRule];

/** Every problem of an order. Light where less is given to look at: no look at stock without `available`, and so on. */
export function findProblems(checked: Validated): Problem[] {
  const found: Problem[] = [];
  const tell: Tell = (code, field, details, position) => {
    const severity = checked.rules.severity(code);
    if (severity !== 'off') found.push({ code, severity, field, details, position });
  };
  for (const rule of orderRules) rule(checked, tell);
  for (const line of checked.lines) {
    // nothing of it is wanted any more
    if (line.quantity <= line.cancelledQuantity) continue;
    if (productRule(line, tell)) for (const rule of lineRules) rule(line, checked, tell);
  }
  return found;
}
