// Approving and rejecting orders: by whom a rule names, in turn, nobody twice.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { mayReject, obstacleTo, type Standing, seenBy } from '../../domain/order/approval.ts';
import type { Order } from '../../domain/order/order.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { insertDecision } from '../../store/approval.ts';
import { recordEvent } from '../../store/event.ts';
import { findOrder } from '../../store/order.ts';
import { actOnEach } from '../each.ts';
import type { Act, Shop, WriteOptions } from '../shop.ts';
import { judge, standingsOf, weighApprovals } from './approval.ts';
import { refresh } from './refresh.ts';
import { refuseClosed } from './refuse.ts';
import { serveOrder } from './serve.ts';

export interface DecideOptions extends WriteOptions {
  readonly note?: string;
}

/**
 * Approves orders as whoever acts: by every rule whose turn it is theirs. `approved` when nothing is left to wait for,
 * else `partly-approved` with who is next. Nothing to approve: unchanged. Refuses `approval-twice`, `approval-of-others`.
 */
export function approveOrders(shop: Shop, ids: readonly string[], options: DecideOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, typed) => {
    const { order, id, waiting } = await lookUp(act, typed, 'approve');
    if (waiting.length === 0) return { id, outcome: 'unchanged' };
    const mine = waiting.filter((standing) => obstacleTo(standing, act.actor) === undefined);
    if (mine.length === 0) throw obstacle(id, waiting[0] as Standing, act.actor);
    await decide(act, order, mine, 'approved', options.note ?? '');
    return outcomeOf(act, order, mine);
  });
}

async function outcomeOf(act: Act, order: Order, mine: readonly Standing[]): Promise<Outcome> {
  const id = formatId('order', order.id);
  const rules = mine.map(({ rule }) => rule.name);
  const current = await refresh(act, order);
  const left = openOf(await standingsOf(act.db, act.settings.country, [current]), order);
  if (left.length === 0) return { id, outcome: 'approved', rules, holds: current.holdCount, served: await serveOrder(act, order.id) };
  return { id, outcome: 'partly-approved', rules, next: nextOf(left) };
}

/** Who is to approve next: by rule, "boss or mina"; nobody named: anybody else. */
function nextOf(standings: readonly Standing[]): { rule: string; approvers: readonly string[] }[] {
  return standings.map(({ rule, next }) => ({ rule: rule.name, approvers: next }));
}

/**
 * Rejects orders with a reason: they stay held until somebody approves them after all, changes or cancels them. Nothing
 * to approve: unchanged. Refuses `approval-of-others` to whom no rule that asks for the order names.
 */
export function rejectOrders(shop: Shop, ids: readonly string[], reason: string | undefined, options: WriteOptions): Promise<ActResult> {
  const why = reason?.trim();
  if (!why) throw new OmsError('reason-needed', { flag: '--reason' });
  return actOnEach(shop, ids, options, async (act, typed) => {
    const { order, id, waiting } = await lookUp(act, typed, 'reject');
    const open = waiting.filter(({ state }) => state === 'waiting');
    if (open.length === 0) return { id, outcome: 'unchanged' };
    const mine = open.filter((standing) => mayReject(standing, act.actor));
    if (mine.length === 0) throw obstacle(id, open[0] as Standing, act.actor);
    await decide(act, order, mine, 'rejected', why);
    await refresh(act, order);
    return { id, outcome: 'rejected', rules: mine.map(({ rule }) => rule.name) };
  });
}

async function lookUp(act: Act, typed: string, step: string): Promise<{ order: Order; id: string; waiting: readonly Standing[] }> {
  const order = await findOrder(act.db, typed);
  refuseClosed(order, step);
  return { order, id: formatId('order', order.id), waiting: openOf(await standingsOf(act.db, act.settings.country, [order]), order) };
}

function openOf(standings: ReadonlyMap<number, readonly Standing[]>, { id }: Order): readonly Standing[] {
  return (standings.get(id) ?? []).filter(({ state }) => state !== 'approved');
}

async function decide(
  act: Act,
  order: Order,
  standings: readonly Standing[],
  decision: 'approved' | 'rejected',
  note: string,
): Promise<void> {
  const judged = (await judge(act.db, [order]))(order);
  for (const { rule } of standings)
    await insertDecision(act.db, order.id, { ruleId: rule.id, decision, actor: act.actor, note, at: act.at, seen: seenBy(rule, judged) });
  await recordEvent(act.db, act, 'order', order.id, decision, { rules: standings.map(({ rule }) => rule.name) });
  await weighApprovals(act, [order]);
}

function obstacle(id: string, standing: Standing, actor: string): OmsError {
  const { rule, next } = standing;
  const code = obstacleTo(standing, actor) ?? 'approval-of-others';
  return new OmsError(code, { id, rule: rule.name, actor, approvers: next });
}
