// Orders from a file: new, the same again, changed since, and some that cannot be read.

import { type Act, on } from '../act.ts';
import type { Expected } from '../answer.ts';
import { unweighed } from '../approval.ts';
import { customerFor } from '../customer.ts';
import type { Line, Order, Shop } from '../model.ts';
import { setting, sum } from '../model.ts';
import { inTerms, moneyOf } from '../money.ts';
import type { Random } from '../random.ts';
import { check, checkLightly } from '../rules.ts';
import { takeAgain } from './import-again.ts';
import { dayBefore, pounds } from './order-add.ts';
import { micros, prices } from './product.ts';

/** An order as the file says it. */
export interface SaidOrder {
  readonly number: string;
  readonly date?: string;
  readonly lines: readonly SaidLine[];
  readonly to?: boolean;
  readonly shipping?: number;
  readonly note?: string;
  readonly paid?: boolean;
  /** Its quantity is no number: it goes to quarantine. */
  readonly broken?: boolean;
}

export interface SaidLine {
  readonly sku: string;
  readonly quantity: number;
  readonly price?: string;
}

interface Import {
  readonly orders: readonly SaidOrder[];
  readonly strict?: boolean;
}

const numbers = ['1001', '1002', '1003', '1004', '1005', '1006'] as const;

export const orderImport: Act<Import> = {
  needs: ['orders', 'number', 'lines', 'sku', 'quantity', 'to'],
  draw(random, { shop, skus }) {
    const drawn = new Map(random.several(1, 3, () => random.pick(numbers)).map((number) => [number, drawSaid(random, shop, skus, number)]));
    return { orders: [...drawn.values()], strict: random.maybe(8, () => true) };
  },
  line: (data) => ({
    argv: ['order', 'import', 'orders.csv', ...on('strict', data.strict)],
    file: { name: 'orders.csv', text: csv(data) },
  }),
  expect(data, shop) {
    const text = csv(data);
    const before = shop.filesRead.get(text);
    return before ? readBefore(shop, text, before) : readNow(shop, data, text);
  },
};

function drawSaid(random: Random, shop: Shop, skus: readonly string[], number: string): SaidOrder {
  const broken = random.maybe(6, () => true);
  const known = shop.said.get(number);
  if (known && random.percent(30)) return known;
  if (known) return { ...changed(random, known, skus), broken };
  return {
    number,
    date: random.maybe(70, () => dayBefore(shop.now, random.whole(0, 4))),
    lines: random.several(1, 3, () => drawLine(random, skus)),
    to: random.percent(93),
    shipping: random.maybe(30, () => random.whole(1, 400)),
    note: random.maybe(20, () => 'ring twice'),
    paid: random.maybe(40, () => true),
    broken,
  };
}

function drawLine(random: Random, skus: readonly string[]): SaidLine {
  const sku = random.percent(6) ? 'GHOST' : random.pick(skus);
  return { sku, quantity: random.whole(1, 4), price: random.maybe(50, () => random.pick(prices)) };
}

/** What a channel may have changed since. */
function changed(random: Random, said: SaidOrder, skus: readonly string[]): SaidOrder {
  const at = random.whole(0, said.lines.length - 1);
  const changes: readonly (() => Partial<SaidOrder>)[] = [
    () => ({ lines: said.lines.map((line, index) => (index === at ? { ...line, quantity: random.whole(1, 6) } : line)) }),
    () => ({ lines: said.lines.map((line, index) => (index === at ? drawLine(random, skus) : line)) }),
    () => ({ lines: said.lines.length < 4 ? [...said.lines, drawLine(random, skus)] : said.lines }),
    () => ({ lines: said.lines.length > 1 ? said.lines.filter((_, index) => index !== at) : said.lines }),
    () => ({ shipping: random.whole(0, 400) }),
    () => ({ note: random.pick(['ring twice', 'by the back door']) }),
    () => ({ paid: true }),
  ];
  const first = { ...said, ...random.pick(changes)() };
  return random.percent(30) ? { ...first, ...random.pick(changes.slice(4))() } : first;
}

const header = ['order', 'date', 'sku', 'quantity', 'unit_price', 'name', 'address1', 'shipping', 'note', 'payment'] as const;

function csv({ orders }: Import): string {
  return [header, ...orders.flatMap(rowsOf)].map((cells) => `${cells.join(',')}\n`).join('');
}

function rowsOf({ number, date, lines, to, shipping, note, paid, broken }: SaidOrder): string[][] {
  return lines.map(({ sku, quantity, price }) => [
    number,
    date ?? 'today',
    sku,
    broken ? 'many' : String(quantity),
    // with three decimals it could be thousands
    price?.replace(/(\.\d{3})$/, '$10') ?? '',
    to ? 'Ana Ruiz' : '',
    to ? 'Calle Mayor 3' : '',
    shipping === undefined ? '' : pounds(shipping),
    note ?? '',
    paid ? 'paid' : 'unpaid',
  ]);
}

export interface Counts {
  readonly orders: Record<'new' | 'updated' | 'unchanged' | 'conflict' | 'quarantined', number>;
  held: number;
  history: number;
  lines: number;
  units: number;
}

