// Goods received, and counts put right.
import { type Act, flag } from '../act.ts';
import { onceFor, type Result } from '../answer.ts';
import { type Product, Refusal, reservedOf, type Shop } from '../model.ts';
import { findProduct } from './product.ts';

export const keys = ['k1', 'k2', 'k3'] as const;

interface Moved {
  readonly sku: string;
  readonly quantity: number;
  readonly key?: string;
}

export const stockReceive: Act<Moved> = {
  needs: ['sku', 'quantity'],
  draw: (random, { skus }) => ({
    sku: random.pick(skus),
    quantity: random.percent(5) ? 0 : random.whole(1, 12),
    key: random.maybe(25, () => random.pick(keys)),
  }),
  line: ({ sku, quantity, key }) => ({ argv: ['stock', 'receive', sku, String(quantity), ...flag('key', key)] }),
  expect({ sku, quantity, key }, shop) {
    if (quantity <= 0) throw new Refusal('quantity-invalid');
    return onceFor(shop, key, `receive ${sku} ${quantity}`, () => move(stocked(shop, sku), quantity, 'received'));
  },
};

export const stockAdjust: Act<Moved> = {
  needs: ['sku', 'quantity'],
  draw: (random, { skus }) => ({
    sku: random.pick(skus),
    quantity: random.whole(-6, 3),
    key: random.maybe(25, () => random.pick(keys)),
  }),
  line: ({ sku, quantity, key }) => ({
    argv: ['stock', 'adjust', sku, quantity > 0 ? `+${quantity}` : String(quantity), '--reason', 'counted', ...flag('key', key)],
  }),
  expect: ({ sku, quantity, key }, shop) =>
    onceFor(shop, quantity === 0 ? undefined : key, `adjust ${sku} ${quantity}`, () => {
      if (quantity === 0) throw new Refusal('quantity-zero');
      const product = stocked(shop, sku);
      const onHand = product.onHand + quantity;
      if (onHand < product.unavailable) throw new Refusal('stock-short');
      if (onHand < product.unavailable + reservedOf(shop, sku)) throw new Refusal('stock-reserved');
      return move(product, quantity, 'adjusted');
    }),
};

function move(product: Product, quantity: number, outcome: string): Result {
  product.onHand += quantity;
  return { id: product.sku, outcome, quantity, onHand: product.onHand };
}

function stocked(shop: Shop, sku: string): Product {
  const product = findProduct(shop, sku);
  if (!product.isGoods) throw new Refusal('product-not-stocked');
  return product;
}
