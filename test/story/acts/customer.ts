// Customers changed, and two that are one made one.
import { type Act, flag } from '../act.ts';
import { answered } from '../answer.ts';
import { type Customer, findCustomer } from '../customer.ts';
import { Refusal, type Shop } from '../model.ts';
import type { Random } from '../random.ts';

export const emails = ['ana@example.com', 'bo@example.com', 'cy@example.com'] as const;

/** Anybody, by id or e-mail; seldom nobody. */
export function drawCustomer(random: Random, shop: Shop): string | undefined {
  if (random.percent(3)) return random.pick(['C999', 'nobody@example.com']);
  if (random.percent(25)) return random.pick(emails);
  return shop.customers.length === 0 ? undefined : random.pick(shop.customers).id;
}

interface Edited {
  readonly who: string;
  readonly name?: string;
  /** Empty: none. */
  readonly email?: string;
  readonly note?: string;
}

export const customerEdit: Act<Edited> = {
  needs: ['who'],
  draw(random, { shop }) {
    const who = drawCustomer(random, shop);
    if (who === undefined) return undefined;
    return {
      who,
      name: random.maybe(40, () => random.pick(['Ana Ruiz', 'Bo Hall', 'Cy Young'])),
      email: random.maybe(50, () => random.pick([...emails, ''])),
      note: random.maybe(40, () => random.pick(['likes tea', 'comes on Mondays', ''])),
    };
  },
  line: ({ who, name, email, note }) => ({
    argv: ['customer', 'edit', who, ...flag('name', name), ...flag('email', email), ...flag('note', note)],
  }),
  expect({ who, ...said }, shop) {
    const customer = findCustomer(shop, who);
    const fields = edit(shop, customer, said);
    const outcome = fields.length > 0 ? 'edited' : 'unchanged';
    return answered([{ id: customer.id, outcome, name: customer.name, ...(fields.length > 0 && { fields }) }]);
  },
};

/** The names of the fields that are others now. */
function edit(shop: Shop, customer: Customer, { name, email, note }: Omit<Edited, 'who'>): string[] {
  const before = { ...customer };
  const owner = email ? shop.customers.find(({ emailKey }) => emailKey === email) : undefined;
  if (owner && (owner.mergedInto ?? owner.id) !== customer.id) throw new Refusal('email-taken');
  if (owner) owner.emailKey = null;
  if (name !== undefined) customer.name = name;
  if (note !== undefined) customer.note = note || null;
  if (email !== undefined) customer.email = customer.emailKey = email || null;
  return (['name', 'email', 'note'] as const).filter((field) => customer[field] !== before[field]);
}

interface Merged {
  readonly from: string;
  readonly into: string;
}

export const customerMerge: Act<Merged> = {
  needs: ['from', 'into'],
  draw(random, { shop }) {
    const [from, into] = [drawCustomer(random, shop), drawCustomer(random, shop)];
    return from && into ? { from, into } : undefined;
  },
  line: ({ from, into }) => ({ argv: ['customer', 'merge', from, into, '--yes'] }),
  expect({ from, into }, shop) {
    const gone = shop.customers.find(({ id }) => id === from) ?? findCustomer(shop, from);
    const stays = findCustomer(shop, into);
    if (gone === stays) throw new Refusal('customer-same');
    if (gone.mergedInto === stays.id) return answered([{ id: gone.id, outcome: 'unchanged', into: stays.id }]);
    if (gone.mergedInto !== undefined) throw new Refusal('customer-merged');
    return answered([{ id: gone.id, outcome: 'merged', into: stays.id, ...merge(shop, gone, stays) }]);
  },
};

/** All that is of the one is the other's; what both have stays as the other has it. */
function merge(shop: Shop, from: Customer, into: Customer) {
  const moved = shop.orders.filter(({ customer }) => customer === from.id);
  for (const order of moved) order.customer = into.id;
  into.notes.push(...from.notes.splice(0));
  if (into.note !== null && from.note !== null) into.notes.push(`${from.id}: ${from.note}`);
  if (into.email !== null && from.email !== null && from.emailKey !== into.emailKey) into.contacts.set(from.id, from.email);
  for (const [label, email] of from.contacts) into.contacts.set(label, email);
  from.contacts.clear();
  for (const one of shop.customers) if (one === from || one.mergedInto === from.id) one.mergedInto = into.id;
  const filled = (['email', 'note'] as const).filter((field) => into[field] === null && from[field] !== null);
  for (const field of filled) into[field] = from[field];
  if (filled.includes('email')) [into.emailKey, from.emailKey] = [from.emailKey, null];
  return { name: into.name, orders: moved.length, filled };
}
