// Approvals as the model has them: rules ask for orders, people decide in turn, and a decision is good for what was seen.
import { type Line, type Order, type Shop, sum } from './model.ts';
import { goodsOf, moneyOf } from './money.ts';

/** What a rule looks at; all that it names must hold. */
export interface Conditions {
  /** In pennies: of more than this. */
  readonly over: number | null;
  readonly discountPercent: number | null;
  readonly newCustomer: boolean;
  readonly countries: readonly string[] | null;
  readonly channel: string | null;
}

export interface ApprovalRule extends Conditions {
  readonly name: string;
  /** One step after the other: whoever of these; nobody named: anybody. */
  readonly approvers: readonly (readonly string[])[];
  readonly active: boolean;
  /** When it was made, or made to hold again. */
  readonly madeAt: number;
}

export interface Decision {
  readonly rule: string;
  readonly decision: 'approved' | 'rejected';
  readonly actor: string;
  readonly seen: string;
}

/** Where an order stands by a rule that asks for it. */
export interface Standing {
  readonly rule: ApprovalRule;
  readonly state: 'approved' | 'rejected' | 'waiting';
  readonly approvedBy: readonly string[];
  /** Who is next; empty: anybody. */
  readonly next: readonly string[];
}

/** Every order of a story goes to the shop's own country. */
const COUNTRY = 'GB';
const FULL = 100;

/** What is decided of an order, and when that happened to it which rules look at. */
export interface Weighed {
  readonly decisions: Decision[];
  confirmedAt: number;
  readonly changedAt: { total: number; discount: number; customer: number; parted: number };
}

export const unweighed = (): Weighed => ({ decisions: [], confirmedAt: 0, changedAt: { total: 0, discount: 0, customer: 0, parted: 0 } });

/** Something has happened that a rule may look at: later ones have a higher number. */
export function happens(shop: Shop): number {
  shop.happened += 1;
  return shop.happened;
}

/** What rules look at in an order's money, in pennies; `goods` before anything was taken off. */
export interface Judged {
  readonly total: number;
  readonly goods: number;
  readonly discount: number;
}

export function judge(order: Order): Judged {
  const ofLines = sum(order.lines.map(({ discountMinor }) => discountMinor));
  return { total: moneyOf(order).totalMinor, goods: sum(goodsOf(order)) + ofLines, discount: ofLines + order.discountMinor };
}

function channelOf({ externalId }: Order): string {
  return externalId === null ? 'phone' : 'plain';
}

function isFirst({ orders }: Shop, { id, customer }: Order): boolean {
  const first = orders.find((one) => one.customer === customer && one.state !== 'cancelled');
  return customer === null || first === undefined || orders.indexOf(first) >= orders.findIndex((one) => one.id === id);
}

function asksFor(shop: Shop, rule: ApprovalRule, order: Order): boolean {
  const { total, goods, discount } = judge(order);
  return (
    rule.active &&
    (rule.over === null || total > rule.over) &&
    (rule.discountPercent === null || discount * FULL > goods * rule.discountPercent) &&
    (!rule.newCustomer || isFirst(shop, order)) &&
    (rule.channel === null || channelOf(order) === rule.channel) &&
    (rule.countries === null || rule.countries.includes(COUNTRY))
  );
}

const looksAtAll = ({ over, discountPercent, newCustomer, countries, channel }: ApprovalRule): boolean =>
  over === null && discountPercent === null && !newCustomer && countries === null && channel === null;

/** What a rule looks at in an order: in another a decision is good no more. */
export function seenBy(rule: ApprovalRule, order: Order): string {
  const { total, goods, discount } = judge(order);
  const isAll = looksAtAll(rule);
  return JSON.stringify([
    rule.over !== null || isAll ? total : '',
    rule.discountPercent !== null ? [discount, goods] : '',
    rule.newCustomer || isAll ? order.customer : '',
    rule.countries !== null || isAll,
    rule.channel !== null,
  ]);
}

/** What was confirmed before there was a rule is asked for once it has changed in what the rule looks at. */
function mayAsk(rule: ApprovalRule, { state, decisions, confirmedAt, changedAt }: Order): boolean {
  if (state !== 'confirmed') return state === 'new';
  if (decisions.some((one) => one.rule === rule.name)) return true;
  const since = Math.max(rule.madeAt, confirmedAt);
  const isAll = looksAtAll(rule);
  return (
    changedAt.parted > since ||
    ((rule.over !== null || isAll) && changedAt.total > since) ||
    (rule.discountPercent !== null && changedAt.discount > since) ||
    ((rule.newCustomer || isAll) && changedAt.customer > since)
  );
}

