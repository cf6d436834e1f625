// Orders changed: lines that come, go, or count otherwise, money, notes; lines cancelled, and taken up again.
import { type Act, flag, type Sketch } from '../act.ts';
import { onEach, type Result } from '../answer.ts';
import { noteChanges, remember } from '../approval.ts';
import { dropLine, isNamed, lineAt, refuseBelow, refuseClosed, refuseDiscount, settle, takeUnits } from '../change.ts';
import { findCustomer } from '../customer.ts';
import { type Line, type Order, Refusal, type Shop, sum, wanted } from '../model.ts';
import { divide, orderDiscounts } from '../money.ts';
import { progress, reservedFor } from '../progress.ts';
import { apply, takeOff } from '../promotion.ts';
import type { Random } from '../random.ts';
import { findOrder, serve, typed } from '../rules.ts';
import { drawCustomer } from './customer.ts';
import { newLine, pounds } from './order-add.ts';
import { micros, prices } from './product.ts';
import { drawName } from './who.ts';

/** A line by its place, from 1, and a number for it. */
interface OfLine {
  readonly nth: number;
  readonly quantity: number;
}

interface Edited {
  readonly name: string;
  readonly added?: { readonly sku: string; readonly quantity: number; readonly price?: string };
  readonly removed?: { readonly nth: number };
  readonly counted?: OfLine;
  readonly priced?: { readonly nth: number; readonly price: string };
  /** In pennies. */
  readonly discount?: number;
  readonly shipping?: number;
  /** Whose order it is. */
  readonly customer?: string;
  readonly note?: string;
  readonly tag?: string;
}

/** What was typed in, and stands on no document yet: what becomes of others when they change has tests of its own. */
export function isPlain(shop: Shop, order: Order): boolean {
  const isBare = ![...shop.documents, ...shop.returns].some((one) => one.order === order.id);
  return order.externalId === null && isBare;
}

export function drawPlain(random: Random, sketch: Sketch): string | undefined {
  const { shop } = sketch;
  const suits = (order: Order) => isPlain(shop, order) && (order.state === 'new' || order.state === 'confirmed');
  return drawName(random, sketch, suits);
}

export function orderNamed(shop: Shop, name: string): Order | undefined {
  return shop.orders.find(({ id, externalId }) => id === typed(shop, name) || externalId === name);
}

/** Asked of an order of which the model does not follow it: only a tag. */
function followed(shop: Shop, data: Edited): Edited {
  const order = orderNamed(shop, data.name);
  return !order || isPlain(shop, order) ? data : { name: data.name, tag: 'gift' };
}

export const orderEdit: Act<Edited> = {
  needs: ['name', 'nth', 'sku', 'quantity', 'price'],
  draw(random, sketch) {
    const name = drawPlain(random, sketch);
    const order = name === undefined ? undefined : orderNamed(sketch.shop, name);
    if (name === undefined) return undefined;
    const nth = () => random.whole(1, random.percent(95) ? Math.max(1, order?.lines.length ?? 1) : 5);
    return {
      name,
      added: random.maybe(25, () => ({
        sku: random.percent(97) ? random.pick(sketch.skus) : 'GHOST',
        quantity: random.whole(1, 4),
        price: random.maybe(30, () => random.pick(prices)),
      })),
      removed: random.maybe(15, () => ({ nth: nth() })),
      counted: random.maybe(50, () => ({ nth: nth(), quantity: random.whole(1, 6) })),
      priced: random.maybe(20, () => ({ nth: nth(), price: random.pick(prices) })),
      discount: random.maybe(15, () => random.whole(0, 600)),
      shipping: random.maybe(15, () => random.whole(0, 500)),
      customer: random.maybe(10, () => drawCustomer(random, sketch.shop)),
      note: random.maybe(15, () => random.pick(['ring twice', 'by the back door'])),
      tag: random.maybe(15, () => random.pick(['gift', 'fragile'])),
    };
  },
  line(data, shop) {
    const { name, ...edit } = followed(shop, data);
    const { added, removed, counted, priced, discount, shipping, customer, note, tag } = edit;
    return {
      argv: [
        ...['order', 'edit', typed(shop, name)],
        ...flag('line', added && `${added.sku}=${added.quantity}${added.price === undefined ? '' : `@${added.price}`}`),
        ...flag('remove', removed?.nth),
        ...flag('quantity', counted && `${counted.nth}=${counted.quantity}`),
        ...flag('price', priced && `${priced.nth}=${priced.price}`),
        ...flag('discount', discount === undefined ? undefined : pounds(discount)),
        ...flag('shipping', shipping === undefined ? undefined : pounds(shipping)),
        ...[...flag('customer', customer), ...flag('note', note)],
        ...flag('tag', tag ?? (isNothing(edit) ? 'gift' : undefined)),
      ],
    };
  },
  expect(data, shop) {
    if (!orderNamed(shop, data.name)) throw new Refusal('order-unknown');
    return onEach(shop, [typed(shop, data.name)], (id) => edit(shop, findOrder(shop, id), followed(shop, data)));
  },
};

