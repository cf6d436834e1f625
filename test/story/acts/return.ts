// Goods back: asked for, come, called off; with them the money and the credit note.
import { type Act, flag, on, type Told } from '../act.ts';
import { onceFor, onEach, type Result } from '../answer.ts';
import { put } from '../goods.ts';
import { type GoodsReturn, type Line, type Order, orderById, type Quantity, Refusal, type Shop, sum, type Worth } from '../model.ts';
import { moneyOf, worthOf } from '../money.ts';
import { creditedMinor, progress } from '../progress.ts';
import type { Random } from '../random.ts';
import { findOrder, serve, typed } from '../rules.ts';
import { creditable, nextNumber } from './invoice.ts';
import { drawLocation, locationNamed } from './location.ts';
import { lotsBack, piecesOf } from './return-lots.ts';
import { keys } from './stock.ts';
import { drawName, drawNth, type Nth, theNth } from './who.ts';

interface Wish {
  readonly sku: string;
  readonly quantity: number;
  readonly damaged?: boolean;
}

/** How goods are dealt with that have come. */
interface Receiving {
  /** What is paid back, in pennies, or nothing; left out: all that may be. */
  readonly refund?: number | 'none';
  readonly allowOver?: boolean;
  readonly location?: string;
}

interface Recorded extends Receiving {
  readonly name: string;
  /** Empty: everything that was sent. */
  readonly wishes: readonly Wish[];
  readonly ask?: boolean;
  readonly key?: string;
}

const drawWish = (random: Random, skus: readonly string[]): Wish => ({
  sku: random.pick(skus),
  quantity: random.percent(60) ? 1 : random.whole(1, 4),
  damaged: random.maybe(30, () => true),
});

function skusOf(shop: Shop, name: string): string[] | undefined {
  const order = shop.orders.find(({ id }) => id === typed(shop, name));
  const skus = order && returnable(shop, order).flatMap(({ sku, most }) => (most > 0 ? [sku] : []));
  return skus?.length ? skus : undefined;
}

const drawReceiving = (random: Random): Receiving => ({
  refund: random.maybe(35, () => (random.percent(50) ? 'none' : random.pick([0, 1, 250, 999_900]))),
  allowOver: random.maybe(8, () => true),
  location: drawLocation(random),
});

export const returnRecord: Act<Recorded> = {
  needs: ['name', 'wishes', 'sku', 'quantity'],
  draw(random, sketch) {
    const { shop } = sketch;
    const name = drawName(random, sketch, (order) => returnable(shop, order).some(({ most }) => most > 0));
    if (name === undefined) return undefined;
    const skus = skusOf(shop, name) ?? sketch.skus;
    return {
      name,
      wishes: random.percent(30) ? [] : random.several(1, 2, () => drawWish(random, skus)),
      ...(random.percent(35) ? { ask: true } : drawReceiving(random)),
      key: random.maybe(10, () => random.pick(keys)),
    };
  },
  line: (data, shop) => ({ argv: [...words(data, shop), ...flag('key', data.key)] }),
  expect: (data, shop, told) => onceFor(shop, data.key, words(data, shop).join('\n'), () => record(data, shop, told)),
};

function words({ name, wishes, ask, ...receiving }: Recorded, shop: Shop): string[] {
  const goods = wishes.length === 0 ? ['--all-lines'] : linesOf(wishes);
  return ['return', 'record', typed(shop, name), ...goods, '--reason', 'broken', ...on('ask', ask), ...receivingWords(receiving)];
}

function linesOf(wishes: readonly Wish[]): string[] {
  return wishes.flatMap(({ sku, quantity, damaged }) => ['--line', `${sku}=${quantity}${damaged ? ':damaged' : ''}`]);
}

function receivingWords({ refund, allowOver, location }: Receiving): string[] {
  const amount = refund === 'none' ? ['--no-refund'] : refund === undefined ? [] : ['--refund', (refund / 100).toFixed(2)];
  return [...amount, ...on('allow-over', allowOver), ...flag('location', location)];
}

interface Returnable {
  readonly line: number;
  readonly sku: string;
  readonly most: number;
}

interface Goods {
  readonly line: number;
  quantity: number;
  damaged: number;
}

