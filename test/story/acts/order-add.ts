// Orders typed in.
import { type Act, flag, on } from '../act.ts';
import { onceFor } from '../answer.ts';
import { unweighed } from '../approval.ts';
import { refuseDiscount } from '../change.ts';
import { customerFor } from '../customer.ts';
import { type Line, type Order, Refusal, type Shop, setting } from '../model.ts';
import { inTerms, moneyOf } from '../money.ts';
import { apply } from '../promotion.ts';
import { check } from '../rules.ts';
import { emails } from './customer.ts';
import { findProduct, micros, prices } from './product.ts';
import { keys } from './stock.ts';

interface TypedLine {
  readonly sku: string;
  readonly quantity: number;
  readonly price?: string;
}

interface Typed {
  /** What later steps call the order. */
  readonly name: string;
  readonly lines: readonly TypedLine[];
  readonly to: 'somewhere' | 'nowhere' | 'nobody';
  readonly email?: string;
  /** In pennies. */
  readonly discount?: number;
  readonly shipping?: number;
  readonly priority?: number;
  readonly daysAgo?: number;
  readonly prepay?: boolean;
  readonly codes?: readonly string[];
  readonly key?: string;
}

export const orderAdd: Act<Typed> = {
  needs: ['name', 'lines', 'sku', 'quantity', 'to'],
  draw(random, sketch) {
    const skus = random.percent(90) ? [...sketch.shop.products.keys()] : [...sketch.skus, 'GHOST'];
    if (skus.length === 0) return undefined;
    return {
      name: `order-${sketch.shop.orders.length + 1}`,
      lines: random.several(1, 4, () => ({
        sku: random.pick(skus),
        quantity: random.whole(1, 5),
        price: random.maybe(25, () => random.pick(prices)),
      })),
      to: random.percent(92) ? 'somewhere' : random.pick(['nowhere', 'nobody']),
      email: random.maybe(40, () => random.pick(emails)),
      discount: random.maybe(15, () => random.whole(1, 900)),
      shipping: random.maybe(30, () => random.whole(0, 500)),
      priority: random.maybe(15, () => random.whole(-2, 2)),
      daysAgo: random.maybe(15, () => random.whole(1, 3)),
      prepay: random.maybe(8, () => true),
      codes: random.maybe(30, () => [random.percent(95) ? 'TEN' : 'TWENTY']),
      key: random.maybe(12, () => random.pick(keys)),
    };
  },
  line(data, shop) {
    return { argv: [...words(data, shop), ...flag('key', data.key)] };
  },
  expect(data, shop) {
    const expected = onceFor(shop, data.key, words(data, shop).join('\n'), () => {
      const order = typedOrder(data, shop);
      check(shop, order);
      const { totalMinor } = moneyOf(order);
      return {
        id: order.id,
        outcome: 'added',
        totalMinor,
        errors: order.errors.length,
        warnings: order.warnings.length,
        holds: order.holds.length,
      };
    });
    shop.names.set(data.name, expected.results?.[0]?.id as string);
    return expected;
  },
};

/** One way to say the same, so that a key meets the same words again. */
function words({ lines, to, email, discount, shipping, priority, daysAgo, prepay, codes = [] }: Typed, shop: Shop): string[] {
  const person = to === 'nobody' ? [] : ['--name', 'Ana Ruiz', ...flag('email', email)];
  const place = to === 'somewhere' ? ['--address1', 'Calle Mayor 3', '--city', 'València'] : [];
  return [
    'order',
    'add',
    ...lines.flatMap(({ sku, quantity, price }) => ['--line', `${sku}=${quantity}${price === undefined ? '' : `@${price}`}`]),
    ...person,
    ...place,
    ...flag('discount', discount === undefined ? undefined : pounds(discount)),
    ...flag('shipping', shipping === undefined ? undefined : pounds(shipping)),
    ...(priority === undefined ? [] : [`--priority=${priority}`]),
    ...flag('date', daysAgo === undefined ? undefined : dayBefore(shop.now, daysAgo)),
    ...on('prepay', prepay),
    ...codes.flatMap((code) => ['--code', code]),
  ];
}

function typedOrder({ lines, to, email, discount = 0, shipping = 0, priority = 0, daysAgo, prepay, codes }: Typed, shop: Shop): Order {
  const order = newOrder(shop, {
    orderedAt: daysAgo === undefined ? shop.now : `${dayBefore(shop.now, daysAgo)}T00:00:00Z`,
    priority,
    lines: lines.map((line) => newLine(line, shop)),
    discountMinor: discount,
    shippingMinor: shipping,
    note: null,
    pricing: { codes: codes ?? [], automatic: true },
    pricesIncludeTax: setting(shop, 'prices-include-tax') === 'true',
    customer: to === 'nobody' ? null : customerFor(shop, 'Ana Ruiz', email),
    addressProblem: to === 'somewhere' ? null : to === 'nobody' ? 'recipient-missing' : 'address-incomplete',
  });
  if (prepay && moneyOf(order).totalMinor > 0) order.holds.push('unpaid');
  return order;
}

type Said =
  | 'orderedAt'
  | 'priority'
  | 'lines'
  | 'discountMinor'
  | 'shippingMinor'
  | 'note'
  | 'pricesIncludeTax'
  | 'addressProblem'
  | 'pricing'
  | 'customer';

/** A new order of the shop's own, kept. */
export function newOrder(shop: Shop, said: Pick<Order, Said>): Order {
  const order: Order = {
    ...said,
    id: `O${shop.orders.length + 1}`,
    externalId: null,
    given: [],
    tags: new Set(),
    family: `O${shop.orders.length + 1}`,
    state: 'new',
    holds: [],
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
  refuseDiscount(order);
  shop.orders.push(order);
  apply(shop, order);
  return order;
}

/** A line as it is typed, at the product's price where none is said. */
export function newLine({ sku, quantity, price }: TypedLine, shop: Shop, terms?: Pick<Order, 'pricesIncludeTax'>, atMicros?: number): Line {
  const product = findProduct(shop, sku);
  const own = product.priceMicros !== null && terms ? inTerms(shop, terms, product.priceMicros, product.taxPpm) : product.priceMicros;
  const priceMicros = atMicros ?? (price === undefined ? own : micros(price));
  if (priceMicros === null) throw new Refusal('price-needed');
  return {
    sku,
    known: true,
    shippable: product.isGoods || product.isKit,
    quantity,
    cancelled: 0,
    cancellations: [],
    priceMicros,
    priceAssumed: false,
    discountMinor: 0,
    taxPpm: product.taxPpm,
    taxAssumed: false,
    reserved: [],
  };
}

/** Pennies as they are typed. */
export function pounds(minor: number): string {
  return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
}

export function dayBefore(now: string, days: number): string {
  return new Date(Date.parse(now) - days * 86_400_000).toISOString().slice(0, 10);
}
