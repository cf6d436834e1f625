// Promotions: what they find about the codes of an order is told here, as severe as the shop has it.
import type { OrderRule } from './rule.ts';

export const promotionRule: OrderRule = ({ promotions = [] }, tell) => {
  for (const { code, field, details, position } of promotions) tell(code, field, details, position);
};
