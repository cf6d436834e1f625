// What is done to orders that are there: one verb after the other.
import { type Act, flag, hoursLater, on, type Sketch } from '../act.ts';
import { type Done, type Expected, onEach } from '../answer.ts';
import { happens, isOfApproval } from '../approval.ts';
import { today } from '../goods.ts';
import { type Order, Refusal, type Shop, setting } from '../model.ts';
import { weighPrepayment } from '../prepayment.ts';
import { reservedFor } from '../progress.ts';
import { takeUsesAgain } from '../promotion.ts';
import type { Random } from '../random.ts';
import {
  check,
  findOrder,
  inServingOrder,
  isUnheld,
  refuseInvoiced,
  refuseShipments,
  release,
  reserve,
  serve,
  servedBefore,
  serveOrder,
} from '../rules.ts';
import { owedMinor } from '../standing.ts';
import { type Asked, isWaiting, queueOthers, reservable, reserveConfirmed } from './order-reserve.ts';
import { drawWho, idsOf, lineOf, type Who } from './who.ts';

interface Verb {
  /** Orders to which it can be done. */
  suits(order: Order, shop: Shop): boolean;
  /** Which orders --all means. */
  all(order: Order, shop: Shop): boolean;
  /** Acts in serving order, whatever order the ids came in. */
  readonly served?: boolean;
  /** Asks before it acts on all. */
  readonly dangerous?: boolean;
  readonly reasoned?: boolean;
  act(order: Order, shop: Shop, asked: Asked): Done;
}

const isNew = ({ state }: Order) => state === 'new';
const isOpen = ({ state }: Order) => state === 'new' || state === 'confirmed';
const refusedState = ({ state }: Order) => new Refusal(state === 'cancelled' ? 'order-cancelled' : 'order-state');

const verbs: Readonly<Record<string, Verb>> = {
  validate: {
    suits: isOpen,
    all: isOpen,
    act(order, shop) {
      if (!isOpen(order)) throw refusedState(order);
      check(shop, order);
      return order.errors.length > 0
        ? { outcome: 'refused', error: ['order-has-problems'] }
        : { outcome: order.warnings.length > 0 ? 'warnings' : 'clean' };
    },
  },
  confirm: {
    suits: isNew,
    all: (order, shop) => isNew(order) && order.errors.length === 0 && isUnheld(shop, order),
    served: true,
    act: notConfirmed,
  },
  unconfirm: {
    suits: ({ state }) => state === 'confirmed',
    all: ({ state }) => state === 'confirmed',
    dangerous: true,
    act(order, shop) {
      refuseShipments(shop, order, 'shipped', 'open');
      if (order.state === 'new') return { outcome: 'unchanged' };
      if (order.state !== 'confirmed') throw refusedState(order);
      refuseInvoiced(shop, order);
      const { quantity: released, skus } = release(shop, order);
      order.state = 'new';
      serve(shop, skus);
      return { outcome: 'unconfirmed', released };
    },
  },
  reserve: { suits: isWaiting, all: () => false, served: true, act: reserveConfirmed },
  release: {
    suits: ({ lines }) => lines.some((line) => reservedFor(line) > 0),
    all: ({ state }) => state === 'confirmed',
    dangerous: true,
    act(order, shop) {
      refuseShipments(shop, order, 'open');
      if (order.lines.every((line) => reservedFor(line) === 0)) return { outcome: 'unchanged', quantity: 0 };
      const { quantity, skus } = release(shop, order);
      serve(shop, skus);
      return { outcome: 'released', quantity };
    },
  },
  hold: {
    suits: isOpen,
    all: isOpen,
    dangerous: true,
    reasoned: true,
    act(order, shop, { until }) {
      if (!isOpen(order)) throw refusedState(order);
      if (order.holds.includes('person')) return { outcome: 'unchanged' };
      order.holds.push('person');
      order.heldUntil = until;
      serve(shop, []);
      return { outcome: 'held', until };
    },
  },
  unhold: {
    suits: ({ holds }) => holds.length > 0,
    all: (order) => isOpen(order) && order.holds.length > 0,
    dangerous: true,
    act(order, shop) {
      const holds = order.holds.filter((hold) => !isOfApproval(hold));
      if (order.holds.length > 0 && holds.length === 0) throw new Refusal('approval-needed');
      if (holds.length === 0) return { outcome: 'unchanged' };
      order.holds = order.holds.filter(isOfApproval);
      order.heldUntil = undefined;
      order.unsettled.clear();
      if (holds.includes('unpaid')) order.wasPrepaid = false;
      serveOrder(shop, order);
      return { outcome: order.holds.length > 0 ? 'partly-unheld' : 'unheld', holds };
    },
  },
  cancel: { suits: isOpen, all: isOpen, dangerous: true, reasoned: true, act: cancel },
  resume: {
    suits: ({ state }) => state === 'cancelled',
    all: ({ state }) => state === 'cancelled',
    dangerous: true,
    act(order, shop) {
      if (order.state === 'new') return { outcome: 'unchanged' };
      if (order.state !== 'cancelled') throw new Refusal('order-state');
      if (shop.documents.some((one) => one.order === order.id && one.kind === 'credit-note' && !one.reissue))
        throw new Refusal('order-credited');
      order.state = 'new';
      const promotionsLost = takeUsesAgain(shop, order);
      check(shop, order);
      return {
        outcome: 'resumed',
        promotionsLost,
        errors: order.errors.length,
        warnings: order.warnings.length,
        ...weighPrepayment(shop, order),
      };
    },
  },
};

