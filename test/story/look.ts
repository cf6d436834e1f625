// After a step: what the program shows must be what the model says.
import { claim, compare, compareAll, type Row } from './compare.ts';
import { type Customer, findCustomer } from './customer.ts';
import { availableOf, contentOf, enoughFor, expiredOf, freeOfEach, reservedOf, stockOf } from './goods.ts';
import { wrongApprovals, wrongRules } from './look-approval.ts';
import { wrongSupply } from './look-supply.ts';
import { type Order, orderById, type Product, type Shop, sum } from './model.ts';
import { moneyOf } from './money.ts';
import type { Place } from './place.ts';
import { creditedMinor, progress } from './progress.ts';
import { type Promotion, usesOf } from './promotion.ts';
import { breaches } from './sound.ts';
import { owedMinor, standing } from './standing.ts';
import { incomingOf, waitingFor } from './supply.ts';

/** Every difference and every breach, in words. A thorough look reads the lists too, and lets the program check itself. */
export async function differences(place: Place, shop: Shop, isThorough: boolean): Promise<string[]> {
  const orders = await shownOrders(place, shop);
  learnTotals(
    shop,
    orders.flatMap(({ invoices }) => invoices as Total[]),
    orders as unknown as Credited[],
  );
  // also where an order stands follows from the totals of its documents
  const standings = new Map(shop.orders.map((order) => [order.id, standing(shop, order)]));
  const expected = shop.orders.map((order) => ({ ...orderRow(shop, order), ...(standings.get(order.id) as Row) }));
  const wrong = [
    ...compareAll('order', orders, 'id', expected),
    ...shop.orders.flatMap((order) =>
      wrongParts(
        shop,
        order,
        orders.find(({ id }) => id === order.id),
      ),
    ),
    ...(await wrongStock(place, shop)),
    ...breaches(place, shop),
  ];
  return isThorough && wrong.length === 0 ? [...(await wrongLists(place, shop, expected)), ...(await ownFindings(place))] : wrong;
}

async function shownOrders(place: Place, shop: Shop): Promise<Row[]> {
  const ids = shop.orders.map(({ id }) => id);
  return ids.length === 0 ? [] : [await place.ask<Row | Row[]>('order', 'show', ...ids)].flat();
}

/** Without a look: only what a model cannot know, and what follows from it. */
export async function learn(place: Place, shop: Shop): Promise<void> {
  if (shop.documents.length + shop.returns.length > 0)
    learnTotals(shop, await place.ask<Total[]>('invoice', 'list'), await place.ask<Credited[]>('order', 'list'));
  for (const order of shop.orders) standing(shop, order);
}

interface Total {
  readonly number: string;
  readonly totalMinor: number;
}

interface Credited {
  readonly id: string;
  readonly creditedMinor: number;
}

/** What a document sums to is told by the program; `breaches` holds it against its order. So is what no invoice named. */
function learnTotals(shop: Shop, shown: readonly Total[], credited: readonly Credited[]): void {
  for (const document of shop.documents) document.totalMinor = shown.find(({ number }) => number === document.number)?.totalMinor ?? 0;
  for (const returned of shop.returns) {
    const told = credited.find(({ id }) => id === returned.order)?.creditedMinor ?? 0;
    const missing = told - creditedMinor(shop, orderById(shop, returned.order));
    if (Math.abs(missing) > returned.uninvoicedTolerance) continue;
    returned.uninvoicedMinor += missing;
    returned.uninvoicedTolerance = 0;
  }
}

async function wrongStock(place: Place, shop: Shop): Promise<string[]> {
  const products = [...shop.products.values()].filter(({ isGoods, isKit }) => isGoods || isKit);
  if (products.length === 0) return [];
  const shown = await place.ask<Row | Row[]>('stock', 'show', ...products.map(({ sku }) => sku));
  const free = freeOfEach(shop);
  const expected = products.map((product) =>
    product.isKit ? { sku: product.sku, available: enoughFor(contentOf(shop, product.sku), free) } : stockRow(shop, product),
  );
  return compareAll('stock', [shown].flat(), 'sku', expected);
}

