// Whom the shop buys from, and what they ask.
import { type Act, flag } from '../act.ts';
import { answered, type Done } from '../answer.ts';
import { Refusal, type Shop } from '../model.ts';
import type { Offer, Supplier } from '../supply.ts';
import { findProduct } from './product.ts';
import { stocked } from './stock.ts';

/** In the order in which they are listed. */
export const names = ['Kiln', 'Mill'] as const;

const days = [3, 7, 21] as const;
const costs = ['3.25', '4.10', '12.00', '0.40'] as const;

export function supplierNamed({ suppliers }: Shop, name: string): Supplier {
  const supplier = suppliers.get(name);
  if (!supplier) throw new Refusal('supplier-unknown');
  return supplier;
}

interface Named {
  readonly name: string;
}

export const supplierAdd: Act<Named> = {
  needs: ['name'],
  draw: (random) => ({ name: random.pick(names) }),
  line: ({ name }) => ({ argv: ['supplier', 'add', name] }),
  expect({ name }, shop) {
    const isKnown = shop.suppliers.has(name);
    if (!isKnown) shop.suppliers.set(name, { leadDays: null, phone: null, active: true });
    return answered([{ id: name, outcome: isKnown ? 'unchanged' : 'added' }]);
  },
};

interface Edited extends Named {
  readonly leadDays?: number;
  readonly phone?: string;
  readonly active?: boolean;
}

export const supplierEdit: Act<Edited> = {
  needs: ['name'],
  draw: (random) => ({
    name: random.pick(names),
    leadDays: random.maybe(50, () => random.pick(days)),
    phone: random.maybe(30, () => random.pick(['01904 555', '01904 556'])),
    active: random.maybe(50, () => random.percent(65)),
  }),
  line({ name, leadDays, phone, active }) {
    const activity = active === undefined ? [] : [active ? '--active' : '--no-active'];
    return { argv: ['supplier', 'edit', name, ...flag('lead-days', leadDays), ...flag('phone', phone), ...activity] };
  },
  expect({ name, ...wanted }, shop) {
    const isChanged = change(supplierNamed(shop, name), wanted);
    return answered([{ id: name, outcome: isChanged ? 'edited' : 'unchanged' }]);
  },
};

/** Takes over what is said. Whether anything is other than before. */
function change<T extends object>(current: T, wanted: Partial<T>): boolean {
  const before = JSON.stringify(current);
  for (const [field, value] of Object.entries(wanted)) if (value !== undefined) Object.assign(current, { [field]: value });
  return JSON.stringify(current) !== before;
}

type Terms = Partial<Pick<Offer, 'price' | 'minimum' | 'pack'>> & { readonly leadDays?: number };

interface Offered extends Terms {
  readonly verb: 'add' | 'edit' | 'remove';
  readonly supplier: string;
  readonly sku: string;
}

export const supplierOffer: Act<Offered> = {
  needs: ['verb', 'supplier', 'sku', 'price'],
  draw(random, { skus }) {
    const verb = random.pick(['add', 'add', 'add', 'edit', 'edit', 'remove'] as const);
    const named = { verb, supplier: random.pick(names), sku: random.pick(skus) };
    if (verb === 'remove') return named;
    return {
      ...named,
      price: verb === 'add' ? random.pick(costs) : random.maybe(50, () => random.pick(costs)),
      minimum: random.maybe(30, () => random.whole(1, 12)),
      pack: random.maybe(30, () => random.whole(1, 5)),
      leadDays: random.maybe(30, () => random.pick(days)),
    };
  },
  line: ({ verb, supplier, sku, price, minimum, pack, leadDays }) => ({
    argv: [
      ...['supplier', 'offer', verb, supplier, sku],
      ...flag('price', price),
      ...flag('minimum', minimum),
      ...flag('pack', pack),
      ...flag('lead-days', leadDays),
    ],
  }),
  expect({ verb, supplier, sku, ...wanted }, shop) {
    supplierNamed(shop, supplier);
    if (verb === 'remove') findProduct(shop, sku);
    else stocked(shop, sku);
    const id = `${supplier}:${sku}`;
    if (verb === 'add') return answered([{ id, ...added(shop, { supplier, sku }, wanted) }]);
    const known = offerOf(shop, supplier, sku);
    if (!known) throw new Refusal('offer-unknown');
    const isChanged = verb === 'edit' && change(known, wanted);
    if (verb === 'remove') shop.offers.splice(shop.offers.indexOf(known), 1);
    const outcome = verb === 'remove' ? 'removed' : isChanged ? 'edited' : 'unchanged';
    return answered([{ id, outcome, ...shown(known) }]);
  },
};

const offerOf = ({ offers }: Shop, supplier: string, sku: string) => offers.find((one) => one.supplier === supplier && one.sku === sku);
const shown = ({ price, minimum, pack, leadDays }: Offer) => ({ unitCost: price, minimum, pack, leadDays });

function added(shop: Shop, named: Pick<Offer, 'supplier' | 'sku'>, wanted: Terms): Done {
  const known = offerOf(shop, named.supplier, named.sku);
  if (known && change(structuredClone(known), wanted)) throw new Refusal('offer-exists');
  const { price = '', minimum = 1, pack = 1, leadDays = null } = wanted;
  const offer = known ?? { ...named, price, minimum, pack, leadDays };
  if (!known) shop.offers.push(offer);
  return { outcome: known ? 'unchanged' : 'added', ...shown(offer) };
}
