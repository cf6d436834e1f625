// Orders split in two.
import { type Act, flag } from '../act.ts';
import { onEach, type Result } from '../answer.ts';
import { approvedOf, carryApprovals, happens, noteChanges, unweighed } from '../approval.ts';
import { dropLine, excessOf, isNamed, lineAt, promiseMore, refuseBelow, refuseClosed, settle, takeUnits } from '../change.ts';
import { promise } from '../goods.ts';
import { type Line, type Order, Refusal, type Shop, sum, wanted } from '../model.ts';
import { moneyOf, orderDiscounts, shares } from '../money.ts';
import { weighPrepayment } from '../prepayment.ts';
import { errorsIn, type Found } from '../problem.ts';
import { progress, reservedFor } from '../progress.ts';
import { check, findOrder, typed } from '../rules.ts';
import { owedMinor } from '../standing.ts';
import { pounds } from './order-add.ts';
import { drawPlain, isPlain, orderNamed } from './order-edit.ts';

interface Split {
  readonly name: string;
  /** What later steps call the new order. */
  readonly to: string;
  readonly lines: readonly { readonly nth: number; readonly quantity?: number }[];
  /** Freight that goes along, in pennies. */
  readonly shipping?: number;
}

export const orderSplit: Act<Split> = {
  needs: ['name', 'to', 'lines', 'nth'],
  draw(random, sketch) {
    const name = drawPlain(random, sketch);
    const order = name === undefined ? undefined : orderNamed(sketch.shop, name);
    if (name === undefined || (order && !isPlain(sketch.shop, order))) return undefined;
    const line = () => ({ nth: random.whole(1, order?.lines.length ?? 1), quantity: random.maybe(70, () => random.whole(1, 3)) });
    const shipping = random.maybe(25, () => random.whole(0, order?.shippingMinor ?? 100));
    return { name, to: `order-${sketch.shop.orders.length + 1}`, lines: random.several(1, 2, line), shipping };
  },
  line: ({ name, lines, shipping }, shop) => ({
    argv: [
      ...['order', 'split', typed(shop, name)],
      ...lines.flatMap(({ nth, quantity }) => ['--line', quantity === undefined ? String(nth) : `${nth}=${quantity}`]),
      ...flag('shipping', shipping === undefined ? undefined : pounds(shipping)),
    ],
  }),
  expect(data, shop) {
    if (!orderNamed(shop, data.name)) throw new Refusal('order-unknown');
    const expected = onEach(shop, [typed(shop, data.name)], (id) => split(shop, findOrder(shop, id), data));
    if (expected.code === 0) shop.names.set(data.to, expected.results?.[0]?.id as string);
    return expected;
  },
};

/** How many of each line go. */
function moved(shop: Shop, order: Order, lines: Split['lines']): Map<number, number> {
  const found = new Map<number, number>();
  for (const { nth, quantity } of lines) {
    const line = lineAt(order, nth);
    const { shipped, packed } = progress(shop, order, line);
    const left = wanted(order.lines[line] as Line);
    const most = left > shipped + packed ? left - shipped - packed : left;
    found.set(line, (found.get(line) ?? 0) + (quantity ?? most));
  }
  for (const [line, quantity] of found) {
    const own = order.lines[line] as Line;
    if (quantity > wanted(own) || quantity === 0) throw new Refusal('line-split-too-many');
    refuseBelow(shop, order, line, own.quantity - quantity);
  }
  if (order.lines.every((line, index) => wanted(line) === (found.get(index) ?? 0))) throw new Refusal('split-all');
  return found;
}

function split(shop: Shop, order: Order, { lines, shipping = 0 }: Split): Result {
  refuseClosed(order, 'new', 'confirmed');
  const errorsBefore = order.errors.length;
  const approved = approvedOf(shop, order);
  const going = moved(shop, order, lines);
  if (shipping > order.shippingMinor) throw new Refusal('split-freight');
  const discounts = orderDiscounts(order);
  const shareOf = (line: number, units: number) => shares(discounts[line] as number, restOf(order.lines[line] as Line, units))[0] as number;
  const discountMinor = sum([...going].map(([line, units]) => shareOf(line, units)));
  const made = splitOff(shop, order, going, { discountMinor, shippingMinor: shipping });
  shareGiven(order, made, going);
  const waived = waivedLines(shop, order, made, [...going.keys()]);
  const promised = hand(shop, order, made, [...going]);
  order.discountMinor -= discountMinor;
  order.shippingMinor -= shipping;
  made.changedAt.parted = happens(shop);
  for (const part of [order, made]) carryApprovals(approved, part);
  const movedMinor = moveMoney(shop, order, made);
  carryWaived(shop, order, made, waived);
  noteChanges(shop, order);
  const settled = settle(shop, order, errorsBefore);
  check(shop, made);
  if (order.state === 'confirmed' && made.errors.length > errorsBefore) throw new Refusal('order-edit-errors');
  weighPrepayment(shop, made);
  const more = promiseMore(shop, made, promised > 0);
  return {
    ...{ id: made.id, outcome: 'split', order: order.id, quantity: sum([...going.values()]), movedMinor },
    ...{ totalMinor: moneyOf(made).totalMinor, leftMinor: settled.totalMinor },
    ...{ reserved: promised + more.reserved, backordered: more.backordered },
  };
}