function record(data: Recorded, shop: Shop, told: Told): Result {
  const order = findOrder(shop, typed(shop, data.name));
  const goods = chosen(returnable(shop, order), data.wishes);
  const returned: GoodsReturn = {
    id: `R${shop.returns.length + 1}`,
    order: order.id,
    state: 'asked',
    lines: goods.map(({ line, quantity }) => ({ line, asked: quantity, received: 0, uninvoiced: 0, lots: [] })),
    valueMinor: 0,
    worth: { minor: 0, tolerance: 0 },
    uninvoicedMinor: 0,
    uninvoicedTolerance: 0,
    refundMinor: 0,
  };
  shop.returns.push(returned);
  return data.ask ? { id: returned.id, outcome: 'asked' } : receive(shop, returned, goods, data, told);
}

function returnable(shop: Shop, order: Order): Returnable[] {
  return order.lines.flatMap(({ sku, shippable }, line) => {
    const { shipped, returnAsked } = progress(shop, order, line);
    return shippable ? [{ line, sku, most: shipped - returnAsked }] : [];
  });
}

/** Wishes put on lines, each SKU's in their order. */
function chosen(lines: readonly Returnable[], wishes: readonly Wish[]): Goods[] {
  const goods = lines.map(({ line, most }) => ({ line, quantity: wishes.length === 0 ? most : 0, damaged: 0 }));
  for (const { sku, quantity, damaged } of wishes) {
    const own = lines.flatMap((line, index) => (line.sku === sku ? [index] : []));
    if (own.length === 0) throw new Refusal('return-line-unknown');
    let open = quantity;
    for (const index of own) {
      const one = goods[index] as Goods;
      const taken = Math.min(open, (lines[index] as Returnable).most - one.quantity);
      one.quantity += taken;
      if (damaged) one.damaged += taken;
      open -= taken;
    }
    if (open > 0) throw new Refusal('return-too-many');
  }
  const some = goods.filter(({ quantity }) => quantity > 0);
  if (some.length === 0) throw new Refusal('return-nothing');
  return some;
}

/** Goods on the shelf, what was invoiced credited, money back. What it was worth is told, and held against `worth`. */
function receive(shop: Shop, returned: GoodsReturn, goods: readonly Goods[], receiving: Receiving, told: Told): Result {
  const location = locationNamed(shop, receiving.location);
  const order = orderById(shop, returned.order);
  const worth = worthOf(order, goods);
  // where the program refused it said no value: then the least that it may be worth must be less than what was asked for
  const valueMinor = told(0, 'valueMinor') ?? Math.floor(worth.minor - worth.tolerance);
  const lines = creditable(shop, order.id, goods);
  for (const one of goods) noteUninvoiced(shop, returned, order, one);
  for (const one of goods) putBack(shop, returned, order, one, location);
  const leftMinor = moneyOf(order).totalMinor - creditedMinor(shop, order);
  const off = takenOff(order, returned, goods, lines, valueMinor);
  const overMinor = order.paidMinor - order.refundedMinor - Math.max(0, leftMinor - off.minor);
  const most = Math.max(0, Math.min(valueMinor, near(overMinor, off.tolerance, told(0, 'refundMinor'))));
  const refundMinor = receiving.refund === 'none' ? 0 : (receiving.refund ?? most);
  if (refundMinor > most && !receiving.allowOver) throw new Refusal('refund-too-much');
  const note = lines.length > 0 ? nextNumber(shop, 'credit-note') : null;
  // until it is looked at: another return of the order may follow in the same command
  const totalMinor = Math.max(0, off.minor - returned.uninvoicedMinor);
  if (note !== null) shop.documents.push({ number: note, kind: 'credit-note', order: order.id, returned: returned.id, totalMinor, lines });
  Object.assign(returned, { state: 'received', valueMinor, worth, refundMinor });
  order.refundedMinor += refundMinor;
  order.overRefunded ||= order.refundedMinor > order.paidMinor;
  if (refundMinor > 0) shop.payments += 1;
  serve(
    shop,
    goods.flatMap(({ line }) => piecesOf(shop, order.lines[line] as Line).map(({ product }) => product.sku)),
  );
  return { id: returned.id, outcome: 'received', units: unitsOf(goods), valueMinor, refundMinor, creditNote: note };
}

const unitsOf = (all: readonly { readonly quantity: number }[]) => sum(all.map(({ quantity }) => quantity));

/** What is told, where it may be that. */
function near(minor: number, tolerance: number, told: number | undefined): number {
  return told !== undefined && Math.abs(told - minor) <= tolerance ? told : minor;
}

