// Approvals of an order as they are shown: what was decided, and who is still asked.
import { seenBy } from '../../domain/order/approval.ts';
import type { Order } from '../../domain/order/order.ts';
import type { ApprovalAskedView, ApprovalView } from '../../domain/order/show.ts';
import type { Settings } from '../../domain/settings.ts';
import { businessDate } from '../../domain/time.ts';
import { decisionsOf, listRules } from '../../store/approval.ts';
import type { Handle } from '../../store/database.ts';
import { judge, standingsOf } from './approval.ts';

interface Approvals {
  readonly approvals: readonly ApprovalView[];
  readonly approvalsAsked: readonly ApprovalAskedView[];
}

export async function approvalViews(db: Handle, order: Order, settings: Settings): Promise<Approvals> {
  const rules = new Map((await listRules(db, { ended: true })).map((rule) => [rule.id, rule]));
  if (rules.size === 0) return { approvals: [], approvalsAsked: [] };
  const judged = (await judge(db, [order]))(order);
  const decisions = (await decisionsOf(db, [order.id])).get(order.id) ?? [];
  const standings = (await standingsOf(db, settings.country, [order])).get(order.id) ?? [];
  return {
    approvals: decisions.map(({ ruleId, seen, ...decision }) => {
      const rule = rules.get(ruleId);
      const date = businessDate(decision.at, settings['time-zone']);
      return { rule: rule?.name ?? '', ...decision, date, stands: rule !== undefined && seen === seenBy(rule, judged) };
    }),
    approvalsAsked: standings
      .filter(({ state }) => state !== 'approved')
      .map(({ rule, approvedBy, next }) => ({ rule: rule.name, approvedBy, next })),
  };
}
