// Approvals: rules by which orders need somebody's word before they are confirmed, and what was decided by them. Pure.
import { formatAmount } from '../money.ts';

/** What a rule looks at; all that it names must hold. One that names nothing is for every order. */
export interface ApprovalConditions {
  /** Of more than this in total, in `currency`. */
  readonly overMinor: number | null;
  readonly currency: string;
  /** With more than so many percent taken off its goods. */
  readonly discountPercent: number | null;
  /** The first of its customer. */
  readonly newCustomer: boolean;
  /** To these countries; `abroad`: to any but the shop's own. */
  readonly countries: readonly string[] | null;
  readonly channel: string | null;
}

export interface ApprovalRule extends ApprovalConditions {
  readonly id: number;
  readonly name: string;
  /** Whom it takes, one after the other: whoever of these actors; nobody named: anybody. */
  readonly approvers: readonly (readonly string[])[];
  readonly endedAt: string | null;
}

export const ABROAD = 'abroad';

/** As much of an order as rules look at. */
export interface JudgedOrder {
  readonly totalMinor: number;
  readonly currency: string;
  /** Its lines before anything was taken off, and what was. */
  readonly goodsMinor: number;
  readonly discountMinor: number;
  readonly customerId: number | null;
  readonly isFirst: boolean;
  readonly country: string;
  readonly channel: string;
}

/** Whether an order needs somebody's approval by a rule. */
export function asksFor(rule: ApprovalConditions, order: JudgedOrder, shopCountry: string): boolean {
  if (rule.overMinor !== null && (order.currency !== rule.currency || order.totalMinor <= rule.overMinor)) return false;
  if (rule.discountPercent !== null && order.discountMinor * 100 <= order.goodsMinor * rule.discountPercent) return false;
  if (rule.newCustomer && !order.isFirst) return false;
  if (rule.channel !== null && order.channel !== rule.channel) return false;
  if (rule.countries === null) return true;
  return (
    rule.countries.includes(order.country) || (rule.countries.includes(ABROAD) && order.country !== '' && order.country !== shopCountry)
  );
}

/** What a rule has looked at in an order, as text: when it is another, what was approved was another order. */
export function seenBy(rule: ApprovalConditions, order: JudgedOrder): string {
  const looksAtAll = rule.overMinor === null && rule.discountPercent === null && !rule.newCustomer && !rule.countries && !rule.channel;
  return JSON.stringify({
    ...((rule.overMinor !== null || looksAtAll) && { total: `${order.totalMinor} ${order.currency}` }),
    ...(rule.discountPercent !== null && { discount: `${order.discountMinor} of ${order.goodsMinor} ${order.currency}` }),
    ...((rule.newCustomer || looksAtAll) && { customer: order.customerId }),
    ...((rule.countries || looksAtAll) && { country: order.country }),
    ...(rule.channel && { channel: order.channel }),
  });
}

/** What has happened to an order or a rule, as the history has it: later ones have a higher number. */
export interface Happening {
  readonly id: number;
  readonly action: string;
  /** What was changed, by name. */
  readonly fields: readonly string[];
}

/** Whether a rule looks at what was changed: of lines that were cancelled, taken up or split off, at their amount. */
export function looksAt(rule: ApprovalConditions, { action, fields }: Happening): boolean {
  const { overMinor, discountPercent, newCustomer, countries, channel } = rule;
  const looksAtAll = overMinor === null && discountPercent === null && !newCustomer && !countries && !channel;
  if (action === 'split-off') return true;
  const isOfLines = /^(lines-|split$)/.test(action);
  const isChanged = (pattern: RegExp) => fields.some((field) => pattern.test(field));
  return (
    ((overMinor !== null || looksAtAll) && (isOfLines || isChanged(/^total$/))) ||
    (discountPercent !== null && (isOfLines || isChanged(/^(discount|line\d+\.(quantity|price|discount|cancelled))$/))) ||
    ((newCustomer || looksAtAll) && isChanged(/^customer$/)) ||
    ((countries !== null || looksAtAll) && isChanged(/^ship\.country$/))
  );
}