const isNothing = (edit: Omit<Edited, 'name'>): boolean => Object.values(edit).every((one) => one === undefined);

function edit(shop: Shop, order: Order, { name: _, ...asked }: Edited): Result {
  const { added, removed, counted, priced, discount, shipping, customer, note, tag = isNothing(asked) ? 'gift' : undefined } = asked;
  refuseClosed(order, 'new', 'confirmed');
  const before = shown(order);
  const weighed = remember(order);
  const errorsBefore = order.errors.length;
  const isOfMoney = [added, removed, counted, priced, discount, shipping, customer].some((one) => one !== undefined);
  if (customer !== undefined) order.customer = findCustomer(shop, customer).id;
  if (isOfMoney) takeOff(shop, order);
  order.note = note ?? order.note;
  if (tag !== undefined) order.tags.add(tag);
  order.discountMinor = discount ?? order.discountMinor;
  order.shippingMinor = shipping ?? order.shippingMinor;
  const gone = removed && lineAt(order, removed.nth);
  const meant = [counted, priced].flatMap((one) => (one ? [lineAt(order, one.nth)] : []));
  if (gone !== undefined && meant.includes(gone)) throw new Refusal('flags-conflict');
  if (counted) refuseBelow(shop, order, lineAt(order, counted.nth), counted.quantity);
  if (counted) (order.lines[counted.nth - 1] as Line).quantity = counted.quantity;
  if (priced) Object.assign(order.lines[lineAt(order, priced.nth)] as Line, { priceMicros: micros(priced.price), priceAssumed: false });
  const line = added && newLine(added, shop, order);
  if (gone !== undefined && order.lines.length === 1 && !line) throw new Refusal('order-lines-all');
  if (line) order.lines.push(line);
  if (gone !== undefined) remove(shop, order, gone);
  if (isOfMoney) refuseDiscount(order);
  if (isOfMoney) apply(shop, order);
  if (shown(order) === before) return { id: order.id, outcome: 'unchanged' };
  noteChanges(shop, order, weighed);
  return { id: order.id, outcome: 'edited', ...settle(shop, order, errorsBefore) };
}

/** What of an order can be edited. */
function shown({ customer, note, tags, saidShippingMinor, discountMinor, shippingMinor, lines }: Order): string {
  const ofLines = lines.map((line) => [line.sku, line.quantity, line.priceMicros, line.discountMinor]);
  return JSON.stringify([customer, note, [...tags], saidShippingMinor, discountMinor, shippingMinor, ofLines]);
}

function remove(shop: Shop, order: Order, line: number): void {
  const own = order.lines[line] as Line;
  refuseBelow(shop, order, line, own.cancelled);
  if (isNamed(shop, order, line)) throw new Refusal('line-stays');
  const freed = takeUnits(shop, order, line, reservedFor(own));
  dropLine(shop, order, line);
  serve(
    shop,
    freed.map(({ sku }) => sku),
  );
}

interface LinesDealt {
  readonly verb: 'cancel' | 'resume';
  readonly name: string;
  readonly lines: readonly { readonly nth: number; readonly quantity?: number }[];
}

