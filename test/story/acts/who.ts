// Which things a step acts on: named, given on stdin, or all of them.
import type { CommandLine, Sketch } from '../act.ts';
import { type Order, Refusal, type Shop } from '../model.ts';
import type { Random } from '../random.ts';
import { typed } from '../rules.ts';

export interface Who {
  /** Names of orders, or ids as they are. Empty: nothing named. */
  readonly names: readonly string[];
  readonly all?: boolean;
  /** Given on stdin, for "-". */
  readonly piped?: boolean;
}

/** Ids that nothing has. */
const wrong = ['O999', 'nonsense', 'S1x'] as const;

/** An order to which this can be done, seldom any other or none. Undefined: there is none, and none is wanted. */
export function drawName(random: Random, { shop }: Sketch, suits: (order: Order) => boolean): string | undefined {
  if (random.percent(2)) return random.pick(wrong);
  const orders = random.percent(8) ? shop.orders : shop.orders.filter(suits);
  return orders.length === 0 ? undefined : nameOf(shop, random.pick(orders));
}

/** What steps call an order: its name stays when other steps are left out, its id does not. */
function nameOf(shop: Shop, { id, externalId }: Order): string {
  return externalId ?? [...shop.names].find(([, of]) => of === id)?.[0] ?? id;
}

/** One of an order's documents: the nth of them, from 1. */
export interface Nth {
  readonly name: string;
  readonly nth: number;
}

/** A document that suits, of an order that has such; seldom another. */
export function drawNth<T extends { readonly order: string }>(
  random: Random,
  sketch: Sketch,
  all: readonly T[],
  suits: (one: T) => boolean,
): Nth | undefined {
  const of = (order: string) => all.filter((one) => one.order === order);
  const name = drawName(random, sketch, (order) => of(order.id).some(suits));
  if (name === undefined) return undefined;
  const own = of(typed(sketch.shop, name));
  const fitting = own.flatMap((one, index) => (suits(one) ? [index + 1] : []));
  return { name, nth: fitting.length > 0 && random.percent(90) ? random.pick(fitting) : random.whole(1, own.length + 1) };
}

/** The document that is meant. */
export function theNth<T extends { readonly order: string }>(shop: Shop, { name, nth }: Nth, all: readonly T[]): T | undefined {
  return all.filter(({ order }) => order === typed(shop, name))[nth - 1];
}

export function drawWho(random: Random, sketch: Sketch, suits: (order: Order) => boolean): Who | undefined {
  if (random.percent(1)) return { names: [] };
  if (random.percent(10)) return { names: [], all: true };
  const names = random.several(1, random.percent(70) ? 1 : 4, () => drawName(random, sketch, suits)).filter((name) => name !== undefined);
  return names.length === 0 ? undefined : { names, piped: random.maybe(15, () => true) };
}

/** The words that say so, after the verb. */
export function lineOf(shop: Shop, verb: readonly string[], { names, all, piped }: Who, more: readonly string[] = []): CommandLine {
  const ids = names.map((name) => typed(shop, name));
  const argv = [...verb, ...(piped ? ['-'] : ids), ...(all ? ['--all'] : []), ...more];
  return piped ? { argv, stdin: ids.map((id) => `${id}\n`).join('') } : { argv };
}

/** The ids that are meant. Refuses as the command line should. */
export function idsOf(shop: Shop, { names, all, piped }: Who, findAll: () => readonly string[]): readonly string[] {
  if (all) return findAll();
  if (names.length === 0 && !piped) throw new Refusal('nothing-selected');
  return [...new Set(names.map((name) => typed(shop, name)))];
}
