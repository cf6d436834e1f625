// After a step: the approvals that the program shows must be the model's.
import { heldForApproval, isOpen, seenBy, standingsOf } from './approval.ts';
import { compare, compareAll, type Row } from './compare.ts';
import type { Order, Shop } from './model.ts';
import type { Place } from './place.ts';

/** What was decided of an order, what is still asked, and what holds it. */
export function wrongApprovals(what: string, shop: Shop, order: Order, shown: Row): string[] {
  const decided = (shown.approvals as Row[]).map(({ rule, decision, actor, stands }) => [rule, decision, actor, stands]);
  const holds = (shown.holdList as Row[]).filter(({ releasedAt }) => releasedAt === null).map(({ code }) => code);
  const told = { approvals: decided, approvalsAsked: shown.approvalsAsked, holdCodes: holds.sort() };
  return compare(what, told, {
    approvals: order.decisions.map((one) => {
      const rule = shop.rules.get(one.rule);
      return [one.rule, one.decision, one.actor, rule !== undefined && one.seen === seenBy(rule, order)];
    }),
    approvalsAsked: standingsOf(shop, order)
      .filter(isOpen)
      .map(({ rule, approvedBy, next }) => ({ rule: rule.name, approvedBy, next })),
    holdCodes: [...order.holds].sort(),
  });
}

/** Every rule, those that have ended too, with how many orders wait for it. */
export async function wrongRules(place: Place, shop: Shop): Promise<string[]> {
  const asked = heldForApproval(shop).flatMap((order) => standingsOf(shop, order).filter(isOpen));
  const rows = [...shop.rules.values()].map(({ madeAt: _, over: overMinor, ...rule }) => ({
    ...rule,
    overMinor,
    waiting: asked.filter((one) => one.rule.name === rule.name).length,
  }));
  return compareAll('rule', await place.ask<Row[]>('approval', 'list', '--ended'), 'name', rows);
}
