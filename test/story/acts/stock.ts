// Goods received, and counts put right.
import { type Act, flag } from '../act.ts';
import { onceFor, type Result } from '../answer.ts';
import { type Product, Refusal, reservedOf, type Shelf, type Shop } from '../model.ts';
import { serve } from '../rules.ts';
import { drawLocation, locationNamed } from './location.ts';
import { findProduct } from './product.ts';

export const keys = ['k1', 'k2', 'k3'] as const;

interface Moved {
  readonly sku: string;
  readonly quantity: number;
  readonly location?: string;
  readonly key?: string;
}

export const stockReceive: Act<Moved> = {
  needs: ['sku', 'quantity'],
  draw: (random, { skus }) => ({
    sku: random.pick(skus),
    quantity: random.percent(5) ? 0 : random.whole(1, 12),
    location: drawLocation(random),
    key: random.maybe(25, () => random.pick(keys)),
  }),
  line: ({ sku, quantity, location, key }) => ({
    argv: ['stock', 'receive', sku, String(quantity), ...flag('location', location), ...flag('key', key)],
  }),
  expect({ sku, quantity, location, key }, shop) {
    if (quantity <= 0) throw new Refusal('quantity-invalid');
    return onceFor(shop, key, `receive ${sku} ${quantity} ${location}`, () => {
      const product = stocked(shop, sku);
      return move(shop, product, locationNamed(shop, location), quantity, 'received');
    });
  },
};

export const stockAdjust: Act<Moved> = {
  needs: ['sku', 'quantity'],
  draw: (random, { skus }) => ({
    sku: random.pick(skus),
    quantity: random.whole(-6, 3),
    location: drawLocation(random),
    key: random.maybe(25, () => random.pick(keys)),
  }),
  line: ({ sku, quantity, location, key }) => ({
    argv: [
      ...['stock', 'adjust', sku, quantity > 0 ? `+${quantity}` : String(quantity), '--reason', 'counted'],
      ...flag('location', location),
      ...flag('key', key),
    ],
  }),
  expect: ({ sku, quantity, location, key }, shop) =>
    onceFor(shop, quantity === 0 ? undefined : key, `adjust ${sku} ${quantity} ${location}`, () => {
      if (quantity === 0) throw new Refusal('quantity-zero');
      const product = stocked(shop, sku);
      const code = locationNamed(shop, location);
      const { onHand, unavailable } = product.shelves.get(code) ?? { onHand: 0, unavailable: 0 };
      if (onHand + quantity < unavailable) throw new Refusal('stock-short');
      if (onHand + quantity < unavailable + reservedOf(shop, sku, code)) throw new Refusal('stock-reserved');
      return move(shop, product, code, quantity, 'adjusted');
    }),
};

function move(shop: Shop, product: Product, location: string, quantity: number, outcome: string): Result {
  const shelf = shelfOf(product, location);
  shelf.onHand += quantity;
  if (quantity > 0) serve(shop, [product.sku]);
  return { id: product.sku, outcome, quantity, location, onHand: shelf.onHand };
}

/** Where a product stands; made when it first comes there. */
export function shelfOf({ shelves }: Product, location: string): Shelf {
  const shelf = shelves.get(location) ?? { onHand: 0, unavailable: 0 };
  shelves.set(location, shelf);
  return shelf;
}

/** A product that stands on shelves. */
export function stocked(shop: Shop, sku: string): Product {
  const product = findProduct(shop, sku);
  if (!product.isGoods) throw new Refusal('product-not-stocked');
  return product;
}
