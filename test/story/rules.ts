// The model's rules: what is said no to, who is served first, what is reserved.
import { weigh } from './approval.ts';
import { contentOf, dueOf, enoughFor, freeOfEach, missing, type Piece, partsOf, pick, promise, today, withWholes } from './goods.ts';
import { type Line, type Order, type Product, Refusal, type Shop, setting, sum, wanted } from './model.ts';
import { costsAsUsual, inTerms } from './money.ts';
import { errorsIn, type Found } from './problem.ts';
import { progress, reservedFor } from './progress.ts';
import { codeWarnings } from './promotion.ts';
import { standing } from './standing.ts';

/** What to type for an order that a step names: the id it was given, or the name itself. */
export function typed(shop: Shop, name: string): string {
  return shop.names.get(name) ?? name;
}

export function findOrder(shop: Shop, text: string): Order {
  const order = shop.orders.find(({ id, externalId }) => id === text.toUpperCase() || externalId === text);
  if (!order) throw new Refusal('order-unknown');
  return order;
}

/** By priority, then age. */
export function servedBefore(left: Order, right: Order): number {
  if (left.priority !== right.priority) return right.priority - left.priority;
  if (left.orderedAt !== right.orderedAt) return left.orderedAt < right.orderedAt ? -1 : 1;
  return Number(left.id.slice(1)) - Number(right.id.slice(1));
}

/** The ids as they are served; those of no order last. */
export function inServingOrder(shop: Shop, ids: readonly string[]): string[] {
  const known: { id: string; order: Order }[] = [];
  const unknown: string[] = [];
  for (const id of ids) {
    try {
      known.push({ id, order: findOrder(shop, id) });
    } catch {
      unknown.push(id);
    }
  }
  return [...known.sort((left, right) => servedBefore(left.order, right.order)).map(({ id }) => id), ...unknown];
}

/** Looks an order over: what has become known is linked, errors and warnings are found anew, and who is to approve it. */
export function check(shop: Shop, order: Order): void {
  for (const line of order.lines) link(shop, order, line);
  checkLightly(shop, order);
  order.warnings.push(...codeWarnings(shop, order), ...stockWarnings(shop, order));
  weigh(shop, order);
}

/** Without a look at stock, as orders come in from files. Errors that were waived are warnings. */
export function checkLightly(shop: Shop, order: Order): void {
  const found = errorsIn(shop, order);
  const isWaived = ({ seen }: Found) => order.waived.has(seen);
  order.errors = found.filter((one) => !isWaived(one)).map(({ code }) => code);
  order.warnings = [...found.filter(isWaived).map(({ code }) => code), ...order.lines.flatMap((line) => priceWarnings(shop, order, line))];
}

function priceWarnings(shop: Shop, order: Order, line: Line): string[] {
  const usual = shop.products.get(line.sku)?.priceMicros ?? null;
  if (wanted(line) <= 0 || !line.known || line.priceAssumed || usual === null) return [];
  return costsAsUsual(shop, order, line, usual) ? [] : ['price-differs'];
}

/** Lines that could not have all they want, each in its turn. */
function stockWarnings(shop: Shop, order: Order): string[] {
  const left = freeOfEach(shop);
  return order.lines.flatMap((line, index) => {
    if (!line.known || !line.shippable) return [];
    const parts = partsOf(shop, line);
    const free = enoughFor(parts, left);
    const open = missing(shop, order, index);
    take(left, parts, Math.min(free, open));
    return open > free ? ['stock-short'] : [];
  });
}

function take(from: Map<string, number>, parts: ReadonlyMap<string, number>, units: number): void {
  for (const [sku, each] of parts) from.set(sku, (from.get(sku) ?? 0) - units * each);
}

function link(shop: Shop, order: Order, line: Line): void {
  const product = shop.products.get(line.sku);
  if (!product) return;
  if (line.taxAssumed) line.taxPpm = product.taxPpm;
  line.taxAssumed = false;
  if (line.priceAssumed && product.priceMicros !== null) {
    line.priceMicros = inTerms(shop, order, product.priceMicros, line.taxPpm);
    line.priceAssumed = false;
  }
  if (line.known) return;
  line.known = true;
  line.shippable &&= product.isGoods || product.isKit;
}

/** Promises what is there, line by line; where parts may not be, all or nothing. How many, and what then is missing. */
export function reserve(
  shop: Shop,
  order: Order,
  until?: string,
): { wanted: number; reserved: number; added: number; backordered: number } {
  const needs = order.lines.map((_, line) => missing(shop, order, line));
  const given = shared(shop, order, needs);
  const isWhole = given.every((units, line) => units === needs[line]);
  const added = isWhole || mayGoInPart(shop, order) ? sum(given) : 0;
  if (added > 0) for (const [index, line] of order.lines.entries()) promiseUnits(shop, line, given[index] as number, until);
  const goods = order.lines.flatMap((line, index) =>
    line.shippable ? [{ due: dueOf(shop, order, index), ...progress(shop, order, index) }] : [],
  );
  const open = sum(goods.map(({ due, shipped }) => due - shipped));
  const reserved = sum(goods.map((one) => one.reserved));
  order.waiting = reserved < open;
  if (added > 0) lookAgain(shop, order);
  return { wanted: open, reserved, added, backordered: open - reserved };
}

/** Whether part of an order may be promised and sent. */
export function mayGoInPart(shop: Shop, { partial }: Order): boolean {
  return partial ?? setting(shop, 'allow-partial') === 'true';
}

