// Everything that the rules look at, read for many orders at once: one query for each kind of thing, none for each order.
import { NO_TERMS } from '../../domain/order/edit.ts';
import type { Order, OrderLine, Party } from '../../domain/order/order.ts';
import type { CheckedLine, Validated } from '../../domain/order/rules/index.ts';
import { shopRules } from '../../domain/order/rules/shop.ts';
import { UNUSUAL_LEAST } from '../../domain/order/rules/unusual.ts';
import type { Product } from '../../domain/product.ts';
import { carriageOf } from '../../domain/unserved.ts';
import { linesOfOrders } from '../../store/order.ts';
import { carriersOf } from '../../store/order-edit.ts';
import { productsById } from '../../store/product.ts';
import { treatmentsOn } from '../../store/tax-rate.ts';
import { holdCodesOf, latestQuantities, linePartiesOf, partiesById } from '../../store/validation.ts';
import { promotionsFound } from '../promotion/problems.ts';
import type { Act } from '../shop.ts';
import { type Around, usualMost } from './alike.ts';
import { comparable } from './link.ts';
import { readStock } from './stock-facts.ts';

/** What is known of orders that are looked over together. */
export interface Facts {
  lines(order: Order): readonly OrderLine[];
  /** What the rules are given. */
  of(order: Order): Validated;
}

export async function readFacts(act: Act, orders: readonly Order[], around: Around): Promise<Facts> {
  const ids = orders.map(({ id }) => id);
  const lines = await linesOfOrders(act.db, ids);
  const products = await productsById(
    act.db,
    [...lines.values()].flatMap((own) => own.flatMap(({ productId }) => productId ?? [])),
  );
  const stock = await readStock(act, orders, lines, products);
  const people = await readPeople(act, orders);
  const holds = await holdCodesOf(act.db, ids);
  const rates = await readRates(act, orders);
  const isPhone = people.hasPhones ? (await import('../../domain/phone/index.ts')).isPhone : undefined;
  const usual = usualQuantities(act);
  const promotions = await promotionsFound(act.db, orders);
  const rules = shopRules(act.settings);
  const carriers = rules.unserved.length > 0 ? await carriersOf(act.db, ids) : undefined;
  return {
    lines: ({ id }) => lines.get(id) ?? [],
    of: (order) => ({
      order,
      lines: (lines.get(order.id) ?? []).map((line) => {
        const product = products.get(line.productId ?? 0);
        const shipTo = people.ofLine(line);
        return { ...checkedLine(act, order, line, product), ...stock(line), shipTo, usualQuantity: product && usual(line, product) };
      }),
      ...people.of(order),
      rules,
      carriage: carriageOf(carriers?.get(order.id) ?? NO_TERMS, act.settings.carrier),
      holds: holds.get(order.id),
      alike: around.alike.get(order.id),
      usualMinor: around.usualMinor.get(order.currency),
      ratesPpm: rates(order),
      isPhone,
      promotions: promotions.get(order.id),
    }),
  };
}

function checkedLine(act: Act, order: Order, line: OrderLine, product: Product | undefined): CheckedLine {
  const { position, sku, variant, quantity, cancelledQuantity, unitPriceMicros, priceAssumed, shippable, tax } = line;
  return {
    position,
    sku,
    variant,
    quantity,
    cancelledQuantity,
    unitPriceMicros,
    priceAssumed,
    shippable,
    ratePpm: tax.ratePpm,
    isPlace: product?.kind === 'capacity',
    product: product && comparable(product, order, act),
  };
}

interface People {
  readonly hasPhones: boolean;
  of(order: Order): { shipTo: Party | undefined; billTo: Party | undefined };
  /** Who receives a line that goes elsewhere. */
  ofLine(line: OrderLine): Party | undefined;
}

async function readPeople(act: Act, orders: readonly Order[]): Promise<People> {
  const parties = await partiesById(act.db, [
    ...new Set(orders.flatMap(({ shipPartyId, billPartyId }) => [shipPartyId ?? 0, billPartyId ?? 0])),
  ]);
  const ofLines = await linePartiesOf(
    act.db,
    orders.map(({ id }) => id),
  );
  return {
    hasPhones: [...parties.values()].some(({ phone }) => Boolean(phone)),
    of: ({ shipPartyId, billPartyId }) => ({
      shipTo: parties.get(shipPartyId ?? 0),
      billTo: billPartyId === shipPartyId ? undefined : parties.get(billPartyId ?? 0),
    }),
    ofLine: ({ id }) => ofLines.get(id),
  };
}

/** The rates in force on the day of each order. */
async function readRates(act: Act, orders: readonly Order[]): Promise<(order: Order) => ReadonlySet<number>> {
  const byDay = new Map<string, ReadonlySet<number>>();
  for (const day of new Set(orders.map(({ orderedOn }) => orderedOn))) {
    const treatments = await treatmentsOn(act.db, act.settings, day);
    byDay.set(day, new Set([...treatments.values()].map(({ ratePpm }) => ratePpm)));
  }
  return ({ orderedOn }) => byDay.get(orderedOn) as ReadonlySet<number>;
}

const QUANTITIES_LEAST = 10;

/** What nearly all orders of a product wanted of it lately; looked up only where so many are wanted that it matters. */
function usualQuantities({ database }: Act): (line: OrderLine, product: Product) => number | undefined {
  const known = new Map<number, number | undefined>();
  return ({ quantity, cancelledQuantity }, { id }) => {
    if (quantity - cancelledQuantity < UNUSUAL_LEAST) return undefined;
    if (!known.has(id)) known.set(id, usualMost(latestQuantities(database, id), QUANTITIES_LEAST));
    return known.get(id);
  };
}