export const orderLines: Act<LinesDealt> = {
  needs: ['verb', 'name', 'lines', 'nth'],
  draw(random, sketch) {
    const { shop } = sketch;
    const isResumable = (order: Order) => isPlain(shop, order) && order.lines.some(({ cancelled }) => cancelled > 0);
    const verb = random.percent(40) && shop.orders.some(isResumable) ? 'resume' : 'cancel';
    const name = verb === 'cancel' ? drawPlain(random, sketch) : drawName(random, sketch, isResumable);
    const order = name === undefined ? undefined : orderNamed(shop, name);
    if (name === undefined || (order && !isPlain(shop, order))) return undefined;
    const line = () => ({ nth: random.whole(1, order?.lines.length ?? 1), quantity: random.maybe(70, () => random.whole(1, 3)) });
    return { verb, name, lines: random.several(1, 2, line) };
  },
  line({ verb, name, lines }, shop) {
    const reason = verb === 'cancel' ? ['--reason', 'asked for it'] : [];
    const said = lines.flatMap(({ nth, quantity }) => ['--line', quantity === undefined ? String(nth) : `${nth}=${quantity}`]);
    return { argv: ['order', verb, typed(shop, name), ...said, ...reason] };
  },
  expect: ({ verb, name, lines }, shop) =>
    onEach(shop, [typed(shop, name)], (id) => {
      const order = findOrder(shop, id);
      refuseClosed(order, 'new', 'confirmed', 'completed');
      return verb === 'cancel' ? cancel(shop, order, lines) : resume(shop, order, lines);
    }),
};

/** How many of each line are meant. */
function counts(order: Order, lines: LinesDealt['lines'], most: (line: number) => number): Map<number, number> {
  const found = new Map<number, number>();
  for (const { nth, quantity } of lines) {
    const line = lineAt(order, nth);
    const all = (found.get(line) ?? 0) + (quantity ?? most(line));
    if (all > 0) found.set(line, all);
  }
  return found;
}

function cancel(shop: Shop, order: Order, lines: LinesDealt['lines']): Result {
  const errorsBefore = order.errors.length;
  const asked = counts(order, lines, (line) => {
    const { shipped, packed } = progress(shop, order, line);
    const all = wanted(order.lines[line] as Line);
    return all > shipped + packed ? all - shipped - packed : all;
  });
  for (const [line, quantity] of asked) {
    const own = order.lines[line] as Line;
    if (quantity > wanted(own)) throw new Refusal('line-cancel-too-many');
    refuseBelow(shop, order, line, own.quantity - quantity);
  }
  const quantity = sum([...asked.values()]);
  if (sum(order.lines.map(wanted)) - quantity <= 0) throw new Refusal('order-lines-all');
  if (quantity === 0) return { id: order.id, outcome: 'unchanged' };
  takeOff(shop, order);
  const discounts = orderDiscounts(order);
  for (const [line, units] of asked) {
    const own = order.lines[line] as Line;
    const discountMinor = divide((discounts[line] as number) * units, wanted(own));
    const ownMinor = divide(own.discountMinor * units, wanted(own));
    own.cancellations.push({ quantity: units, ownMinor, discountMinor });
    own.cancelled += units;
    own.discountMinor -= ownMinor;
    order.discountMinor -= discountMinor;
  }
  refuseDiscount(order);
  apply(shop, order);
  noteChanges(shop, order);
  return { id: order.id, outcome: 'lines-cancelled', quantity, ...settle(shop, order, errorsBefore) };
}

function resume(shop: Shop, order: Order, lines: LinesDealt['lines']): Result {
  const errorsBefore = order.errors.length;
  const taken = ({ cancellations }: Line) => ({
    quantity: sum(cancellations.map((one) => one.quantity)),
    ownMinor: sum(cancellations.map((one) => one.ownMinor)),
    discountMinor: sum(cancellations.map((one) => one.discountMinor)),
  });
  const asked = counts(order, lines, (line) => taken(order.lines[line] as Line).quantity);
  if (asked.size > 0) takeOff(shop, order);
  for (const [line, quantity] of asked) {
    const own = order.lines[line] as Line;
    const before = taken(own);
    if (quantity > before.quantity) throw new Refusal('line-resume-too-many');
    const discountMinor = divide(before.discountMinor * quantity, before.quantity);
    const ownMinor = divide(before.ownMinor * quantity, before.quantity);
    own.cancellations.push({ quantity: -quantity, ownMinor: -ownMinor, discountMinor: -discountMinor });
    own.cancelled -= quantity;
    own.discountMinor += ownMinor;
    order.discountMinor += discountMinor;
  }
  const quantity = sum([...asked.values()]);
  if (quantity === 0) return { id: order.id, outcome: 'unchanged' };
  refuseDiscount(order);
  apply(shop, order);
  noteChanges(shop, order);
  return { id: order.id, outcome: 'lines-resumed', quantity, ...settle(shop, order, errorsBefore) };
}