/** By every rule that asks for it, by name. */
export function standingsOf(shop: Shop, order: Order): Standing[] {
  const asking = [...shop.rules.values()].filter((rule) => asksFor(shop, rule, order) && mayAsk(rule, order));
  return asking.sort((left, right) => (left.name < right.name ? -1 : 1)).map((rule) => standingOf(rule, order));
}

function standingOf(rule: ApprovalRule, order: Order): Standing {
  const seen = seenBy(rule, order);
  const own = order.decisions.filter((one) => one.rule === rule.name && one.seen === seen);
  const lastRejected = own.findLastIndex(({ decision }) => decision === 'rejected');
  const approvedBy = own.slice(lastRejected + 1).map(({ actor }) => actor);
  const isRejected = lastRejected >= 0 && approvedBy.length === 0;
  const state = approvedBy.length >= rule.approvers.length ? 'approved' : isRejected ? 'rejected' : 'waiting';
  return { rule, state, approvedBy, next: rule.approvers[approvedBy.length] ?? [] };
}

export const isOpen = ({ state }: Standing): boolean => state !== 'approved';

/** Brings an order's holds in line with what is asked of it. Whether they have changed. */
export function weigh(shop: Shop, order: Order): boolean {
  const open = standingsOf(shop, order).filter(isOpen);
  const needed = open.some(({ state }) => state === 'rejected') ? 'rejected' : open.length > 0 ? 'approval' : undefined;
  const stay = order.holds.filter((hold) => hold === needed || !isOfApproval(hold));
  const isNew = needed !== undefined && !stay.includes(needed);
  const isChanged = isNew || stay.length < order.holds.length;
  order.holds = isNew ? [...stay, needed] : stay;
  return isChanged;
}

/** Nobody lifts it but whom the rules name. */
export function isOfApproval(hold: string): boolean {
  return hold === 'approval' || hold === 'rejected';
}

/** Open orders that wait for an approval, or were refused it. */
export function heldForApproval({ orders }: Shop): Order[] {
  return orders.filter(({ state, holds }) => (state === 'new' || state === 'confirmed') && holds.some(isOfApproval));
}

/** An order as it was approved, and the decisions that were good for it, by rule. */
export interface Approved {
  readonly judged: Judged;
  readonly rules: readonly (readonly [ApprovalRule, readonly Decision[]])[];
}

export function approvedOf(shop: Shop, order: Order): Approved {
  const approving = standingsOf(shop, order).filter((one) => !isOpen(one));
  const decided = (rule: ApprovalRule) => order.decisions.filter((one) => one.rule === rule.name && one.seen === seenBy(rule, order));
  return { judged: judge(order), rules: approving.map(({ rule }) => [rule, decided(rule)]) };
}

/** A part of an approved order is approved by the rules that see no more in it. */
export function carryApprovals({ judged: whole, rules }: Approved, order: Order): void {
  const part = judge(order);
  for (const [rule, decisions] of rules) {
    const isMore = rule.discountPercent !== null && part.discount * whole.goods > whole.discount * part.goods;
    if (part.total <= whole.total && !isMore) order.decisions.push(...decisions.map((one) => ({ ...one, seen: seenBy(rule, order) })));
  }
}

/** Notes what of an order has changed since it was like this; left out: lines of it were cancelled, taken up or split off. */
export function noteChanges(shop: Shop, order: Order, before?: Before): void {
  const at = happens(shop);
  const now = remember(order);
  if (now.total !== before?.total) order.changedAt.total = at;
  if (now.discounts !== before?.discounts) order.changedAt.discount = at;
  if (before && now.customer !== before.customer) order.changedAt.customer = at;
}

/** As much of an order as the history tells rules of. */
export interface Before {
  readonly total: number;
  readonly discounts: string;
  readonly customer: string | null;
}

export function remember(order: Order): Before {
  const ofLine = ({ quantity, priceMicros, discountMinor, cancelled }: Line) => [quantity, priceMicros, discountMinor, cancelled];
  const discounts = JSON.stringify([order.discountMinor, order.lines.map(ofLine)]);
  return { total: moneyOf(order).totalMinor, discounts, customer: order.customer };
}
