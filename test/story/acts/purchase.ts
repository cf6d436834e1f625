// Goods bought in: written down, sent, come in parts or more than was asked for, or called off.
import { type Act, flag, on } from '../act.ts';
import { answered, onEach, type Result } from '../answer.ts';
import { put } from '../goods.ts';
import { Refusal, type Shop, sum } from '../model.ts';
import { serve } from '../rules.ts';
import { type Purchase, suggestions } from '../supply.ts';
import { drawLocation, locationNamed } from './location.ts';
import { catalogue } from './product.ts';
import { stocked } from './stock.ts';
import { names, supplierNamed } from './supplier.ts';

/** What comes by lot comes by `stock receive`. */
const unlotted = (skus: readonly string[]) => skus.filter((sku) => !catalogue[sku]?.lots);

interface Wanted {
  readonly sku: string;
  readonly quantity: number;
}

interface Created {
  readonly supplier: string;
  readonly lines: readonly Wanted[];
  readonly location?: string;
}

export const purchaseCreate: Act<Created> = {
  needs: ['supplier', 'lines', 'sku', 'quantity'],
  draw: (random, { skus }) => ({
    supplier: random.pick(names),
    lines: random.several(1, 3, () => ({ sku: random.pick(unlotted(skus)), quantity: random.whole(1, 9) })),
    location: drawLocation(random),
  }),
  line: ({ supplier, lines, location }) => ({
    argv: [
      'purchase',
      'create',
      supplier,
      ...lines.flatMap(({ sku, quantity }) => ['--line', `${sku}=${quantity}`]),
      ...flag('location', location),
    ],
  }),
  expect({ supplier, lines, location }, shop) {
    supplierNamed(shop, supplier);
    const place = locationNamed(shop, location);
    const sums = new Map<string, number>();
    for (const { sku, quantity } of lines) sums.set(stocked(shop, sku).sku, (sums.get(sku) ?? 0) + quantity);
    const made = [...sums].map(([sku, quantity]) => ({ sku, quantity }));
    return answered([draft(shop, supplier, place, made)]);
  },
};

function draft(shop: Shop, supplier: string, location: string, wanted: readonly Wanted[]): Result {
  const id = `U${shop.purchases.length + 1}`;
  const lines = wanted.map(({ sku, quantity }) => ({ sku, quantity, received: 0 }));
  shop.purchases.push({ id, supplier, location, state: 'draft', lines });
  return { id, outcome: 'created', supplier, units: sum(lines.map(({ quantity }) => quantity)), lines: lines.length };
}

interface Suggested {
  readonly location?: string;
}

/** A draft for each supplier of what ought to be bought of them. */
export const purchaseSuggest: Act<Suggested> = {
  needs: [],
  draw: (random) => ({ location: drawLocation(random) }),
  line: ({ location }) => ({ argv: ['purchase', 'suggest', '--create', ...flag('location', location)] }),
  expect({ location }, shop) {
    const needs = suggestions(shop);
    const made = names.flatMap((supplier): Result[] => {
      const own = needs.filter(({ offer }) => offer?.supplier === supplier);
      return own.length === 0 ? [] : [draft(shop, supplier, locationNamed(shop, location), own)];
    });
    const unoffered = needs.filter(({ offer }) => offer === undefined);
    const refused = unoffered.map(({ sku }): Result => ({ id: sku, outcome: 'refused', error: ['offer-missing'] }));
    return answered([...made, ...refused]);
  },
};

interface Dealt {
  readonly verb: 'send' | 'receive' | 'cancel';
  readonly number: number;
  readonly line?: Wanted;
  readonly allowOver?: boolean;
}

export const purchaseAct: Act<Dealt> = {
  needs: ['verb', 'number', 'sku', 'quantity'],
  draw(random, { shop: { purchases }, skus }) {
    if (purchases.length === 0) return undefined;
    const verb = random.pick(['send', 'send', 'receive', 'receive', 'receive', 'cancel'] as const);
    const line = random.maybe(60, () => ({ sku: random.pick(unlotted(skus)), quantity: random.whole(1, 6) }));
    const number = random.whole(Math.max(1, purchases.length - 2), purchases.length);
    return verb === 'receive' ? { verb, number, line, allowOver: random.percent(30) } : { verb, number };
  },
  line: ({ verb, number, line, allowOver }) => ({
    argv: ['purchase', verb, `U${number}`, ...flag('line', line && `${line.sku}=${line.quantity}`), ...on('allow-over', allowOver)],
  }),
  expect: ({ verb, number, line, allowOver }, shop) =>
    onEach(shop, [`U${number}`], (id) => {
      const purchase = shop.purchases.find((one) => one.id === id);
      if (!purchase) throw new Refusal('purchase-unknown');
      if (verb === 'send') return send(purchase);
      return verb === 'cancel' ? cancel(purchase) : receive(shop, purchase, line, allowOver === true);
    }),
};

const openOf = ({ quantity, received }: Purchase['lines'][number]) => Math.max(0, quantity - received);

function send(purchase: Purchase): Result {
  if (purchase.state === 'received' || purchase.state === 'cancelled') throw new Refusal('purchase-closed');
  const outcome = purchase.state === 'sent' ? 'unchanged' : 'sent';
  purchase.state = 'sent';
  return { id: purchase.id, outcome };
}

function cancel(purchase: Purchase): Result {
  if (purchase.state === 'received') throw new Refusal('purchase-closed');
  const outcome = purchase.state === 'cancelled' ? 'unchanged' : 'cancelled';
  purchase.state = 'cancelled';
  return { id: purchase.id, outcome, units: sum(purchase.lines.map(openOf)) };
}

function receive(shop: Shop, purchase: Purchase, wish: Wanted | undefined, allowOver: boolean): Result {
  if (purchase.state === 'draft') throw new Refusal('purchase-not-sent');
  if (purchase.state === 'cancelled') throw new Refusal('purchase-cancelled');
  const come = wish ? [wish] : purchase.lines.filter((line) => openOf(line) > 0).map((line) => ({ sku: line.sku, quantity: openOf(line) }));
  if (come.length === 0) return { id: purchase.id, outcome: 'unchanged' };
  for (const { sku, quantity } of come) {
    const line = purchase.lines.find((one) => one.sku === sku);
    if (!line) throw new Refusal('purchase-line-unknown');
    if (quantity > openOf(line) && !allowOver) throw new Refusal('purchase-over');
    line.received += quantity;
    put(stocked(shop, sku), purchase.location, null, quantity);
  }
  const open = sum(purchase.lines.map(openOf));
  if (open === 0) purchase.state = 'received';
  serve(
    shop,
    come.map(({ sku }) => sku),
  );
  return { id: purchase.id, outcome: open === 0 ? 'received' : 'partly-received', units: sum(come.map(({ quantity }) => quantity)), open };
}
