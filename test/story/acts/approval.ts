// Rules of approval: made, changed, ended.
import { type Act, flag, on } from '../act.ts';
import { answered } from '../answer.ts';
import { type ApprovalRule, happens, heldForApproval, weigh } from '../approval.ts';
import { Refusal, type Shop } from '../model.ts';
import type { Random } from '../random.ts';
import { serveOrder } from '../rules.ts';
import { pounds } from './order-add.ts';

const names = ['bargain', 'first', 'large'] as const;
/** Each is a step; the last of these nobody could take, since nobody approves twice. */
const steps = [['mina'], ['anybody'], ['mina,jun', 'boss'], ['anybody', 'anybody'], ['mina,jun', 'mina,jun'], ['mina', 'mina']] as const;
const IMPOSSIBLE = steps.length - 1;
const MOST_ACTIVE = 2;

/** Null takes a condition back. */
interface Said {
  /** In pennies. */
  readonly over?: number | null;
  readonly discount?: number | null;
  readonly newCustomer?: boolean;
  readonly country?: string | null;
  readonly channel?: string | null;
  /** A place among the steps. */
  readonly approvers?: number;
}

interface Ruled extends Said {
  readonly name: string;
}

/** What each rule usually looks at, and sometimes something besides. */
function drawSaid(random: Random, name: string): Said {
  const often = (own: string) => (name === own ? 85 : 6);
  return {
    over: random.maybe(often('large'), () => random.whole(500, 6_000)),
    discount: random.maybe(often('bargain'), () => random.whole(0, 30)),
    newCustomer: random.maybe(often('first'), () => true),
    country: random.maybe(6, () => random.pick(['GB', 'abroad', 'abroad,GB'])),
    channel: random.maybe(12, () => random.pick(['phone', 'phone', 'plain'])),
    approvers: random.maybe(70, () => random.whole(0, random.percent(4) ? IMPOSSIBLE : IMPOSSIBLE - 1)),
  };
}

function words({ over, discount, newCustomer, country, channel, approvers }: Said): string[] {
  return [
    ...flag('over', over === null ? '' : over === undefined ? undefined : pounds(over)),
    ...[...flag('discount', discount === null ? '' : discount), ...flag('country', country === null ? '' : country)],
    ...[...on('new-customer', newCustomer), ...on('no-new-customer', newCustomer === false)],
    ...flag('channel', channel === null ? '' : channel),
    ...(approvers === undefined ? [] : (steps[approvers] ?? [])).flatMap((step) => flag('approver', step)),
  ];
}

type Terms = Omit<ApprovalRule, 'name' | 'active' | 'madeAt'>;

const nothing: Terms = { over: null, discountPercent: null, newCustomer: false, countries: null, channel: null, approvers: [[]] };

/** As it is after what is said of it. */
function termsAfter(before: Terms, { over, discount, newCustomer, country, channel, approvers }: Said): Terms {
  if (approvers === IMPOSSIBLE) throw new Refusal('flags-conflict');
  return {
    over: over === undefined ? before.over : over,
    discountPercent: discount === undefined ? before.discountPercent : discount,
    newCustomer: newCustomer ?? before.newCustomer,
    countries: country === undefined ? before.countries : (country?.split(',') ?? null),
    channel: channel === undefined ? before.channel : channel,
    approvers:
      approvers === undefined ? before.approvers : (steps[approvers] ?? []).map((step) => (step === 'anybody' ? [] : step.split(','))),
  };
}

/** As the program names them, in its order. */
const fields = {
  over: 'over',
  discountPercent: 'discount',
  newCustomer: 'new-customer',
  countries: 'countries',
  channel: 'channel',
  approvers: 'approvers',
} as const;

function changed(before: Terms, after: Terms): string[] {
  const isOther = (field: keyof Terms) => JSON.stringify(before[field]) !== JSON.stringify(after[field]);
  return Object.entries(fields).flatMap(([field, name]) => (isOther(field as keyof Terms) ? [name] : []));
}

export const approvalAdd: Act<Ruled> = {
  needs: ['name'],
  draw(random, { shop }) {
    const name = random.pick(names);
    const active = [...shop.rules.values()].filter((rule) => rule.active).length;
    if ((shop.rules.get(name)?.active || active >= MOST_ACTIVE) && random.percent(90)) return undefined;
    return { name, ...drawSaid(random, name) };
  },
  line: ({ name, ...said }) => ({ argv: ['approval', 'add', name, ...words(said)] }),
  expect({ name, ...said }, shop) {
    const terms = termsAfter(nothing, said);
    const known = shop.rules.get(name);
    if (known?.active && changed(known, terms).length > 0) throw new Refusal('approval-exists');
    if (known?.active) return answered([{ id: name, outcome: 'unchanged' }]);
    shop.rules.set(name, { ...terms, name, active: true, madeAt: happens(shop) });
    return answered([{ id: name, outcome: 'added' }]);
  },
};

export const approvalEdit: Act<Ruled> = {
  needs: ['name'],
  draw(random, { shop }) {
    if (shop.rules.size === 0) return undefined;
    const name = random.pick(random.percent(95) ? [...shop.rules.keys()] : names);
    const back = { over: random.maybe(15, () => null), discount: random.maybe(15, () => null), newCustomer: random.maybe(15, () => false) };
    const said = Object.entries(drawSaid(random, name)).filter(([, value]) => value !== undefined && random.percent(60));
    return { name, ...back, ...(Object.fromEntries(said) as Said) };
  },
  line: ({ name, ...said }) => ({ argv: ['approval', 'edit', name, ...words(said)] }),
  expect({ name, ...said }, shop) {
    const rule = shop.rules.get(name);
    const terms = termsAfter(rule ?? nothing, said);
    if (!rule) throw new Refusal('approval-unknown');
    const told = changed(rule, terms);
    if (told.length === 0) return answered([{ id: name, outcome: 'unchanged' }]);
    shop.rules.set(name, { ...rule, ...terms });
    return answered([{ id: name, outcome: 'edited', fields: told, released: weighHeld(shop) }]);
  },
};

export const approvalEnd: Act<{ readonly name: string }> = {
  needs: ['name'],
  draw: (random, { shop }) => (shop.rules.size === 0 ? undefined : { name: random.pick([...shop.rules.keys()]) }),
  line: ({ name }) => ({ argv: ['approval', 'end', name] }),
  expect({ name }, shop) {
    const rule = find(shop, name);
    if (!rule.active) return answered([{ id: name, outcome: 'unchanged' }]);
    shop.rules.set(name, { ...rule, active: false });
    return answered([{ id: name, outcome: 'ended', released: weighHeld(shop) }]);
  },
};

function find(shop: Shop, name: string): ApprovalRule {
  const rule = shop.rules.get(name);
  if (!rule) throw new Refusal('approval-unknown');
  return rule;
}

/** Orders that wait for an approval are weighed anew. How many may go on. */
function weighHeld(shop: Shop): number {
  const free = heldForApproval(shop)
    .filter((order) => weigh(shop, order))
    .filter(({ holds }) => holds.length === 0);
  for (const order of free) serveOrder(shop, order);
  return free.length;
}
