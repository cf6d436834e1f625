// Goods promised to confirmed orders by command: until when, as a whole or in part, for some or for all.
import type { Done } from '../answer.ts';
import { missing } from '../goods.ts';
import { type Order, Refusal, type Shop } from '../model.ts';
import { reserve, serve, servedBefore } from '../rules.ts';

/** What some verbs are told besides. */
export interface Asked {
  /** When what is promised ends, or the day on which a hold does. */
  readonly until?: string;
  /** A rule of the orders' own: all of each at once, or what there is. */
  readonly rule?: 'whole' | 'part';
}

export const isWaiting = (order: Order, shop: Shop) =>
  order.state === 'confirmed' && order.lines.some((_, line) => missing(shop, order, line) > 0);

export function reserveConfirmed(order: Order, shop: Shop, { until, rule }: Asked): Done {
  if (order.state === 'new') throw new Refusal('order-not-confirmed');
  if (order.state === 'cancelled') throw new Refusal('order-cancelled');
  if (order.holds.length > 0) throw new Refusal('order-held');
  const before = order.lines.flatMap(({ reserved }) => reserved);
  const isMoved = until !== undefined && before.some((piece) => piece.until !== until);
  if (until !== undefined) for (const piece of before) piece.until = until;
  const isRuled = setRule(order, rule);
  const reserved = reserve(shop, order, until);
  if (isMoved && reserved.added === 0) return { outcome: 'reserved-until', ...reserved };
  if (reserved.added > 0 || reserved.backordered > 0) return { outcome: reserved.added > 0 ? 'reserved' : 'backordered', ...reserved };
  return { outcome: isRuled ? `sends-${rule}` : 'unchanged', ...reserved };
}

/** Whether it had another; what has no goods has no rule for them. */
function setRule(order: Order, rule: Asked['rule']): boolean {
  if (rule === undefined || order.partial === (rule === 'part') || !order.lines.some(({ shippable }) => shippable)) return false;
  order.partial = rule === 'part';
  return true;
}

/** Those that would get something, each in its turn. */
export function reservable(shop: Shop, rule: Asked['rule']): string[] {
  const trial = structuredClone(shop);
  serve(trial, []);
  return trial.orders
    .filter((order) => isWaiting(order, trial) && order.holds.length === 0)
    .sort(servedBefore)
    .filter((order) => {
      setRule(order, rule);
      return reserve(trial, order).added > 0;
    })
    .map(({ id }) => id);
}

/** All that are confirmed wait from now on for what they lack, also where nothing was there for them. Whether any had not. */
export function queueOthers(shop: Shop): boolean {
  const idle = shop.orders.filter((order) => order.holds.length === 0 && !order.waiting && isWaiting(order, shop));
  for (const order of idle) order.waiting = true;
  return idle.length > 0;
}