/** Whether a confirmed order has been changed in what a rule looks at since it was confirmed and the rule was made. */
export function isChangedSince(rule: ApprovalRule, madeAt: number, happened: readonly Happening[]): boolean {
  const confirmedAt = happened.findLast(({ action }) => action === 'confirmed')?.id ?? 0;
  return happened.some((one) => one.id > Math.max(madeAt, confirmedAt) && looksAt(rule, one));
}

/** Whether a rule sees no more in a part of an order than in the whole: no higher amount or discount, no other country. */
export function isWithin({ discountPercent, countries }: ApprovalConditions, part: JudgedOrder, whole: JudgedOrder): boolean {
  if (part.totalMinor > whole.totalMinor) return false;
  if (discountPercent !== null && part.discountMinor * whole.goodsMinor > whole.discountMinor * part.goodsMinor) return false;
  return countries === null || part.country === whole.country;
}

export interface Decision {
  readonly ruleId: number;
  readonly decision: 'approved' | 'rejected';
  readonly actor: string;
  readonly note: string;
  readonly at: string;
  readonly seen: string;
}

/** Where an order stands by one rule. */
export interface Standing {
  readonly rule: ApprovalRule;
  readonly state: 'approved' | 'rejected' | 'waiting';
  /** Who has approved it as it is now, in their order. */
  readonly approvedBy: readonly string[];
  /** Who is to approve it next; empty: anybody. */
  readonly next: readonly string[];
}

/** What has been decided of the order as it is now; a rejection takes back the approvals before it. */
export function standingOf(rule: ApprovalRule, seen: string, decisions: readonly Decision[]): Standing {
  const own = decisions.filter((decision) => decision.ruleId === rule.id && decision.seen === seen);
  const lastRejected = own.map(({ decision }) => decision).lastIndexOf('rejected');
  const approvedBy = own.slice(lastRejected + 1).map(({ actor }) => actor);
  const isDone = approvedBy.length >= rule.approvers.length;
  const state = isDone ? 'approved' : lastRejected >= 0 && approvedBy.length === 0 ? 'rejected' : 'waiting';
  return { rule, state, approvedBy, next: rule.approvers[approvedBy.length] ?? [] };
}

/** What keeps an actor from approving next: it is another's turn, or they have approved already. */
export function obstacleTo({ approvedBy, next }: Standing, actor: string): 'approval-of-others' | 'approval-twice' | undefined {
  if (approvedBy.some((one) => isSame(one, actor))) return 'approval-twice';
  return next.length === 0 || next.some((one) => isSame(one, actor)) ? undefined : 'approval-of-others';
}

/** Whether somebody else can be found for each step: nobody approves an order twice. */
export function canAllApprove(steps: readonly (readonly string[])[], taken: readonly string[] = []): boolean {
  const [first, ...rest] = steps.filter((step) => step.length > 0);
  if (first === undefined) return true;
  return first.some((name) => !taken.some((one) => isSame(one, name)) && canAllApprove(rest, [...taken, name]));
}

/** Anybody whom the rule names may say no; where it names nobody, anybody. */
export function mayReject({ rule }: Standing, actor: string): boolean {
  return rule.approvers.some((step) => step.length === 0 || step.some((one) => isSame(one, actor)));
}

function isSame(one: string, other: string): boolean {
  return one.normalize('NFKC').trim().toLowerCase() === other.normalize('NFKC').trim().toLowerCase();
}

/** A rule as the outside reads it. */
export interface ApprovalRuleView {
  readonly name: string;
  readonly over: string | null;
  readonly overMinor: number | null;
  readonly currency: string;
  readonly discountPercent: number | null;
  readonly newCustomer: boolean;
  readonly countries: readonly string[] | null;
  readonly channel: string | null;
  readonly approvers: readonly (readonly string[])[];
  readonly active: boolean;
  /** Open orders that wait for it. */
  readonly waiting: number;
}

export function ruleView({ id: _, endedAt, ...rule }: ApprovalRule, waiting: number): ApprovalRuleView {
  const over = rule.overMinor === null ? null : formatAmount(rule.overMinor, rule.currency);
  return { ...rule, over, active: endedAt === null, waiting };
}
