// Orders ordered again.
import { type Act, on } from '../act.ts';
import { answered } from '../answer.ts';
import { type Order, Refusal, type Shop, setting, wanted } from '../model.ts';
import { moneyOf } from '../money.ts';
import { check, findOrder, typed } from '../rules.ts';
import { newLine, newOrder } from './order-add.ts';
import { drawName } from './who.ts';

interface Copied {
  readonly name: string;
  readonly to: string;
  readonly samePrices?: boolean;
}

export const orderCopy: Act<Copied> = {
  needs: ['name', 'to'],
  draw(random, sketch) {
    const name = drawName(random, sketch, () => true);
    if (name === undefined) return undefined;
    return { name, to: `order-${sketch.shop.orders.length + 1}`, samePrices: random.maybe(40, () => true) };
  },
  line: ({ name, samePrices }, shop) => ({ argv: ['order', 'copy', typed(shop, name), ...on('same-prices', samePrices)] }),
  expect({ name, to, samePrices = false }, shop) {
    const order = copy(shop, findOrder(shop, typed(shop, name)), samePrices);
    shop.names.set(to, order.id);
    const counts = { errors: order.errors.length, warnings: order.warnings.length };
    return answered([{ id: order.id, outcome: 'copied', totalMinor: moneyOf(order).totalMinor, ...counts }]);
  },
};

function copy(shop: Shop, origin: Order, samePrices: boolean): Order {
  const left = origin.lines.filter((line) => wanted(line) > 0);
  if (left.length === 0) throw new Refusal('order-lines-all');
  const { addressProblem, note, priority, customer } = origin;
  const shippingMinor = samePrices ? origin.shippingMinor : (origin.saidShippingMinor ?? origin.shippingMinor);
  const order = newOrder(shop, {
    ...{ addressProblem, shippingMinor, note, priority, customer },
    orderedAt: shop.now,
    pricing: { codes: [], automatic: !samePrices },
    lines: left.map((line) => {
      const isSame = samePrices && !line.priceAssumed;
      const again = newLine(
        { sku: line.sku, quantity: wanted(line) },
        shop,
        samePrices ? origin : undefined,
        isSame ? line.priceMicros : undefined,
      );
      return { ...again, discountMinor: isSame ? line.discountMinor : 0 };
    }),
    discountMinor: samePrices ? origin.discountMinor : 0,
    pricesIncludeTax: samePrices ? origin.pricesIncludeTax : setting(shop, 'prices-include-tax') === 'true',
  });
  check(shop, order);
  return order;
}