function stockRow(shop: Shop, product: Product): Row {
  const { sku, buffer, reorderPoint } = product;
  const available = availableOf(shop, product);
  const incoming = incomingOf(shop, sku);
  const backordered = waitingFor(shop, sku);
  return {
    sku,
    ...stockOf(product),
    reserved: reservedOf(shop, sku),
    buffer,
    reorderPoint,
    available,
    incoming,
    backordered,
    after: available + incoming - backordered,
    locations: shop.locations.flatMap(({ code }) => shelfRow(shop, product, code)),
  };
}

function shelfRow(shop: Shop, product: Product, location: string): Row[] {
  const { sku, shelves } = product;
  const incoming = incomingOf(shop, sku, location);
  const shelf = shelves.get(location);
  if (!shelf && incoming === 0) return [];
  const { onHand, unavailable } = shelf ?? { onHand: 0, unavailable: 0 };
  const reserved = reservedOf(shop, sku, location);
  const expired = expiredOf(shop, product, location);
  return [
    { location, onHand, reserved, unavailable, expired, available: Math.max(0, onHand - reserved - unavailable - expired), incoming },
  ];
}

/** What both `order show` and `order list` say, but for the states. */
function orderRow(shop: Shop, order: Order): Row {
  return {
    id: order.id,
    customer: order.customer,
    orderedAt: order.orderedAt,
    priority: order.priority,
    ...moneyOf(order),
    paidMinor: order.paidMinor,
    refundedMinor: order.refundedMinor,
    creditedMinor: creditedMinor(shop, order),
    owedMinor: owedMinor(shop, order),
    errors: order.errors.length,
    warnings: order.warnings.length,
    holds: order.holds.length,
  };
}

/** The lines, documents and sums of an order. */
function wrongParts(shop: Shop, order: Order, shown: Row | undefined): string[] {
  if (!shown) return [];
  const what = `order ${order.id}`;
  const { externalId, discountMinor, shippingMinor, note, pricesIncludeTax, partial: allowPartial = null } = order;
  const tags = [...order.tags].sort();
  const own = <T extends { order: string }>(all: readonly T[]) => all.filter((one) => one.order === order.id);
  const rows = (field: string) => shown[field] as Row[];
  return [
    ...compare(what, shown, { externalId, discountMinor, shippingMinor, note, pricesIncludeTax, allowPartial, tags }),
    ...compare(what, { problems: codesOf(rows('problems')) }, { problems: [...order.errors, ...order.warnings].sort() }),
    ...compareAll(`${what} line`, rows('lines'), 'line', lineRows(shop, order)),
    ...compareAll(
      `${what} shipment`,
      rows('shipments'),
      'id',
      own(shop.shipments).map(({ id, state, carrier, tracking }) => ({ id, state, carrier, tracking })),
    ),
    ...compareAll(
      `${what} document`,
      rows('invoices'),
      'number',
      own(shop.documents).map(({ number, kind }) => ({ number, kind })),
    ),
    ...compareAll(
      `${what} return`,
      rows('returns'),
      'id',
      own(shop.returns).map(({ id, state, refundMinor }) => ({ id, state, refundMinor })),
    ),
    ...wrongSums(what, shown, shippingMinor),
    ...wrongApprovals(what, shop, order, shown),
  ];
}

function codesOf(problems: readonly Row[]): unknown[] {
  return problems.map(({ code }) => code).sort();
}

function lineRows(shop: Shop, order: Order): Row[] {
  return order.lines.map(({ sku, known, shippable, quantity, cancelled, taxPpm }, index) => {
    const { neverInvoiced: _, ...quantities } = progress(shop, order, index);
    return { line: index + 1, sku, known, shippable, quantity, cancelled, taxRatePpm: taxPpm, ...quantities };
  });
}

function wrongSums(what: string, shown: Row, shippingMinor: number): string[] {
  const { netMinor, taxMinor, totalMinor, taxes, lines } = shown as Record<string, number> &
    Record<'taxes' | 'lines', Record<string, number>[]>;
  const total = (rows: readonly Record<string, number>[], field: string) => sum(rows.map((row) => row[field] ?? 0));
  return [
    ...claim(Number(netMinor) + Number(taxMinor) === totalMinor, `${what}: net and tax do not sum to the total`),
    ...claim(total(taxes, 'taxMinor') === taxMinor, `${what}: the taxes do not sum to the tax`),
    ...claim(shippingMinor > 0 || total(lines, 'totalMinor') === totalMinor, `${what}: the lines do not sum to the total`),
  ];
}

