// Products added and edited.
import { type Act, flag, on } from '../act.ts';
import { answered, type Result } from '../answer.ts';
import { stockOf, withWholes } from '../goods.ts';
import { type Product, Refusal, type Shop } from '../model.ts';
import { type TaxCategory, taxRates } from '../money.ts';
import { serve } from '../rules.ts';

type Kind = 'goods' | 'service' | 'kit';

interface Entry {
  readonly name: string;
  readonly kind: Kind;
  readonly tax: TaxCategory;
  readonly lots?: true;
}

/** Each product there can be, as it is added. */
export const catalogue: Readonly<Record<string, Entry>> = {
  MUG: { name: 'Blue mug', kind: 'goods', tax: 'standard' },
  TEA: { name: 'Green tea', kind: 'goods', tax: 'zero' },
  PEN: { name: 'Pen', kind: 'goods', tax: 'standard' },
  SEAT: { name: 'Child seat', kind: 'goods', tax: 'reduced' },
  SET: { name: 'Tea set', kind: 'goods', tax: 'standard' },
  YOG: { name: 'Yoghurt', kind: 'goods', tax: 'zero', lots: true },
  GIFT: { name: 'Gift box', kind: 'kit', tax: 'standard' },
  TREAT: { name: 'Treat', kind: 'kit', tax: 'reduced' },
  WRAP: { name: 'Gift wrap', kind: 'service', tax: 'standard' },
};

export const prices = ['12.50', '3.335', '0.01', '7', '19.99', '0', '4.165'] as const;

interface Added {
  readonly sku: string;
  readonly price?: string;
  readonly buffer?: number;
}

export const productAdd: Act<Added> = {
  needs: ['sku'],
  draw: (random, { skus }) => ({
    sku: random.pick(skus),
    price: random.maybe(85, () => random.pick(prices)),
    buffer: random.maybe(10, () => random.whole(1, 3)),
  }),
  line({ sku, price, buffer }) {
    const { name, kind, tax, lots } = catalogue[sku] as Entry;
    const facts = [
      ...flag('kind', kind),
      ...flag('tax-category', tax),
      ...flag('price', price),
      ...flag('buffer', buffer),
      ...on('lots', lots),
    ];
    return { argv: ['product', 'add', sku, ...flag('name', name), ...facts] };
  },
  expect({ sku, price, buffer }, shop) {
    const current = shop.products.get(sku);
    if (current && !isSame(current, sku, price, buffer)) throw new Refusal('product-exists');
    if (!current) shop.products.set(sku, newProduct(sku, price, buffer));
    return answered([{ id: sku, outcome: current ? 'unchanged' : 'added' }]);
  },
};

function isSame(current: Product, sku: string, price: string | undefined, buffer = current.buffer): boolean {
  const isSameKind = current.isGoods === (catalogue[sku]?.kind === 'goods');
  return isSameKind && buffer === current.buffer && (price === undefined || micros(price) === current.priceMicros);
}

function newProduct(sku: string, price: string | undefined, buffer = 0): Product {
  const { name, kind, tax, lots } = catalogue[sku] as Entry;
  const priceMicros = price === undefined ? null : micros(price);
  const kept = { isGoods: kind === 'goods', isKit: kind === 'kit', lots: lots && new Map(), shelves: new Map() };
  return { sku, name, ...kept, priceMicros, taxPpm: taxRates[tax], active: true, buffer, reorderPoint: null };
}

interface Edited {
  readonly sku: string;
  readonly price?: string;
  readonly buffer?: number;
  readonly reorderPoint?: number;
  readonly active?: boolean;
  readonly kind?: Kind;
}

export const productEdit: Act<Edited> = {
  needs: ['sku'],
  draw(random, { shop, skus }) {
    const sku = random.pick(skus);
    const wholes = withWholes(shop, [sku]);
    const isOrdered = shop.orders.some(({ lines }) => lines.some((line) => wholes.has(line.sku)));
    const { kind, lots } = catalogue[sku] as Entry;
    return {
      sku,
      price: random.maybe(40, () => random.pick(prices)),
      buffer: kind === 'kit' ? undefined : random.maybe(25, () => random.whole(0, 3)),
      reorderPoint: kind === 'goods' ? random.maybe(40, () => random.whole(0, 8)) : undefined,
      active: random.maybe(30, () => random.percent(60)),
      // what is kept by lot, made of parts, or ordered stays what it is
      kind: kind === 'kit' || lots ? undefined : random.maybe(8, () => (isOrdered ? undefined : random.pick(['goods', 'service']))),
    };
  },
  line({ sku, price, buffer, reorderPoint, active, kind }) {
    const activity = active === undefined ? [] : [active ? '--active' : '--no-active'];
    const kept = [...flag('buffer', buffer), ...flag('reorder-point', reorderPoint)];
    return { argv: ['product', 'edit', sku, ...flag('price', price), ...kept, ...flag('kind', kind), ...activity] };
  },
  expect: ({ sku, ...wanted }, shop) => answered([edit(shop, sku, wanted)]),
};

function edit(shop: Shop, sku: string, wanted: Omit<Edited, 'sku'>): Result {
  const product = findProduct(shop, sku);
  const before = JSON.stringify(product);
  if (wanted.price !== undefined) product.priceMicros = micros(wanted.price);
  const isRebuffered = wanted.buffer !== undefined && wanted.buffer !== product.buffer;
  product.buffer = wanted.buffer ?? product.buffer;
  product.reorderPoint = wanted.reorderPoint ?? product.reorderPoint;
  product.active = wanted.active ?? product.active;
  if (wanted.kind === 'service' && product.isGoods && stockOf(product).onHand > 0) throw new Refusal('product-has-stock');
  product.isGoods = wanted.kind === undefined ? product.isGoods : wanted.kind === 'goods';
  if (isRebuffered) serve(shop, [sku]);
  return { id: sku, outcome: JSON.stringify(product) === before ? 'unchanged' : 'edited' };
}

export function findProduct(shop: Shop, sku: string): Product {
  const product = shop.products.get(sku);
  if (!product) throw new Refusal('product-unknown');
  return product;
}

/** A price as it is typed, in millionths. */
export function micros(price: string): number {
  const [whole = '', fraction = ''] = price.split('.');
  return Number(`${whole}${fraction.padEnd(6, '0')}`);
}
