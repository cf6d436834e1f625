// What is done to orders that are there: one verb after the other.
import { type Act, flag, hoursLater, on, type Sketch } from '../act.ts';
import { type Done, type Expected, onEach } from '../answer.ts';
import { missing, today } from '../goods.ts';
import { type Order, Refusal, type Shop, setting } from '../model.ts';
import { weighPrepayment } from '../prepayment.ts';
import { reservedFor } from '../progress.ts';
import { takeUsesAgain } from '../promotion.ts';
import type { Random } from '../random.ts';
import {
  check,
  findOrder,
  inServingOrder,
  refuseInvoiced,
  refuseShipments,
  release,
  reserve,
  serve,
  servedBefore,
  serveOrder,
} from '../rules.ts';
import { owedMinor } from '../standing.ts';
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
  act(order: Order, shop: Shop, until?: string): Done;
}

const isNew = ({ state }: Order) => state === 'new';
const isOpen = ({ state }: Order) => state === 'new' || state === 'confirmed';
const isWaiting = (order: Order, shop: Shop) =>
  order.state === 'confirmed' && order.lines.some((_, line) => missing(shop, order, line) > 0);

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
    all: (order) => isNew(order) && order.errors.length === 0 && order.holds.length === 0,
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
    act(order, shop, until) {
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
      const { holds } = order;
      order.holds = [];
      order.heldUntil = undefined;
      if (holds.includes('unpaid')) order.wasPrepaid = false;
      if (holds.length > 0) serveOrder(shop, order);
      return holds.length > 0 ? { outcome: 'unheld', holds } : { outcome: 'unchanged' };
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
  serve(shop, []);
  const open = [...new Set(ids)].flatMap((id) => shop.orders.filter((order) => isNew(order) && isNamed(order, id)));
  for (const order of open) check(shop, order);
  const done = new Map(open.map((order) => [order, isReady(order) ? undefined : refusedFor(order)]));
  const ready = open.filter(isReady);
  for (const order of ready) order.state = 'confirmed';
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

function reserveConfirmed(order: Order, shop: Shop, until?: string): Done {
  if (order.state === 'new') throw new Refusal('order-not-confirmed');
  if (order.state === 'cancelled') throw new Refusal('order-cancelled');
  if (order.holds.length > 0) throw new Refusal('order-held');
  const before = order.lines.flatMap(({ reserved }) => reserved);
  const isMoved = until !== undefined && before.some((piece) => piece.until !== until);
  if (until !== undefined) for (const piece of before) piece.until = until;
  const reserved = reserve(shop, order, until);
  if (isMoved && reserved.added === 0) return { outcome: 'reserved-until', ...reserved };
  return { outcome: reserved.added > 0 ? 'reserved' : reserved.backordered > 0 ? 'backordered' : 'unchanged', ...reserved };
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

/** Those that would get something, each in its turn. */
function reservable(shop: Shop): string[] {
  const trial = structuredClone(shop);
  serve(trial, []);
  return trial.orders
    .filter((order) => isWaiting(order, trial) && order.holds.length === 0)
    .sort(servedBefore)
    .filter((order) => reserve(trial, order).added > 0)
    .map(({ id }) => id);
}

interface Acting {
  readonly verb: string;
  readonly who: Who;
  /** The reason is left out where it is needed. */
  readonly careless?: boolean;
  /** When what is promised ends, or the day on which a hold does. */
  readonly until?: string;
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
    const who = drawWho(random, sketch, (order) => (verbs[verb] as Verb).suits(order, sketch.shop));
    const until = drawEnd(random, sketch, verb);
    return who && { verb, who, careless: random.maybe(3, () => true), until };
  },
  line({ verb, who, careless, until }, shop) {
    const { reasoned, dangerous } = verbs[verb] as Verb;
    const reason = reasoned && !careless ? ['--reason', 'asked for it'] : [];
    return lineOf(shop, ['order', verb], who, [...reason, ...on('yes', dangerous && who.all), ...flag('until', until)]);
  },
  expect({ verb, who, careless, until }, shop) {
    const { all, served, reasoned, act } = verbs[verb] as Verb;
    const found = () =>
      verb === 'reserve'
        ? reservable(shop)
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
      return { id: order.id, ...act(order, shop, until) };
    });
    return verb === 'reserve' && who.all ? { ...answer, changes: queueOthers(shop) || ids.length > 0 } : answer;
  },
};

/** All that are confirmed wait from now on for what they lack, also where nothing was there for them. Whether any had not. */
function queueOthers(shop: Shop): boolean {
  const idle = shop.orders.filter(({ state, holds, waiting }) => state === 'confirmed' && holds.length === 0 && !waiting);
  for (const order of idle) reserve(shop, order);
  return idle.some(({ waiting }) => waiting);
}