async function wrongLists(place: Place, shop: Shop, orders: readonly Row[]): Promise<string[]> {
  const documents = await place.ask<Row[]>('invoice', 'list');
  return [
    ...compareAll('listed order', await place.ask<Row[]>('order', 'list'), 'id', orders),
    ...compareAll('listed document', documents, 'number', documentRows(shop)),
    ...compareAll('listed shipment', await place.ask<Row[]>('shipment', 'list'), 'id', shipmentRows(shop)),
    ...compareAll(
      'listed promotion',
      await place.ask<Row[]>('promotion', 'list', '--state', 'all'),
      'code',
      shop.promotions.map((promotion) => promotionRow(shop, promotion)),
    ),
    ...compareAll('listed case', await place.ask<Row[]>('case', 'list'), 'id', caseRows(shop)),
    ...(await wrongCustomers(place, shop)),
    ...(await wrongSupply(place, shop)),
    ...(await wrongRules(place, shop)),
    ...compareAll('listed return', await place.ask<Row[]>('return', 'list'), 'id', returnRows(shop)),
    ...documents.flatMap(({ number, netMinor, taxMinor, totalMinor }) =>
      claim(Number(netMinor) + Number(taxMinor) === totalMinor, `document ${number}: net and tax do not sum to the total`),
    ),
  ];
}

function documentRows(shop: Shop): Row[] {
  return shop.documents.map(({ number, kind, order, shipment = null, totalMinor }) => ({ number, kind, order, shipment, totalMinor }));
}

function shipmentRows(shop: Shop): Row[] {
  return shop.shipments.map(({ id, order, state, carrier, tracking, lines }) => {
    const units = sum(lines.map(({ quantity }) => quantity));
    return { id, order, state, carrier, tracking: tracking === null ? [] : [tracking], units };
  });
}

function promotionRow(shop: Shop, { usedMost: _, percent = 100, ...promotion }: Promotion): Row {
  return { ...promotion, percent: String(percent), useCount: usesOf(shop, promotion.code) };
}

function caseRows(shop: Shop): Row[] {
  return shop.cases.map(({ id, order, state, text }) => ({ id, order, state, text, customer: orderById(shop, order).customer }));
}

/** Each as they are now, found by their own id also where they were merged into another. */
async function wrongCustomers(place: Place, shop: Shop): Promise<string[]> {
  if (shop.customers.length === 0) return [];
  const shown = [await place.ask<Row | Row[]>('customer', 'show', ...shop.customers.map(({ id }) => id))].flat();
  return shop.customers.flatMap(({ id }, index) => {
    const { orderList = [], notes = [], contacts = [], ...row } = (shown[index] ?? {}) as Record<string, Row[]>;
    const told = { ...row, orders: ids(orderList), notes: notes.map(({ text }) => text), contactsOf: contacts.map(labelled) };
    return compare(`customer ${id}`, told, customerRow(shop, findCustomer(shop, id)));
  });
}

const ids = (rows: readonly Row[]) => rows.map(({ id }) => id).sort();
const labelled = ({ label, email }: Row) => [label, email];

function customerRow(shop: Shop, { id, name, email, note, notes, contacts }: Customer): Row {
  const orders = shop.orders.filter(({ customer }) => customer === id).map((order) => order.id);
  const merged = shop.customers.filter(({ mergedInto }) => mergedInto === id).map((one) => one.id);
  return { id, name, email, note, notes, merged, orders: orders.sort(), contactsOf: [...contacts].sort() };
}

function returnRows(shop: Shop): Row[] {
  return shop.returns.map(({ id, order, state, lines, refundMinor }) => {
    const creditNote = shop.documents.find(({ returned }) => returned === id)?.number ?? null;
    const asked = sum(lines.map((line) => line.asked));
    return { id, order, state, asked, received: sum(lines.map((line) => line.received)), refundMinor, creditNote };
  });
}

/** What the program finds when it checks itself. */
async function ownFindings(place: Place): Promise<string[]> {
  const checked = await place.ask<{ findings: Row[] }>('db', 'check');
  const verified = await place.ask<{ findings: Row[] }>('invoice', 'verify');
  return [
    ...checked.findings.map((one) => `db check: ${JSON.stringify(one)}`),
    ...verified.findings.map((one) => `invoice verify: ${JSON.stringify(one)}`),
  ];
}
