// What was approved of an order is approved of its parts, as long as a rule sees no more in them than it saw then.
import { type ApprovalRule, type Decision, isWithin, type JudgedOrder, seenBy } from '../../domain/order/approval.ts';
import type { Order } from '../../domain/order/order.ts';
import { decisionsOf, insertDecision } from '../../store/approval.ts';
import { orderById } from '../../store/order.ts';
import type { Act } from '../shop.ts';
import { judge, standingsOf } from './approval.ts';

/** An order as it was approved, and what was decided by each rule that has approved it. */
export interface Approved {
  readonly judged: JudgedOrder;
  readonly rules: readonly { readonly rule: ApprovalRule; readonly decisions: readonly Decision[] }[];
}

export async function approvedOf(act: Act, order: Order): Promise<Approved> {
  const judged = (await judge(act.db, [order]))(order);
  const standings = (await standingsOf(act.db, act.settings.country, [order])).get(order.id) ?? [];
  const all = (await decisionsOf(act.db, [order.id])).get(order.id) ?? [];
  const rules = standings
    .filter(({ state }) => state === 'approved')
    .map(({ rule }) => ({ rule, decisions: all.filter(({ ruleId, seen }) => ruleId === rule.id && seen === seenBy(rule, judged)) }));
  return { judged, rules };
}

/** Gives a part of an approved order the decisions that are good for it; by other rules it is to be approved anew. */
export async function carryApprovals(act: Act, { judged: before, rules }: Approved, orderId: number): Promise<void> {
  if (rules.length === 0) return;
  const order = await orderById(act.db, orderId);
  const judged = (await judge(act.db, [order]))(order);
  for (const { rule, decisions } of rules) {
    if (!isWithin(rule, judged, before)) continue;
    for (const decision of decisions) await insertDecision(act.db, orderId, { ...decision, seen: seenBy(rule, judged) });
  }
}
