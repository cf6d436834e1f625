// What a person has taken upon themselves in an order holds in its parts, as long as these have no more wrong with them.
import type { Order } from '../../domain/order/order.ts';
import { partCodes, type Waiver } from '../../domain/order/waiver.ts';
import { orderById } from '../../store/order.ts';
import { insertWaiver } from '../../store/problem.ts';
import { waiversOf } from '../../store/validation.ts';
import type { Act } from '../shop.ts';
import { type FoundAnew, findAnew } from './check.ts';

/** An order's waivers, and what they were good for before it was split. */
export interface Waived {
  readonly order: Order;
  readonly waivers: readonly Waiver[];
  readonly found: readonly FoundAnew[];
}

export async function waivedOf(act: Act, order: Order): Promise<Waived> {
  const waivers = (await waiversOf(act.db, [order.id])).get(order.id) ?? [];
  const found = waivers.length > 0 ? await findAnew(act, order) : [];
  return { order, waivers, found: found.filter(({ seen }) => waivers.some((waiver) => waiver.seen.includes(seen))) };
}

/**
 * Gives one of both orders, the old or the new, the waivers that are good for what is found in it. `lineOf` names the line
 * that a line of the new order comes of.
 */
export async function carryWaivers(act: Act, waived: Waived, orderId: number, lineOf: ReadonlyMap<number, number>): Promise<void> {
  if (waived.waivers.length === 0) return;
  const carried = new Map<Waiver, string[]>();
  for (const one of await findAnew(act, await orderById(act.db, orderId))) {
    const waiver = goodFor(one, waived, lineOf);
    if (waiver && !waiver.seen.includes(one.seen)) carried.set(waiver, [...(carried.get(waiver) ?? []), one.seen]);
  }
  for (const [waiver, seen] of carried) await insertWaiver(act.db, orderId, { ...waiver, seen });
}

/** Found in the same values as it was waived for, or in a part of what was waived. */
function goodFor(one: FoundAnew, { order, waivers, found }: Waived, lineOf: ReadonlyMap<number, number>): Waiver | undefined {
  const lineId = one.lineId && (lineOf.get(one.lineId) ?? one.lineId);
  const whole = found.find((before) => before.found.code === one.found.code && before.lineId === lineId);
  const seen = whole && partCodes.has(one.found.code) ? whole.seen : one.seenOf(order);
  return waivers.findLast((waiver) => waiver.seen.includes(seen));
}
