// Goods that are held back, moved, counted, put together and taken apart.
import { type Act, flag, on } from '../act.ts';
import { answered } from '../answer.ts';
import { contentOf, levelAt, put, reservedOf, takeAway } from '../goods.ts';
import { type Product, Refusal } from '../model.ts';
import { serve } from '../rules.ts';
import { codes, drawLocation, locationNamed } from './location.ts';
import { drawLot, type Lot, lotNamed, lotWords, stocked } from './stock.ts';

interface Held extends Lot {
  readonly verb: 'hold' | 'unhold';
  readonly sku: string;
  readonly quantity: number;
  readonly location?: string;
}

export const stockHold: Act<Held> = {
  needs: ['verb', 'sku', 'quantity', 'lot'],
  draw(random, { skus }) {
    const sku = random.pick(skus);
    const verb = random.pick(['hold', 'unhold'] as const);
    return { verb, sku, quantity: random.whole(1, 4), ...drawLot(random, sku), location: drawLocation(random) };
  },
  line: ({ verb, sku, quantity, location, ...lot }) => ({
    argv: ['stock', verb, sku, String(quantity), '--reason', 'chipped', ...lotWords(lot), ...flag('location', location)],
  }),
  expect({ verb, sku, quantity, location, ...wish }, shop) {
    const product = stocked(shop, sku);
    const code = locationNamed(shop, location);
    const lot = lotNamed(product, wish, false);
    const level = levelAt(product, code, lot);
    const change = verb === 'hold' ? quantity : -quantity;
    const held = level.unavailable + change;
    if (held < 0 || held + reservedOf(shop, sku, code, lot) > level.onHand)
      throw new Refusal(lot === null ? 'stock-not-free' : 'lot-not-free');
    put(product, code, lot, 0, change);
    const { onHand, unavailable } = levelAt(product, code, null);
    if (verb === 'unhold') serve(shop, [sku]);
    const outcome = verb === 'hold' ? 'held' : 'unheld';
    return answered([{ id: sku, outcome, quantity, location: code, onHand, unavailable }]);
  },
};

interface Carried extends Lot {
  readonly sku: string;
  readonly quantity: number;
  readonly from: string;
  readonly to: string;
}

export const stockMove: Act<Carried> = {
  needs: ['sku', 'quantity', 'from', 'to', 'lot'],
  draw(random, { skus }) {
    const sku = random.pick(skus);
    const from = random.percent(60) ? 'main' : random.pick(codes);
    return { sku, quantity: random.whole(1, 6), ...drawLot(random, sku), from, to: random.pick(codes) };
  },
  line: ({ sku, quantity, from, to, ...lot }) => ({
    argv: ['stock', 'move', sku, String(quantity), ...lotWords(lot), '--from', from, '--to', to],
  }),
  expect({ sku, quantity, from, to, ...wish }, shop) {
    const product = stocked(shop, sku);
    const source = locationNamed(shop, from);
    const target = locationNamed(shop, to);
    const lot = lotNamed(product, wish, false);
    if (source === target) throw new Refusal('location-same');
    takeAway(shop, product, source, lot, quantity);
    put(product, target, lot, quantity);
    const [onHandFrom, onHandTo] = [source, target].map((code) => levelAt(product, code, null).onHand);
    return answered([{ id: sku, outcome: 'moved', quantity, from: source, to: target, onHandFrom, onHandTo }]);
  },
};

interface Counted extends Lot {
  readonly sku: string;
  readonly counted: number;
  readonly expected?: number;
  readonly location?: string;
}

export const stockCount: Act<Counted> = {
  needs: ['sku', 'counted', 'lot'],
  draw(random, { skus, shop }) {
    const sku = random.pick(skus);
    const location = drawLocation(random);
    const wish = drawLot(random, sku);
    const product = shop.products.get(sku);
    const now = product ? levelAt(product, location ?? shop.locations[0]?.code ?? '', wish.lot ?? null).onHand : 0;
    const counted = Math.max(0, now + random.whole(-3, 3));
    return { sku, counted, ...wish, location, expected: random.maybe(50, () => (random.percent(80) ? now : now + 1)) };
  },
  line: ({ sku, counted, expected, location, ...lot }) => ({
    argv: ['stock', 'count', sku, String(counted), ...lotWords(lot), ...flag('expect', expected), ...flag('location', location)],
  }),
  expect({ sku, counted, expected, location, ...wish }, shop) {
    const product = stocked(shop, sku);
    const code = locationNamed(shop, location);
    // nothing of it stands there without a lot
    const { onHand } =
      product.lots && wish.lot === undefined ? { onHand: 0 } : levelAt(product, code, product.lots ? (wish.lot ?? null) : null);
    if (expected !== undefined && expected !== onHand) throw new Refusal('stock-changed');
    const told = { id: sku, location: code, onHand: counted, quantity: counted - onHand };
    if (counted === onHand) return answered([{ ...told, outcome: 'unchanged' }]);
    const lot = lotNamed(product, wish, counted > onHand);
    if (counted < onHand) takeAway(shop, product, code, lot, onHand - counted);
    else put(product, code, lot, counted - onHand);
    if (counted > onHand) serve(shop, [sku]);
    shop.counts.push({ sku, location: code, lot, quantity: counted - onHand });
    return answered([{ ...told, outcome: 'counted' }]);
  },
};

interface Recipe {
  readonly whole: string;
  readonly part: string;
  readonly quantity: number;
}

/** What is put together beforehand. */
const WHOLE = 'SET';

/** What may be in what: two kits share parts, and one has some that are kept by lot. */
export const recipes: Readonly<Record<string, readonly string[]>> = {
  [WHOLE]: ['MUG', 'TEA'],
  GIFT: ['MUG', 'TEA', 'PEN'],
  TREAT: ['TEA', 'YOG'],
};

export const productPart: Act<Recipe> = {
  needs: ['whole', 'part', 'quantity'],
  draw(random) {
    const whole = random.pick(Object.keys(recipes));
    return { whole, part: random.pick(recipes[whole] as readonly string[]), quantity: random.whole(1, 2) };
  },
  line: ({ whole, part, quantity }) => ({ argv: ['product', 'part', 'add', whole, part, String(quantity)] }),
  expect({ whole, part, quantity }, shop) {
    const id = `${whole}/${part}`;
    for (const sku of [whole, part]) if (!shop.products.has(sku)) throw new Refusal('product-unknown');
    const own = shop.parts.get(whole) ?? new Map<string, number>();
    const known = own.get(part);
    if (known === quantity) return answered([{ id, outcome: 'unchanged' }]);
    shop.parts.set(whole, own.set(part, quantity));
    serve(shop, [part]);
    return answered([{ id, outcome: known === undefined ? 'added' : 'edited' }]);
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
    const parts = [...contentOf(shop, WHOLE)];
    const goods = parts.map(([sku, each]) => ({ product: shop.products.get(sku) as Product, units: each * quantity }));
    if (goods.length === 0) throw new Refusal('parts-none');
    const gone = reverse ? [{ product: whole, units: quantity }] : goods;
    const come = reverse ? goods : [{ product: whole, units: quantity }];
    for (const { product, units } of gone) takeAway(shop, product, code, null, units);
    for (const { product, units } of come) put(product, code, null, units);
    const { onHand } = levelAt(whole, code, null);
    serve(
      shop,
      come.map(({ product }) => product.sku),
    );
    return answered([{ id: WHOLE, outcome: reverse ? 'disassembled' : 'assembled', quantity, location: code, onHand }]);
  },
};
