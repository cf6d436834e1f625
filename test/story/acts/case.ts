// Complaints about orders: opened, followed, closed.
import { type Act, flag } from '../act.ts';
import { onceFor, onEach } from '../answer.ts';
import { Refusal, type Shop } from '../model.ts';
import { findOrder, typed } from '../rules.ts';
import { keys } from './stock.ts';
import { drawName, drawNth, type Nth, theNth } from './who.ts';

/** A complaint about an order. */
export interface Case {
  readonly id: string;
  readonly order: string;
  readonly text: string;
  readonly notes: string[];
  state: 'open' | 'closed';
}

interface Opened {
  readonly name: string;
  readonly text: string;
  readonly key?: string;
}

export const caseOpen: Act<Opened> = {
  needs: ['name', 'text'],
  draw(random, sketch) {
    const name = drawName(random, sketch, () => true);
    return name === undefined ? undefined : { name, text: 'one came broken', key: random.maybe(25, () => random.pick(keys)) };
  },
  line: ({ name, text, key }, shop) => ({ argv: ['case', 'open', typed(shop, name), text, ...flag('key', key)] }),
  expect({ name, text, key }, shop) {
    const order = findOrder(shop, typed(shop, name)).id;
    return onceFor(shop, key, `case open ${order} ${text}`, () => {
      const id = `K${shop.cases.length + 1}`;
      shop.cases.push({ id, order, text, notes: [], state: 'open' });
      return { id, outcome: 'opened', order };
    });
  },
};

interface Followed {
  readonly verb: 'note' | 'close';
  readonly what: Nth;
  /** The reason is left out where it is needed. */
  readonly careless?: boolean;
}

export const caseFollow: Act<Followed> = {
  needs: ['verb', 'what', 'name', 'nth'],
  draw(random, sketch) {
    const what = drawNth(random, sketch, sketch.shop.cases, ({ state }) => state === 'open');
    return what && { verb: random.pick(['note', 'close']), what, careless: random.maybe(4, () => true) };
  },
  line: ({ verb, what, careless }, shop) => ({
    argv: [
      'case',
      verb,
      caseId(shop, what),
      ...(verb === 'note' ? ['asked for a photo'] : flag('reason', careless ? undefined : 'sent another')),
    ],
  }),
  expect({ verb, what, careless }, shop) {
    const id = caseId(shop, what);
    if (verb === 'note') {
      findCase(shop, id).notes.push('asked for a photo');
      return onEach(shop, [id], () => ({ id, outcome: 'noted' }));
    }
    if (careless) throw new Refusal('reason-needed');
    return onEach(shop, [id], () => close(findCase(shop, id)));
  },
};

function close(one: Case) {
  const { id, state, order } = one;
  if (state === 'closed') return { id, outcome: 'unchanged' };
  one.state = 'closed';
  return { id, outcome: 'closed', order };
}

function caseId(shop: Shop, what: Nth): string {
  return theNth(shop, what, shop.cases)?.id ?? 'K999';
}

function findCase(shop: Shop, id: string): Case {
  const found = shop.cases.find((one) => one.id === id);
  if (!found) throw new Refusal('case-unknown');
  return found;
}