function noCounts(): Counts {
  return { orders: { new: 0, updated: 0, unchanged: 0, conflict: 0, quarantined: 0 }, held: 0, history: 0, lines: 0, units: 0 };
}

/** The same bytes again: nothing is done, and what waits in quarantine still waits. */
function readBefore(shop: Shop, text: string, { held, history, lines, units, orders }: Counts): Expected {
  const waiting = [...shop.quarantine.values()].filter((file) => file === text).length;
  const all = sum(Object.values(orders));
  const counts = { ...noCounts().orders, unchanged: all - waiting, quarantined: waiting };
  return { code: 0, answer: { orders: counts, held, history, lines, units } };
}

function readNow(shop: Shop, { orders, strict }: Import, text: string): Expected {
  const before = structuredClone(shop);
  const counts = noCounts();
  for (const said of orders) takeOne(shop, said, text, counts);
  const refused = counts.orders.conflict + counts.orders.quarantined;
  if (strict && refused > 0) {
    Object.assign(shop, before);
    return { code: 1, answer: { ...counts, batch: null } };
  }
  shop.filesRead.set(text, counts);
  const taken = counts.orders.new + counts.orders.updated + counts.orders.unchanged;
  return { code: refused === 0 ? 0 : taken === 0 ? 1 : 3, answer: { ...counts } };
}

function takeOne(shop: Shop, said: SaidOrder, text: string, counts: Counts): void {
  if (said.broken) {
    counts.orders.quarantined += 1;
    shop.quarantine.set(said.number, text);
    return;
  }
  counts.lines += said.lines.length;
  counts.units += sum(said.lines.map(({ quantity }) => quantity));
  shop.quarantine.delete(said.number);
  const known = shop.orders.find(({ externalId }) => externalId === said.number);
  const isSame = JSON.stringify(rowsOf(shop.said.get(said.number) ?? said)) === JSON.stringify(rowsOf(said));
  shop.said.set(said.number, said);
  if (known) takeKnown(shop, known, isSame ? undefined : said, counts);
  else {
    keep(shop, said);
    counts.orders.new += 1;
  }
}

/** Left out: the file says what it said before. Who is to approve it now is asked when all is read. */
function takeKnown(shop: Shop, order: Order, said: SaidOrder | undefined, counts: Counts): void {
  const { outcome, isMoved } = said ? takeAgain(shop, order, said) : { outcome: 'unchanged' as const, isMoved: false };
  counts.orders[outcome] += 1;
  const isOpen = order.state === 'new' || order.state === 'confirmed';
  if (order.holds.length > 0 && (isOpen || !said)) counts.held += 1;
  if (isMoved) check(shop, order);
}

function keep(shop: Shop, said: SaidOrder): void {
  const { number, date, to, shipping = 0, paid } = said;
  const order: Order = {
    id: `O${shop.orders.length + 1}`,
    externalId: number,
    orderedAt: date === undefined ? shop.now : `${date}T00:00:00Z`,
    priority: 0,
    state: 'new',
    holds: [],
    lines: said.lines.map((line) => newLine(shop, shopTerms(shop), line)),
    discountMinor: 0,
    given: [],
    tags: new Set(),
    customer: to ? customerFor(shop, 'Ana Ruiz') : null,
    family: `O${shop.orders.length + 1}`,
    shippingMinor: shipping,
    note: said.note ?? null,
    ...shopTerms(shop),
    addressProblem: to ? null : 'recipient-missing',
    channelSays: new Map(),
    unsettled: new Set(),
    errors: [],
    warnings: [],
    waived: new Set(),
    paidMinor: 0,
    refundedMinor: 0,
    overRefunded: false,
    ...unweighed(),
  };
  shop.orders.push(order);
  checkLightly(shop, order);
  if (paid) pay(shop, order, moneyOf(order).totalMinor);
}

/** Money that the channel says it has got. */
export function pay(shop: Shop, order: Order, totalMinor: number): boolean {
  const missing = Math.max(0, totalMinor - order.paidMinor);
  order.paidMinor += missing;
  if (missing > 0) shop.payments += 1;
  return missing > 0;
}

/** Whether prices contain tax, where nobody says it. */
function shopTerms(shop: Shop): Pick<Order, 'pricesIncludeTax'> {
  return { pricesIncludeTax: setting(shop, 'prices-include-tax') === 'true' };
}

/** A line with what the product gives it, in an order whose prices contain tax or do not. */
export function newLine(shop: Shop, terms: Pick<Order, 'pricesIncludeTax'>, { sku, quantity, price }: SaidLine): Line {
  const product = shop.products.get(sku);
  const usual = product?.priceMicros ?? null;
  const own = usual === null ? null : inTerms(shop, terms, usual, product?.taxPpm ?? 0);
  const priceMicros = price === undefined ? own : micros(price);
  return {
    sku,
    known: product !== undefined,
    shippable: product ? product.isGoods || product.isKit : true,
    quantity,
    cancelled: 0,
    cancellations: [],
    priceMicros: priceMicros ?? 0,
    priceAssumed: priceMicros === null,
    discountMinor: 0,
    taxPpm: product?.taxPpm ?? 200_000,
    taxAssumed: product === undefined,
    reserved: [],
  };
}
