// Goods that are held back, moved, counted, put together and taken apart.
import { type Act, flag, on } from '../act.ts';
import { answered } from '../answer.ts';
import { type Product, Refusal, reservedOf, type Shelf, type Shop } from '../model.ts';
import { serve } from '../rules.ts';
import { codes, drawLocation, locationNamed } from './location.ts';
import { shelfOf, stocked } from './stock.ts';

interface Held {
  readonly verb: 'hold' | 'unhold';
  readonly sku: string;
  readonly quantity: number;
  readonly location?: string;
}

export const stockHold: Act<Held> = {
  needs: ['verb', 'sku', 'quantity'],
  draw: (random, { skus }) => ({
    verb: random.pick(['hold', 'unhold'] as const),
    sku: random.pick(skus),
    quantity: random.whole(1, 4),
    location: drawLocation(random),
  }),
  line: ({ verb, sku, quantity, location }) => ({
    argv: ['stock', verb, sku, String(quantity), '--reason', 'chipped', ...flag('location', location)],
  }),
  expect({ verb, sku, quantity, location }, shop) {
    const product = stocked(shop, sku);
    const code = locationNamed(shop, location);
    const shelf = there(product, code);
    const unavailable = shelf.unavailable + (verb === 'hold' ? quantity : -quantity);
    if (unavailable < 0 || unavailable + reservedOf(shop, sku, code) > shelf.onHand) throw new Refusal('stock-not-free');
    shelfOf(product, code).unavailable = unavailable;
    if (verb === 'unhold') serve(shop, [sku]);
    const outcome = verb === 'hold' ? 'held' : 'unheld';
    return answered([{ id: sku, outcome, quantity, location: code, onHand: shelf.onHand, unavailable }]);
  },
};

interface Carried {
  readonly sku: string;
  readonly quantity: number;
  readonly from: string;
  readonly to: string;
}

export const stockMove: Act<Carried> = {
  needs: ['sku', 'quantity', 'from', 'to'],
  draw: (random, { skus }) => ({
    sku: random.pick(skus),
    quantity: random.whole(1, 6),
    from: random.percent(60) ? 'main' : random.pick(codes),
    to: random.pick(codes),
  }),
  line: ({ sku, quantity, from, to }) => ({ argv: ['stock', 'move', sku, String(quantity), '--from', from, '--to', to] }),
  expect({ sku, quantity, from, to }, shop) {
    const product = stocked(shop, sku);
    const source = locationNamed(shop, from);
    const target = locationNamed(shop, to);
    if (source === target) throw new Refusal('location-same');
    const left = takeAway(shop, product, source, quantity);
    const arrived = shelfOf(product, target);
    arrived.onHand += quantity;
    const moved = { id: sku, outcome: 'moved', quantity, from: source, to: target };
    return answered([{ ...moved, onHandFrom: left.onHand, onHandTo: arrived.onHand }]);
  },
};

interface Counted {
  readonly sku: string;
  readonly counted: number;
  readonly expected?: number;
  readonly location?: string;
}

export const stockCount: Act<Counted> = {
  needs: ['sku', 'counted'],
  draw(random, { skus, shop }) {
    const sku = random.pick(skus);
    const location = drawLocation(random);
    const now = shop.products.get(sku)?.shelves.get(location ?? shop.locations[0]?.code ?? '')?.onHand ?? 0;
    const counted = Math.max(0, now + random.whole(-3, 3));
    return { sku, counted, location, expected: random.maybe(50, () => (random.percent(80) ? now : now + 1)) };
  },
  line: ({ sku, counted, expected, location }) => ({
    argv: ['stock', 'count', sku, String(counted), ...flag('expect', expected), ...flag('location', location)],
  }),
  expect({ sku, counted, expected, location }, shop) {
    const product = stocked(shop, sku);
    const code = locationNamed(shop, location);
    const { onHand } = there(product, code);
    if (expected !== undefined && expected !== onHand) throw new Refusal('stock-changed');
    const told = { id: sku, location: code, onHand: counted, quantity: counted - onHand };
    if (counted === onHand) return answered([{ ...told, outcome: 'unchanged' }]);
    if (counted < onHand) takeAway(shop, product, code, onHand - counted);
    else shelfOf(product, code).onHand = counted;
    if (counted > onHand) serve(shop, [sku]);
    return answered([{ ...told, outcome: 'counted' }]);
  },
};

interface Recipe {
  readonly part: string;
  readonly quantity: number;
}

/** What is put together beforehand. */
const WHOLE = 'SET';

export const productPart: Act<Recipe> = {
  needs: ['part', 'quantity'],
  draw: (random) => ({ part: random.pick(['MUG', 'TEA']), quantity: random.whole(1, 2) }),
  line: ({ part, quantity }) => ({ argv: ['product', 'part', 'add', WHOLE, part, String(quantity)] }),
  expect({ part, quantity }, shop) {
    for (const sku of [WHOLE, part]) if (!shop.products.has(sku)) throw new Refusal('product-unknown');
    const known = shop.parts.get(part);
    shop.parts.set(part, quantity);
    const outcome = known === undefined ? 'added' : known === quantity ? 'unchanged' : 'edited';
    return { code: 0, results: [{ id: `${WHOLE}/${part}`, outcome }] };
  },
};

interface Assembled {
  readonly quantity: number;
  readonly reverse?: boolean;
  readonly location?: string;
}

export const stockAssemble: Act<Assembled> = {
  needs: ['quantity'],
  draw: (random) => ({ quantity: random.whole(1, 3), reverse: random.maybe(40, () => true), location: drawLocation(random) }),
  line: ({ quantity, reverse, location }) => ({
    argv: ['stock', 'assemble', WHOLE, String(quantity), ...on('reverse', reverse), ...flag('location', location)],
  }),
  expect({ quantity, reverse, location }, shop) {
    const whole = stocked(shop, WHOLE);
    const code = locationNamed(shop, location);
    const parts = [...shop.parts].map(([sku, each]) => ({ product: shop.products.get(sku) as Product, units: each * quantity }));
    const goods = parts.filter(({ product }) => product.isGoods);
    if (goods.length === 0) throw new Refusal('parts-none');
    const gone = reverse ? [{ product: whole, units: quantity }] : goods;
    const come = reverse ? goods : [{ product: whole, units: quantity }];
    for (const { product, units } of gone) takeAway(shop, product, code, units);
    for (const { product, units } of come) shelfOf(product, code).onHand += units;
    const { onHand } = shelfOf(whole, code);
    serve(
      shop,
      come.map(({ product }) => product.sku),
    );
    return answered([{ id: WHOLE, outcome: reverse ? 'disassembled' : 'assembled', quantity, location: code, onHand }]);
  },
};

function there({ shelves }: Product, location: string): Shelf {
  return shelves.get(location) ?? { onHand: 0, unavailable: 0 };
}

/** Neither what is promised nor what is held back goes away. */
function takeAway(shop: Shop, product: Product, location: string, quantity: number): Shelf {
  const { onHand, unavailable } = there(product, location);
  if (onHand - quantity < unavailable) throw new Refusal('stock-short');
  if (onHand - quantity < unavailable + reservedOf(shop, product.sku, location)) throw new Refusal('stock-reserved');
  const shelf = shelfOf(product, location);
  shelf.onHand -= quantity;
  return shelf;
}
