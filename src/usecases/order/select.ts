// Which orders an acting verb means.
import { isOmsError } from '../../domain/error.ts';
import { formatId, ownId } from '../../domain/id.ts';
import type { Order } from '../../domain/order/order.ts';
import type { Handle } from '../../store/database.ts';
import { findOrder, ordersById } from '../../store/order.ts';
import { missingOrderIds, servedOrderIds } from '../../store/order-list.ts';
import { read, type Shop, today } from '../shop.ts';
import { filterOf, type OrderQuery } from './read.ts';

/** The ids of the orders a filter finds, as they are served: by priority, then age. */
export function orderIds(shop: Shop, query: OrderQuery): Promise<string[]> {
  return idsBy(servedOrderIds, shop, query);
}

/** The ids of confirmed orders that still need goods and are not held today, as they are served. */
export function lackingIds(shop: Shop, query: OrderQuery): Promise<string[]> {
  return idsBy(missingOrderIds, shop, query);
}

function idsBy(select: typeof servedOrderIds, shop: Shop, query: OrderQuery): Promise<string[]> {
  const on = today(shop);
  return read(shop, async (db) => (await select(db, await filterOf(db, { ...query, on }))).map((id) => formatId('order', id)));
}

/** Orders by the words they were named with; those that name none are left out. Own ids are looked up together. */
export async function ordersNamed(db: Handle, words: readonly string[]): Promise<Map<string, Order>> {
  const numbers = new Map(words.map((word) => [word, ownId('order', word)]));
  const known = await ordersById(
    db,
    [...numbers.values()].flatMap((number) => number ?? []),
  );
  const named = new Map<string, Order>();
  for (const word of words) {
    const order = known.get(numbers.get(word) ?? 0) ?? (await orderOrNone(db, word));
    if (order) named.set(word, order);
  }
  return named;
}

/** The own numbers of orders by the words they were named with; those of none are left out, but for own numbers of none. */
export async function numbersNamed(db: Handle, words: readonly string[]): Promise<number[]> {
  const numbers: number[] = [];
  for (const word of words) {
    const number = ownId('order', word) ?? (await orderOrNone(db, word))?.id;
    if (number !== undefined) numbers.push(number);
  }
  return numbers;
}

async function orderOrNone(db: Handle, word: string): Promise<Order | undefined> {
  try {
    return await findOrder(db, word);
  } catch (error) {
    if (!isOmsError(error)) throw error;
    return undefined;
  }
}

/** The same ids as they are served; those that name no order come last and are refused when their turn comes. */
export function inServingOrder(shop: Shop, ids: readonly string[]): Promise<string[]> {
  if (ids.length < 2) return Promise.resolve([...ids]);
  return read(shop, async (db) => {
    const named = await ordersNamed(db, ids);
    const turns = [...named].sort(([, left], [, right]) => servedBefore(left, right)).map(([id]) => id);
    return [...turns, ...ids.filter((id) => !named.has(id))];
  });
}

/** What decides when an order is served. */
export type Turn = Pick<Order, 'id' | 'priority' | 'orderedAt'>;

/** By priority, then age. */
export function servedBefore(left: Turn, right: Turn): number {
  if (left.priority !== right.priority) return right.priority - left.priority;
  return left.orderedAt === right.orderedAt ? left.id - right.id : left.orderedAt < right.orderedAt ? -1 : 1;
}
