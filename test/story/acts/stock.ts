// Goods received, and counts put right.
import { type Act, flag, type Sketch } from '../act.ts';
import { onceFor, type Result } from '../answer.ts';
import { levelAt, put, takeAway } from '../goods.ts';
import { type Product, Refusal, type Shop } from '../model.ts';
import type { Random } from '../random.ts';
import { serve } from '../rules.ts';
import { drawLocation, locationNamed } from './location.ts';
import { catalogue, findProduct } from './product.ts';

export const keys = ['k1', 'k2', 'k3'] as const;

/** A lot as it is typed; seldom none, where one is needed. */
export interface Lot {
  readonly lot?: string;
  readonly expires?: string;
}

interface Moved extends Lot {
  readonly sku: string;
  readonly quantity: number;
  readonly location?: string;
  readonly key?: string;
}

const lotCodes = ['L1', 'L2', 'L3'] as const;

/** The lot of goods that are kept so. */
export function drawLot(random: Random, sku: string): Lot {
  const isKept = catalogue[sku]?.lots === true;
  return random.percent(isKept ? 96 : 1) ? { lot: random.pick(lotCodes) } : {};
}

/** With its last day, as goods come. */
export function drawDatedLot(random: Random, { shop }: Pick<Sketch, 'shop'>, sku: string): Lot {
  const { lot } = drawLot(random, sku);
  if (lot === undefined) return {};
  const known = shop.products.get(sku)?.lots?.get(lot) ?? undefined;
  const expires = random.percent(85) ? known : dayAfter(shop.now, random.whole(-1, 4));
  return { lot, expires: expires ?? random.maybe(80, () => dayAfter(shop.now, random.whole(-1, 4))) };
}

function dayAfter(now: string, days: number): string {
  return new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10);
}

export const lotWords = ({ lot, expires }: Lot): string[] => [...flag('lot', lot), ...flag('expires', expires)];

/** The lot that goods go into, or are of; what comes may make one. */
export function lotNamed({ lots }: Product, { lot, expires }: Lot, comes: boolean): string | null {
  if (!lots && lot !== undefined) throw new Refusal('lot-not-kept');
  if (!lots) return null;
  if (lot === undefined) throw new Refusal('lot-needed');
  const known = lots.get(lot);
  if (known === undefined && !comes) throw new Refusal('lot-unknown');
  if (known && expires !== undefined && known !== expires) throw new Refusal('lot-expiry-differs');
  lots.set(lot, known ?? expires ?? null);
  return lot;
}

export const stockReceive: Act<Moved> = {
  needs: ['sku', 'quantity', 'lot'],
  draw(random, { skus, shop }) {
    const sku = random.pick(skus);
    return {
      sku,
      quantity: random.percent(5) ? 0 : random.whole(1, 12),
      ...drawDatedLot(random, { shop }, sku),
      location: drawLocation(random),
      key: random.maybe(25, () => random.pick(keys)),
    };
  },
  line: ({ sku, quantity, location, key, ...lot }) => ({
    argv: ['stock', 'receive', sku, String(quantity), ...lotWords(lot), ...flag('location', location), ...flag('key', key)],
  }),
  expect({ sku, quantity, location, key, ...wish }, shop) {
    if (quantity <= 0) throw new Refusal('quantity-invalid');
    return onceFor(shop, key, `receive ${sku} ${quantity} ${location} ${lotWords(wish)}`, () => {
      const product = stocked(shop, sku);
      const code = locationNamed(shop, location);
      put(product, code, lotNamed(product, wish, true), quantity);
      return moved(shop, product, code, quantity, 'received');
    });
  },
};

export const stockAdjust: Act<Moved> = {
  needs: ['sku', 'quantity', 'lot'],
  draw(random, { skus }) {
    const sku = random.pick(skus);
    return {
      sku,
      quantity: random.whole(-6, 3),
      ...drawLot(random, sku),
      location: drawLocation(random),
      key: random.maybe(25, () => random.pick(keys)),
    };
  },
  line: ({ sku, quantity, location, key, ...lot }) => ({
    argv: [
      ...['stock', 'adjust', sku, quantity > 0 ? `+${quantity}` : String(quantity), '--reason', 'counted'],
      ...lotWords(lot),
      ...flag('location', location),
      ...flag('key', key),
    ],
  }),
  expect: ({ sku, quantity, location, key, ...wish }, shop) =>
    onceFor(shop, quantity === 0 ? undefined : key, `adjust ${sku} ${quantity} ${location} ${lotWords(wish)}`, () => {
      if (quantity === 0) throw new Refusal('quantity-zero');
      const product = stocked(shop, sku);
      const code = locationNamed(shop, location);
      takeAway(shop, product, code, lotNamed(product, wish, quantity > 0), -quantity);
      return moved(shop, product, code, quantity, 'adjusted');
    }),
};

function moved(shop: Shop, product: Product, location: string, quantity: number, outcome: string): Result {
  const { onHand } = levelAt(product, location, null);
  if (quantity > 0) serve(shop, [product.sku]);
  return { id: product.sku, outcome, quantity, location, onHand };
}

/** A product that stands on shelves. */
export function stocked(shop: Shop, sku: string): Product {
  const product = findProduct(shop, sku);
  if (!product.isGoods) throw new Refusal('product-not-stocked');
  return product;
}
