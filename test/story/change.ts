// An order after a change, as the model has it: promises, problems and holds in line with what it now is.
import { missing, type Piece, partsOf } from './goods.ts';
import { type Line, type Order, Refusal, type Shop, setting, sum, wanted } from './model.ts';
import { goodsOf, moneyOf } from './money.ts';
import { weighPrepayment } from './prepayment.ts';
import { progress, quantityIn, reservedFor } from './progress.ts';
import { check, reserve, serve } from './rules.ts';
import { owedMinor } from './standing.ts';

/** Neither too late nor over. */
export function refuseClosed({ state }: Order, ...allowed: readonly Order['state'][]): void {
  if (state === 'cancelled') throw new Refusal('order-cancelled');
  if (!allowed.includes(state)) throw new Refusal('order-state');
}

/** What has left or is packed is not undone by a number. */
export function refuseBelow(shop: Shop, order: Order, line: number, quantity: number): void {
  const { shipped, packed } = progress(shop, order, line);
  const left = quantity - (order.lines[line] as Line).cancelled;
  if (left < shipped) throw new Refusal('line-shipped');
  if (left < shipped + packed) throw new Refusal('line-packed');
}

/** Neither a line nor all of them come to less than nothing. */
export function refuseDiscount(order: Order): void {
  if (goodsOf(order).some((amount, index) => amount < 0 && (order.lines[index] as Line).discountMinor > 0))
    throw new Refusal('discount-too-large');
  const bare = moneyOf({ ...order, discountMinor: 0, shippingMinor: 0 });
  if (order.discountMinor > (order.pricesIncludeTax ? bare.totalMinor : bare.netMinor)) throw new Refusal('discount-too-large');
}

/** The line of that place, from 1. */
export function lineAt({ lines }: Order, nth: number): number {
  if (nth > lines.length) throw new Refusal('order-line-unknown');
  return nth - 1;
}

/** A document names the line, so that it stays. */
export function isNamed(shop: Shop, order: Order, line: number): boolean {
  const sent = shop.shipments.filter((one) => one.order === order.id).flatMap(({ lines }) => lines);
  const back = shop.returns.filter((one) => one.order === order.id).flatMap(({ lines }) => lines);
  return [...sent, ...back].some((one) => one.line === line) || (order.lines[line] as Line).cancellations.length > 0;
}

/** The line is gone, and those behind it move up. */
export function dropLine(shop: Shop, order: Order, line: number): void {
  order.lines.splice(line, 1);
  const own = <T extends { readonly order: string }>(all: readonly T[]) => all.filter((one) => one.order === order.id);
  for (const { lines } of [...own(shop.shipments), ...own(shop.returns), ...own(shop.documents)])
    for (const one of lines as readonly { line: number }[]) if (one.line > line) one.line -= 1;
}

/** So many units of a line are free, or another's: those promised last first, and never what is packed. */
export function takeUnits(shop: Shop, order: Order, index: number, units: number): Piece[] {
  const line = order.lines[index] as Line;
  const open = shop.shipments.filter((one) => one.order === order.id && one.state === 'open').flatMap(({ lines }) => lines);
  const whole: Piece[] = [];
  const part: Piece[] = [];
  for (const [sku, each] of partsOf(shop, line)) {
    let left = units * each;
    for (const piece of line.reserved.filter((one) => one.sku === sku).reverse()) {
      const packed = quantityIn(
        open.filter((one) => one.sku === sku && one.location === piece.location && one.lot === piece.lot),
        index,
      );
      const taken = Math.min(left, piece.quantity - packed);
      if (taken <= 0) continue;
      if (taken === piece.quantity) whole.unshift({ ...piece });
      else part.push({ ...piece, quantity: taken });
      piece.quantity -= taken;
      left -= taken;
    }
  }
  line.reserved = line.reserved.filter(({ quantity }) => quantity > 0);
  return [...whole, ...part];
}

/** Units that a line has promised beyond what it wants. */
export function excessOf(shop: Shop, order: Order, index: number): number {
  const line = order.lines[index] as Line;
  return Math.max(0, reservedFor(line) - Math.max(0, wanted(line) - progress(shop, order, index).shipped));
}

/** Brings all in line; what is to be told of it. A confirmed order gets no more errors than it had. */
export function settle(shop: Shop, order: Order, errorsBefore: number) {
  const had = hasPromises(shop, order);
  const excess = order.lines.map((_, index) => excessOf(shop, order, index));
  const freed = excess.flatMap((units, index) => (units > 0 ? takeUnits(shop, order, index, units) : []));
  check(shop, order);
  if (order.state === 'confirmed' && order.errors.length > errorsBefore) throw new Refusal('order-edit-errors');
  const { released: unheld, held: heldAgain } = weighPrepayment(shop, order);
  const added = promiseMore(shop, order, had);
  serve(
    shop,
    freed.map(({ sku }) => sku),
  );
  const owed = owedMinor(shop, order);
  const money = { totalMinor: moneyOf(order).totalMinor, refundMinor: Math.max(0, -owed), owedMinor: Math.max(0, owed) };
  const { errors, warnings } = order;
  return { ...money, released: sum(excess), ...added, errors: errors.length, warnings: warnings.length, heldAgain, unheld };
}

/** Whether anything is promised to it, or waits to be; who lacks nothing waits no longer. */
export function hasPromises(shop: Shop, order: Order): boolean {
  const wasWaiting = order.waiting === true;
  if (order.lines.every((_, line) => missing(shop, order, line) === 0)) order.waiting = false;
  return wasWaiting || order.lines.some((line) => reservedFor(line) > 0);
}

export function promiseMore(shop: Shop, order: Order, had: boolean): { reserved: number; backordered: number } {
  const none = { reserved: 0, backordered: 0 };
  if (order.state !== 'confirmed' || (setting(shop, 'reserve-on') === 'command' && !had)) return none;
  if (order.holds.length > 0) {
    order.waiting ||= order.lines.some((_, line) => missing(shop, order, line) > 0);
    return none;
  }
  serve(shop, []);
  const { added, backordered } = reserve(shop, order);
  return { reserved: added, backordered };
}