/** What now is taken off the order: credited, or never invoiced. Others of the goods may have been credited by hand before. */
function takenOff(order: Order, returned: GoodsReturn, goods: readonly Goods[], noted: readonly Quantity[], valueMinor: number): Worth {
  const uninvoiced = returned.lines.map(({ line, uninvoiced: quantity }) => ({ line, quantity }));
  const own = worthOf(order, uninvoiced);
  const off = worthOf(order, [...noted, ...uninvoiced]);
  const isWhole = unitsOf(noted) + unitsOf(uninvoiced) === unitsOf(goods);
  const isAlone = isWhole && noted.length === 0;
  returned.uninvoicedMinor = unitsOf(uninvoiced) === 0 ? 0 : isAlone ? valueMinor : Math.round(own.minor);
  returned.uninvoicedTolerance = unitsOf(uninvoiced) === 0 || isAlone ? 0 : own.tolerance;
  return isWhole ? { minor: valueMinor, tolerance: 0 } : { minor: Math.round(off.minor), tolerance: off.tolerance };
}

/** What was invoiced comes back first. */
function noteUninvoiced(shop: Shop, returned: GoodsReturn, order: Order, { line, quantity }: Goods): void {
  const { invoiced, returned: before, neverInvoiced } = progress(shop, order, line);
  const asked = returned.lines.find((one) => one.line === line);
  if (asked) asked.uninvoiced = Math.max(0, quantity - Math.max(0, invoiced - (before - neverInvoiced)));
}

function putBack(shop: Shop, returned: GoodsReturn, order: Order, { line, quantity, damaged }: Goods, location: string): void {
  const asked = returned.lines.find((one) => one.line === line);
  if (asked) asked.received = quantity;
  for (const { product, each } of piecesOf(shop, order.lines[line] as Line)) {
    const back = lotsBack(shop, order, line, product, { quantity: quantity * each, damaged: damaged * each });
    for (const one of back) put(product, location, one.lot, one.quantity, one.damaged);
    asked?.lots.push(...back.map((one) => ({ sku: product.sku, location, lot: one.lot, quantity: one.quantity })));
  }
}

interface Closing extends Receiving {
  readonly verb: 'receive' | 'cancel';
  /** Undefined: every return that is waited for. */
  readonly which?: Nth;
  readonly wishes: readonly Wish[];
}

export const returnClose: Act<Closing> = {
  needs: ['verb', 'wishes', 'name', 'nth', 'sku', 'quantity'],
  draw(random, sketch) {
    const { shop, skus } = sketch;
    const which = drawNth(random, sketch, shop.returns, ({ state }) => state === 'asked');
    if (which === undefined) return undefined;
    const verb = random.percent(75) ? 'receive' : 'cancel';
    if (random.percent(15)) return { verb, wishes: [] };
    if (verb === 'cancel' || random.percent(60)) return { verb, which, wishes: [], ...(verb === 'cancel' ? {} : drawReceiving(random)) };
    return { verb, which, wishes: [drawWish(random, skusOf(shop, which.name) ?? skus)], ...drawReceiving(random) };
  },
  line: ({ verb, which, wishes, ...receiving }, shop) => ({
    argv: ['return', verb, which ? idOf(shop, which) : '--all', ...linesOf(wishes), ...receivingWords(receiving)],
  }),
  expect({ verb, which, wishes, ...receiving }, shop, told) {
    const waiting = () => shop.returns.filter(({ state }) => state === 'asked').map(({ id }) => id);
    let result = 0;
    return onEach(shop, which ? [idOf(shop, which)] : waiting(), (id) => {
      const at = result++;
      const returned = shop.returns.find((one) => one.id === id);
      if (!returned) throw new Refusal('return-unknown');
      return verb === 'cancel' ? cancel(returned) : come(shop, returned, wishes, receiving, (_, field) => told(at, field));
    });
  },
};

function idOf(shop: Shop, which: Nth): string {
  return theNth(shop, which, shop.returns)?.id ?? 'R999';
}

function come(shop: Shop, returned: GoodsReturn, wishes: readonly Wish[], receiving: Receiving, told: Told): Result {
  if (returned.state === 'received') return { id: returned.id, outcome: 'unchanged' };
  if (returned.state === 'cancelled') throw new Refusal('return-cancelled');
  const { lines } = orderById(shop, returned.order);
  const asked = returned.lines.map((one) => ({ line: one.line, sku: lines[one.line]?.sku as string, most: one.asked }));
  return receive(shop, returned, chosen(asked, wishes), receiving, told);
}

function cancel(returned: GoodsReturn): Result {
  const { id, state } = returned;
  if (state === 'received') throw new Refusal('return-received');
  returned.state = 'cancelled';
  return { id, outcome: state === 'cancelled' ? 'unchanged' : 'cancelled' };
}
