// What is told by looking beyond an order: others that look the same, and what the shop usually sells at a time.
import { groupBy } from '../../domain/group.ts';
import { formatId } from '../../domain/id.ts';
import type { Order } from '../../domain/order/order.ts';
import { keysOfBuyer, wantedKey } from '../../domain/order/rules/duplicate.ts';
import type { Settings } from '../../domain/settings.ts';
import { addDays } from '../../domain/time.ts';
import type { Handle } from '../../store/database.ts';
import { type LikelyOrder, latestTotals, ordersBetween, ordersToCompare, partiesById, wantedOf } from '../../store/validation.ts';
import { read, type Shop } from '../shop.ts';
import { numbersNamed } from './select.ts';

/** Read once for all orders that are looked over in one command. */
export interface Around {
  /** By order: the earlier ones that look the same. */
  readonly alike: ReadonlyMap<number, readonly string[]>;
  /** By currency: what nearly all of the latest orders came to at most. */
  readonly usualMinor: ReadonlyMap<string, number>;
}

/** Looks around the orders that a command will take one after the other, before the first of them. */
export function lookAroundNamed(shop: Shop, ids: readonly string[]): Promise<Around> {
  return read(shop, async (db) => lookAround(db, shop.settings, await ordersToCompare(db, await numbersNamed(db, ids))));
}

type Asked = Pick<Order, 'id' | 'orderedOn' | 'totalMinor' | 'currency'>;

/** Looks around these orders, however many: nothing is looked for order by order. */
export async function lookAround(db: Handle, settings: Settings, orders: readonly Asked[]): Promise<Around> {
  const usualMinor = new Map<string, number>();
  for (const currency of new Set(orders.map((order) => order.currency))) {
    const usual = usualMost(await latestTotals(db, currency), TOTALS_LEAST);
    if (usual !== undefined) usualMinor.set(currency, usual);
  }
  return { alike: settings['severity.duplicate-likely'] === 'off' ? new Map() : await findAlike(db, settings, orders), usualMinor };
}

const TOTALS_LEAST = 20;
const NEARLY_ALL = 0.9;

/** What nine of ten came to at most; undefined where there are too few to tell. */
export function usualMost(values: readonly number[], least: number): number | undefined {
  if (values.length < least) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(NEARLY_ALL * (sorted.length - 1))];
}

async function findAlike(db: Handle, settings: Settings, orders: readonly Asked[]): Promise<Map<number, string[]>> {
  const days = Number(settings['duplicate-days']);
  const candidates = sameTotals(await around(db, orders, days), orders);
  if (candidates.length === 0) return new Map();
  const buyers = await byBuyer(db, candidates);
  const asked = new Set(orders.map(({ id }) => id));
  const pairs = [...buyers.values()].flatMap((group) => pairsOf(group, asked, days));
  const wanted = await wantedOf(db, [...new Set(pairs.flat())]);
  const lines = (id: number) => wantedKey(wanted.get(id) ?? []);
  const alike = new Map<number, Set<number>>();
  for (const [earlier, later] of pairs) {
    const key = lines(later);
    if (key === '' || key !== lines(earlier)) continue;
    alike.set(later, (alike.get(later) ?? new Set()).add(earlier));
  }
  return new Map([...alike].map(([id, others]) => [id, [...others].sort((a, b) => a - b).map((other) => formatId('order', other))]));
}

/** Orders of the days around those that are asked for, with their totals. */
async function around(db: Handle, orders: readonly Asked[], days: number): Promise<LikelyOrder[]> {
  const found: LikelyOrder[] = [];
  for (const { from, to, totals } of spansOf(orders, days)) found.push(...(await ordersBetween(db, { from, to, totals: [...totals] })));
  return found;
}

interface Span {
  readonly from: string;
  to: string;
  readonly totals: Set<number>;
}

/** The days around orders, those that meet as one: orders of one file may be of a week or of a year. */
function spansOf(orders: readonly Asked[], days: number): Span[] {
  const spans: Span[] = [];
  for (const { orderedOn, totalMinor } of [...orders].sort((a, b) => (a.orderedOn < b.orderedOn ? -1 : 1))) {
    const last = spans.at(-1);
    const from = addDays(orderedOn, -days);
    const span = last && from <= last.to ? last : { from, to: '', totals: new Set<number>() };
    if (span !== last) spans.push(span);
    span.to = addDays(orderedOn, days);
    span.totals.add(totalMinor);
  }
  return spans;
}

/** Those that share their total with one that is asked for: what wants the same costs the same. */
function sameTotals(all: readonly LikelyOrder[], orders: readonly Asked[]): LikelyOrder[] {
  const key = ({ currency, totalMinor }: Pick<Asked, 'currency' | 'totalMinor'>) => `${currency} ${totalMinor}`;
  const counts = new Map<string, number>();
  const asked = new Set(orders.map(key));
  for (const order of all) if (asked.has(key(order))) counts.set(key(order), (counts.get(key(order)) ?? 0) + 1);
  return all.filter((order) => (counts.get(key(order)) ?? 0) > 1);
}

/** Groups of orders of one total that are from the same somebody. */
async function byBuyer(db: Handle, candidates: readonly LikelyOrder[]): Promise<Map<string, LikelyOrder[]>> {
  const parties = await partiesById(
    db,
    candidates.flatMap(({ shipPartyId }) => shipPartyId ?? []),
  );
  const keyed = candidates.flatMap((order) => {
    const buyers = keysOfBuyer({ ...order, party: parties.get(order.shipPartyId ?? 0) });
    return [...buyers].map((buyer) => ({ key: `${order.currency} ${order.totalMinor} ${buyer}`, order }));
  });
  return groupBy(
    keyed,
    ({ key }) => key,
    ({ order }) => order,
  );
}

/** Earlier and later of each two that are near enough; the later is one that is asked for. */
function pairsOf(group: readonly LikelyOrder[], asked: ReadonlySet<number>, days: number): [earlier: number, later: number][] {
  if (group.length === 1) return [];
  const sorted = [...group].sort((a, b) => a.id - b.id);
  return sorted.flatMap((later, index) =>
    asked.has(later.id)
      ? sorted
          .slice(Math.max(0, index - ALIKE_MOST), index)
          .filter((earlier) => areNear(earlier.orderedOn, later.orderedOn, days))
          .map((earlier): [number, number] => [earlier.id, later.id])
      : [],
  );
}

function areNear(one: string, other: string, days: number): boolean {
  return one <= addDays(other, days) && other <= addDays(one, days);
}

/** So many are told of at most. */
const ALIKE_MOST = 5;