/** All are looked over before any is confirmed, and all of these are promised goods together. */
function confirmTogether(shop: Shop, ids: readonly string[]): Expected {
  if (ids.length > 0) serve(shop, []);
  const open = [...new Set(ids)].flatMap((id) => shop.orders.filter((order) => isNew(order) && isNamed(order, id)));
  for (const order of open) check(shop, order);
  const done = new Map(open.map((order) => [order, isReady(order) ? undefined : refusedFor(order)]));
  const ready = open.filter(isReady);
  for (const order of ready) Object.assign(order, { state: 'confirmed', confirmedAt: happens(shop) });
  for (const order of ready) {
    const reserved = setting(shop, 'reserve-on') === 'command' ? {} : reserve(shop, order);
    done.set(order, { outcome: 'confirmed', ...reserved });
  }
  const lacking = open.filter((order) => done.get(order)?.backordered !== 0);
  if (open.length > 1) for (const order of lacking) check(shop, order);
  return onEach(shop, ids, (id) => {
    const order = findOrder(shop, id);
    const told = done.get(order);
    if (told?.outcome === 'confirmed') done.delete(order);
    return { id: order.id, ...(told ?? notConfirmed(order)) };
  });
}

const isNamed = ({ id, externalId }: Order, text: string) => id === text.toUpperCase() || externalId === text;
const isReady = ({ errors, holds }: Order) => errors.length === 0 && holds.length === 0;

function refusedFor({ errors }: Order): Done {
  return { outcome: 'refused', error: [errors.length > 0 ? 'order-has-problems' : 'order-held'] };
}

function notConfirmed({ state }: Order): Done {
  if (state === 'cancelled') throw new Refusal('order-cancelled');
  return { outcome: 'unchanged' };
}

function cancel(order: Order, shop: Shop): Done {
  if (order.state === 'cancelled') return { outcome: 'unchanged' };
  refuseShipments(shop, order, 'shipped', 'open');
  refuseInvoiced(shop, order);
  if (!isOpen(order)) throw new Refusal('order-state');
  const { quantity: released, skus } = release(shop, order);
  order.state = 'cancelled';
  serve(shop, skus);
  return { outcome: 'cancelled', released, refundMinor: Math.max(0, -owedMinor(shop, order)) };
}

interface Acting extends Asked {
  readonly verb: string;
  readonly who: Who;
  /** The reason is left out where it is needed. */
  readonly careless?: boolean;
}

function drawEnd(random: Random, { shop }: Sketch, verb: string): string | undefined {
  if (verb === 'reserve') return random.maybe(35, () => hoursLater(shop.now, random.whole(-1, 40)));
  return verb === 'hold' ? random.maybe(70, () => hoursLater(shop.now, random.whole(0, 60)).slice(0, 10)) : undefined;
}

export const orderAct: Act<Acting> = {
  needs: ['verb', 'who', 'names'],
  draw(random, sketch) {
    const usual = ['confirm', 'confirm', 'confirm', 'reserve', 'reserve'];
    const verb = random.pick(random.percent(55) ? usual : Object.keys(verbs));
    const rule = verb === 'reserve' ? random.maybe(30, () => random.pick(['whole', 'part'] as const)) : undefined;
    const { suits } = verbs[verb] as Verb;
    const who = drawWho(random, sketch, (order) => (rule ? order.state === 'confirmed' : suits(order, sketch.shop)));
    const until = drawEnd(random, sketch, verb);
    return who && { verb, who, careless: random.maybe(3, () => true), until, rule };
  },
  line({ verb, who, careless, until, rule }, shop) {
    const { reasoned, dangerous } = verbs[verb] as Verb;
    const reason = reasoned && !careless ? ['--reason', 'asked for it'] : [];
    return lineOf(shop, ['order', verb], who, [
      ...reason,
      ...on('yes', dangerous && who.all),
      ...flag('until', until),
      ...(rule ? [`--${rule}`] : []),
    ]);
  },
  expect({ verb, who, careless, until, rule }, shop) {
    const { all, served, reasoned, act } = verbs[verb] as Verb;
    const found = () =>
      verb === 'reserve'
        ? reservable(shop, rule)
        : shop.orders
            .filter((order) => all(order, shop))
            .sort(servedBefore)
            .map(({ id }) => id);
    const ids = idsOf(shop, who, found);
    if (careless && reasoned) throw new Refusal('reason-needed');
    if (until !== undefined && until <= (verb === 'hold' ? today(shop) : shop.now)) throw new Refusal('time-past');
    if (verb === 'reserve') serve(shop, []);
    if (verb === 'confirm') return confirmTogether(shop, inServingOrder(shop, ids));
    const answer = onEach(shop, served ? inServingOrder(shop, ids) : ids, (id) => {
      const order = findOrder(shop, id);
      return { id: order.id, ...act(order, shop, { until, rule }) };
    });
    return verb === 'reserve' && who.all ? { ...answer, changes: queueOthers(shop) || ids.length > 0 } : answer;
  },
};
