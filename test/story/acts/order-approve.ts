// Orders approved and rejected, by whom a rule names and by others.
import { type Act, on } from '../act.ts';
import { onEach, type Result } from '../answer.ts';
import { type Decision, heldForApproval, isOpen, type Standing, seenBy, standingsOf, weigh } from '../approval.ts';
import { refuseClosed } from '../change.ts';
import { type Order, Refusal, type Shop } from '../model.ts';
import type { Random } from '../random.ts';
import { findOrder, servedBefore, serveOrder } from '../rules.ts';
import { orderNamed } from './order-edit.ts';
import { drawWho, idsOf, lineOf, type Who } from './who.ts';

/** Who acts where nobody is said. */
const USUAL = 'tester';
const people = ['mina', 'jun', 'boss', 'Mina'] as const;

interface Deciding {
  readonly verb: 'approve' | 'reject';
  readonly who: Who;
  readonly actor?: string;
  /** The reason is left out where it is needed. */
  readonly careless?: boolean;
}

export const orderApprove: Act<Deciding> = {
  needs: ['verb', 'who', 'names'],
  draw(random, sketch) {
    const { shop } = sketch;
    const who = drawWho(random, sketch, (order) => openOf(shop, order).length > 0);
    const verb = random.percent(80) ? 'approve' : 'reject';
    return who && { verb, who, actor: drawActor(random, shop, who), careless: random.maybe(3, () => true) };
  },
  line({ verb, who, actor, careless }, shop) {
    const reason = verb === 'reject' && !careless ? ['--reason', 'too much'] : [];
    return { ...lineOf(shop, ['order', verb], who, [...reason, ...on('yes', who.all)]), actor };
  },
  expect({ verb, who, actor = USUAL, careless }, shop) {
    const asked = () =>
      heldForApproval(shop)
        .filter(({ holds }) => holds.includes('approval'))
        .sort(servedBefore)
        .map(({ id }) => id);
    const ids = idsOf(shop, who, asked);
    if (careless && verb === 'reject') throw new Refusal('reason-needed');
    return onEach(shop, ids, (id) => {
      const order = findOrder(shop, id);
      refuseClosed(order, 'new', 'confirmed');
      return verb === 'approve' ? approve(shop, order, actor) : reject(shop, order, actor);
    });
  },
};

/** Mostly somebody whose turn it is, sometimes somebody who has had theirs. */
function drawActor(random: Random, shop: Shop, { names: [name] }: Who): string | undefined {
  const order = name === undefined ? undefined : orderNamed(shop, name);
  const open = order ? openOf(shop, order) : [];
  const had = open.flatMap(({ approvedBy }) => approvedBy);
  if (had.length > 0 && random.percent(30)) return random.pick(had);
  const next = open.flatMap((standing) => standing.next);
  if (next.length > 0 && random.percent(75)) return random.pick(next);
  return random.maybe(80, () => random.pick(people));
}

const openOf = (shop: Shop, order: Order): Standing[] => standingsOf(shop, order).filter(isOpen);

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
const isAmong = (all: readonly string[], actor: string) => all.length === 0 || all.some((one) => isSame(one, actor));

function obstacleTo({ approvedBy, next }: Standing, actor: string): string | undefined {
  if (approvedBy.some((one) => isSame(one, actor))) return 'approval-twice';
  return isAmong(next, actor) ? undefined : 'approval-of-others';
}

function approve(shop: Shop, order: Order, actor: string): Result {
  const { id } = order;
  const waiting = openOf(shop, order);
  const [first] = waiting;
  if (!first) return { id, outcome: 'unchanged' };
  const mine = waiting.filter((standing) => obstacleTo(standing, actor) === undefined);
  if (mine.length === 0) throw new Refusal(obstacleTo(first, actor) as string);
  const rules = decide(shop, order, mine, 'approved', actor);
  const left = openOf(shop, order);
  if (left.length > 0) return { id, outcome: 'partly-approved', rules, next: left.map(nextOf) };
  serveOrder(shop, order);
  return { id, outcome: 'approved', rules, holds: order.holds.length };
}

const nextOf = ({ rule, next }: Standing) => ({ rule: rule.name, approvers: next });

function reject(shop: Shop, order: Order, actor: string): Result {
  const { id } = order;
  const waiting = openOf(shop, order).filter(({ state }) => state === 'waiting');
  const [first] = waiting;
  if (!first) return { id, outcome: 'unchanged' };
  const mine = waiting.filter(({ rule }) => rule.approvers.some((step) => isAmong(step, actor)));
  if (mine.length === 0) throw new Refusal(obstacleTo(first, actor) ?? 'approval-of-others');
  return { id, outcome: 'rejected', rules: decide(shop, order, mine, 'rejected', actor) };
}

/** The rules by which it was decided. */
function decide(shop: Shop, order: Order, mine: readonly Standing[], decision: Decision['decision'], actor: string): string[] {
  for (const { rule } of mine) order.decisions.push({ rule: rule.name, decision, actor, seen: seenBy(rule, order) });
  weigh(shop, order);
  return mine.map(({ rule }) => rule.name);
}