/** How many each line could have, one after the other. */
function shared(shop: Shop, order: Order, needs: readonly number[]): number[] {
  const left = freeOfEach(shop);
  return order.lines.map((line, index) => {
    const parts = partsOf(shop, line);
    const units = Math.min(needs[index] as number, enoughFor(parts, left));
    take(left, parts, units);
    return units;
  });
}

function promiseUnits(shop: Shop, line: Line, units: number, until: string | undefined): void {
  if (units === 0) return;
  if (shop.products.get(line.sku)?.isKit) line.parts ??= contentOf(shop, line.sku);
  for (const [sku, each] of partsOf(shop, line)) {
    const pieces = pick(shop, shop.products.get(sku) as Product, units * each);
    promise(
      line,
      pieces.map((piece) => ({ ...piece, until })),
    );
  }
}

/** What was short may be short no more. */
function lookAgain(shop: Shop, order: Order): void {
  if (order.waiting && order.warnings.includes('stock-short')) check(shop, order);
  else if (!order.waiting) order.warnings = order.warnings.filter((code) => code !== 'stock-short');
}

/** What is promised to an order is free again, and it waits no longer. How much it was, and of what. */
export function release(shop: Shop, order: Order): { quantity: number; skus: string[] } {
  const quantity = sum(order.lines.map(reservedFor));
  const skus = order.lines.flatMap(({ reserved }) => reserved.map(({ sku }) => sku));
  for (const line of order.lines) line.reserved = [];
  thaw(shop, order);
  order.waiting = false;
  return { quantity, skus };
}

/** What is free goes to the orders that wait for one of these, alone or in a kit, by priority, then age. */
export function serve(shop: Shop, skus: readonly string[]): void {
  // who is held no more may have waited for anything
  const all = liftOver(shop) ? [...shop.products.keys()] : skus;
  const wholes = withWholes(shop, [...all, ...sweep(shop)]);
  const waiting = shop.orders.filter(({ lines }) => lines.some((line) => line.known && wholes.has(line.sku)));
  for (const order of waiting.sort(servedBefore)) serveOrder(shop, order);
}

/** Whether a hold or a promise ends by itself with the next command that counts goods, whatever else that does. */
export function isAnythingOver(shop: Shop): boolean {
  const isOver = ({ until }: Piece) => until !== undefined && until <= shop.now;
  return shop.orders.some((order) => isHoldOver(shop, order) || order.lines.some(({ reserved }) => reserved.some(isOver)));
}

/** Whether a person's hold was to last until today at most. */
function isHoldOver(shop: Shop, { heldUntil }: Order): boolean {
  return heldUntil !== undefined && heldUntil <= today(shop);
}

/** Nothing holds it, or only what is over today, though nobody has lifted it yet. */
export function isUnheld(shop: Shop, order: Order): boolean {
  return order.holds.every((hold) => hold === 'person' && isHoldOver(shop, order));
}

/** Ends the holds whose day has come. Whether any order may go on by that. */
function liftOver(shop: Shop): boolean {
  const over = shop.orders.filter((order) => isHoldOver(shop, order));
  for (const order of over) {
    order.holds = order.holds.filter((hold) => hold !== 'person');
    order.heldUntil = undefined;
  }
  return over.some(({ holds }) => holds.length === 0);
}

/** What was promised until now at the latest is free, but for what is paid or packed; these orders wait no longer. */
function sweep(shop: Shop): string[] {
  const isOver = ({ until }: Piece) => until !== undefined && until <= shop.now;
  const isPacked = ({ id }: Order) => shop.shipments.some(({ order, state }) => order === id && state === 'open');
  const over = shop.orders.filter(({ lines }) => lines.some(({ reserved }) => reserved.some(isOver)));
  return over
    .filter((order) => !isPacked(order) && standing(shop, order).paymentState !== 'paid')
    .flatMap((order) => {
      const freed = order.lines.flatMap(({ reserved }) => reserved.filter(isOver));
      for (const line of order.lines) line.reserved = line.reserved.filter((piece) => !isOver(piece));
      order.waiting = false;
      thaw(shop, order);
      return freed.map(({ sku }) => sku);
    });
}

/** Kits of which nothing is promised or sent are taken as they will be made then. */
function thaw(shop: Shop, order: Order): void {
  const own = shop.shipments.filter((one) => one.order === order.id).flatMap(({ lines }) => lines);
  for (const [index, line] of order.lines.entries())
    if (line.reserved.length === 0 && !own.some((one) => one.line === index)) delete line.parts;
}

export function serveOrder(shop: Shop, order: Order): void {
  if (order.waiting && order.state === 'confirmed' && order.holds.length === 0) reserve(shop, order);
}

/** Refuses what has left or is packed. */
export function refuseShipments(shop: Shop, order: Order, ...states: readonly ('open' | 'shipped')[]): void {
  const own = shop.shipments.filter((one) => one.order === order.id);
  if (states.includes('shipped') && own.some(({ state }) => state === 'shipped' || state === 'delivered'))
    throw new Refusal('order-shipped');
  if (states.includes('open') && own.some(({ state }) => state === 'open')) throw new Refusal('order-packed');
}

export function refuseInvoiced(shop: Shop, order: Order): void {
  const own = shop.documents.filter((one) => one.order === order.id);
  if (sum(own.map(({ kind, totalMinor }) => (kind === 'invoice' ? totalMinor : -totalMinor))) !== 0) throw new Refusal('order-invoiced');
}
