// Looking orders over: lines whose product became known are linked, and what is found takes the place of what was.
import { createHash } from 'node:crypto';
import type { Order } from '../../domain/order/order.ts';
import type { Problem } from '../../domain/order/problem.ts';
import { findProblems, type Validated } from '../../domain/order/rules/index.ts';
import { seenIn, withWaivers } from '../../domain/order/waiver.ts';
import { ordersById } from '../../store/order.ts';
import { problemsOfOrders, replaceProblems } from '../../store/problem.ts';
import { waiversOf } from '../../store/validation.ts';
import type { Act } from '../shop.ts';
import { type Around, lookAround } from './alike.ts';
import { weighApprovals } from './approval.ts';
import { type Facts, readFacts } from './facts.ts';
import { isOpenLine, linkKnownProducts } from './link.ts';
import { refresh } from './refresh.ts';

export interface CheckedOrder {
  readonly order: Order;
  readonly problems: readonly Problem[];
}

/** Finds an open order's problems anew, stock included, and keeps them; the order's row counts them. Refuses nothing. */
export async function checkOrder(act: Act, order: Order): Promise<CheckedOrder> {
  const problems = await findAndKeep(act, order);
  return { order: await refresh(act, order), problems };
}

/** As {@link checkOrder}, for an act that goes on with the order and refreshes it at its end. */
export async function findAndKeep(act: Act, order: Order, around?: Around): Promise<readonly Problem[]> {
  const [checked] = await findAndKeepAll(act, [order], around ?? (await lookAround(act.db, act.settings, [order])));
  return checked?.problems ?? [];
}

/** As {@link checkOrder} for many orders, each as it stands by itself; in the order in which they are given. */
export async function checkOrders(act: Act, orders: readonly Order[], around: Around): Promise<CheckedOrder[]> {
  const found = await findAndKeepAll(act, orders, around);
  const checked: CheckedOrder[] = [];
  for (const { order, problems, isMoved } of found) {
    const counts = { errorCount: countOf(problems, 'error'), warningCount: countOf(problems, 'warning') };
    checked.push({ order: isMoved ? await refresh(act, order) : { ...order, ...counts }, problems });
  }
  return checked;
}

function countOf(problems: readonly Problem[], severity: Problem['severity']): number {
  return problems.filter((problem) => problem.severity === severity).length;
}

interface FoundOrder extends CheckedOrder {
  /** Its lines, and so its money, or its holds are not what they were. */
  readonly isMoved: boolean;
}

async function findAndKeepAll(act: Act, orders: readonly Order[], around: Around): Promise<FoundOrder[]> {
  const { current, facts, linked } = await linkAll(act, orders, around);
  const ids = current.map(({ id }) => id);
  const waivers = await waiversOf(act.db, ids);
  const known = await problemsOfOrders(act.db, ids);
  const weighed = await weighApprovals(act, current);
  return current.map((order) => {
    const checked = facts.of(order);
    const problems = withWaivers(findProblems(checked), waivers.get(order.id) ?? [], (found) => fingerprintOf(order, found, checked));
    const lineIds = facts.lines(order).map(({ id }) => id);
    replaceProblems(act.database, { orderId: order.id, known: known.get(order.id) ?? [], problems, lineIds }, act.at);
    return { order, problems, isMoved: linked.has(order.id) || weighed.has(order.id) };
  });
}

export interface FoundAnew {
  readonly found: Problem;
  /** The fingerprint of what it is found in. */
  readonly seen: string;
  /** The same found in another order. */
  seenOf(other: Pick<Order, 'id'>): string;
  /** Of a line. */
  readonly lineId: number | undefined;
}

/** What an order has wrong with it now, nothing waived. */
export async function findAnew(act: Act, order: Order): Promise<readonly FoundAnew[]> {
  const facts = await readFacts(act, [order], await lookAround(act.db, act.settings, [order]));
  const checked = facts.of(order);
  return findProblems(checked).map((found) => ({
    found,
    seen: fingerprintOf(order, found, checked),
    seenOf: (other) => fingerprintOf(other, found, checked),
    lineId: facts.lines(order).find(({ position }) => position === found.position)?.id,
  }));
}

/** People's data is what most errors are found in: kept is only what tells whether it is still the same. */
function fingerprintOf({ id }: Pick<Order, 'id'>, found: Problem, checked: Validated): string {
  return createHash('sha256')
    .update(`${id} ${seenIn(found, checked)}`)
    .digest('hex');
}

/** Links what has become known, and reads again where anything has. */
async function linkAll(
  act: Act,
  orders: readonly Order[],
  around: Around,
): Promise<{ readonly current: readonly Order[]; readonly facts: Facts; readonly linked: ReadonlySet<number> }> {
  const facts = await readFacts(act, orders, around);
  const linked = new Set<number>();
  for (const order of orders) {
    const lines = facts.lines(order);
    if (lines.some((line) => isOpenLine(order, line)) && (await linkKnownProducts(act, order, lines))) linked.add(order.id);
  }
  if (linked.size === 0) return { current: orders, facts, linked };
  const anew = await ordersById(act.db, [...linked]);
  const current = orders.map((order) => anew.get(order.id) ?? order);
  return { current, facts: await readFacts(act, current, around), linked };
}
