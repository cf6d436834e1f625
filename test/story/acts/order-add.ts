// Orders typed in.
import { type Act, flag, on } from '../act.ts';
import { onceFor } from '../answer.ts';
import { type Line, type Order, Refusal, type Shop, setting } from '../model.ts';
import { moneyOf } from '../money.ts';
import { check } from '../rules.ts';
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
  /** In pennies. */
  readonly discount?: number;
  readonly shipping?: number;
  readonly priority?: number;
  readonly daysAgo?: number;
  readonly prepay?: boolean;
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
      discount: random.maybe(15, () => random.whole(1, 900)),
      shipping: random.maybe(30, () => random.whole(0, 500)),
      priority: random.maybe(15, () => random.whole(-2, 2)),
      daysAgo: random.maybe(15, () => random.whole(1, 3)),
      prepay: random.maybe(8, () => true),
      key: random.maybe(12, () => random.pick(keys)),
    };
  },
  line(data, shop) {
    return { argv: [...words(data, shop), ...flag('key', data.key)] };
  },
  expect(data, shop) {
    const expected = onceFor(shop, data.key, words(data, shop).join('\n'), () => {
      const order = newOrder(data, shop);
      shop.orders.push(order);
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
function words({ lines, to, discount, shipping, priority, daysAgo, prepay }: Typed, shop: Shop): string[] {
  const person = to === 'nobody' ? [] : ['--name', 'Ana Ruiz'];
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
  ];
}

function newOrder({ lines, to, discount = 0, shipping = 0, priority = 0, daysAgo, prepay }: Typed, shop: Shop): Order {
  const order: Order = {
    id: `O${shop.orders.length + 1}`,
    externalId: null,
    orderedAt: daysAgo === undefined ? shop.now : `${dayBefore(shop.now, daysAgo)}T00:00:00Z`,
    priority,
    state: 'new',
    holds: [],
    lines: lines.map((line) => newLine(line, shop)),
    discountMinor: discount,
    shippingMinor: shipping,
    note: null,
    pricesIncludeTax: setting(shop, 'prices-include-tax') === 'true',
    addressProblem: to === 'somewhere' ? null : to === 'nobody' ? 'recipient-missing' : 'address-incomplete',
    channelSays: new Map(),
    errors: [],
    warnings: [],
    paidMinor: 0,
    refundedMinor: 0,
    overRefunded: false,
  };
  if (goodsMinor(order) < discount) throw new Refusal('discount-too-large');
  if (prepay && moneyOf(order).totalMinor > 0) order.holds.push('unpaid');
  return order;
}

function goodsMinor(order: Order): number {
  const bare = moneyOf({ ...order, discountMinor: 0, shippingMinor: 0 });
  return order.pricesIncludeTax ? bare.totalMinor : bare.netMinor;
}

function newLine({ sku, quantity, price }: TypedLine, shop: Shop): Line {
  const product = findProduct(shop, sku);
  const priceMicros = price === undefined ? product.priceMicros : micros(price);
  if (priceMicros === null) throw new Refusal('price-needed');
  return {
    sku,
    known: true,
    shippable: product.isGoods,
    quantity,
    cancelled: 0,
    priceMicros,
    priceAssumed: false,
    discountMinor: 0,
    taxPpm: product.taxPpm,
    taxAssumed: false,
    reserved: new Map(),
  };
}

/** Pennies as they are typed. */
export function pounds(minor: number): string {
  return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
}

export function dayBefore(now: string, days: number): string {
  return new Date(Date.parse(now) - days * 86_400_000).toISOString().slice(0, 10);
}