const restOf = (line: Line, units: number): [number, number] => [units, wanted(line) - units];

function splitOff(
  shop: Shop,
  order: Order,
  going: ReadonlyMap<number, number>,
  money: Pick<Order, 'discountMinor' | 'shippingMinor'>,
): Order {
  const lines = [...going].map(([line, quantity]) => {
    const { parts: _, ...own } = order.lines[line] as Line;
    return { ...own, quantity, cancelled: 0, cancellations: [], reserved: [] };
  });
  const { externalId: _, channelSays: __, unsettled: ______, waiting: ___, wasPrepaid: ____, saidShippingMinor: _____, ...same } = order;
  const none = {
    tags: new Set(order.tags),
    externalId: null,
    channelSays: new Map(),
    unsettled: new Set<string>(),
    paidMinor: 0,
    refundedMinor: 0,
    overRefunded: false,
    ...unweighed(),
  };
  const made: Order = {
    ...same,
    ...none,
    ...money,
    id: `O${shop.orders.length + 1}`,
    holds: [...order.holds],
    lines,
    errors: [],
    warnings: [],
    waived: new Set(),
  };
  shop.orders.push(made);
  return made;
}

/** What promotions took off a line goes along with it; both are one use. */
function shareGiven(order: Order, made: Order, going: ReadonlyMap<number, number>): void {
  for (const [index, [line, units]] of [...going].entries()) {
    const own = order.lines[line] as Line;
    const discountMinor = shares(own.discountMinor, restOf(own, units))[0] as number;
    own.discountMinor -= discountMinor;
    (made.lines[index] as Line).discountMinor = discountMinor;
  }
  const hasDiscount = ({ lines }: Order) => lines.some((line) => line.discountMinor > 0);
  const isLeft = (one: Order) => (code: string) => (code === 'FREE' ? one.saidShippingMinor !== undefined : hasDiscount(one));
  made.given = order.given.filter(isLeft(made));
  order.given = order.given.filter(isLeft(order));
}

/** What was promised goes along. How many units. */
function hand(shop: Shop, order: Order, made: Order, going: readonly (readonly [number, number])[]): number {
  const units = going.map(([line, quantity], index) => {
    const own = order.lines[line] as Line;
    own.quantity -= quantity;
    const excess = excessOf(shop, order, line);
    const to = made.lines[index] as Line;
    if (excess > 0 && own.parts) to.parts = own.parts;
    if (excess > 0) promise(to, takeUnits(shop, order, line, excess));
    return reservedFor(to);
  });
  const gone = going.map(([line]) => line).filter((line) => order.lines[line]?.quantity === 0 && !isNamed(shop, order, line));
  for (const line of gone.sort((a, b) => b - a)) dropLine(shop, order, line);
  return sum(units);
}

/** Lines of both orders in which, or in the whole of which, somebody has taken an error upon themselves. */
function waivedLines(shop: Shop, order: Order, made: Order, going: readonly number[]): ReadonlySet<Line> {
  const waived = new Set(errorsIn(shop, order).flatMap(({ seen, line }) => (line && order.waived.has(seen) ? [line] : [])));
  for (const [index, line] of going.entries()) if (waived.has(order.lines[line] as Line)) waived.add(made.lines[index] as Line);
  return waived;
}

/** What was waived holds in both parts, as long as they have no more wrong with them. */
function carryWaived(shop: Shop, order: Order, made: Order, waived: ReadonlySet<Line>): void {
  const isGood = ({ seen, line }: Found) => order.waived.has(seen) || (line !== undefined && waived.has(line));
  for (const part of [made, order]) for (const { seen } of errorsIn(shop, part).filter(isGood)) part.waived.add(seen);
}

/** What was paid pays the old order first. */
function moveMoney(shop: Shop, from: Order, to: Order): number {
  const amount = Math.min(Math.max(0, -owedMinor(shop, from)), Math.max(0, owedMinor(shop, to)));
  from.paidMinor -= amount;
  to.paidMinor += amount;
  return amount;
}
