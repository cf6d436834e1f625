// Places where stock stands.
import { type Act, flag } from '../act.ts';
import { answered } from '../answer.ts';
import { Refusal, type Shop } from '../model.ts';
import type { Random } from '../random.ts';

/** "attic" comes before "main" where both have the same priority. */
export const codes = ['attic', 'busan', 'main'] as const;

interface Added {
  readonly code: string;
  readonly priority?: number;
}

export const locationAdd: Act<Added> = {
  needs: ['code'],
  draw: (random) => ({ code: random.pick(codes), priority: random.maybe(60, () => random.whole(0, 2)) }),
  line: ({ code, priority }) => ({ argv: ['location', 'add', code, ...flag('priority', priority)] }),
  expect({ code, priority }, shop) {
    const { locations } = shop;
    const current = locations.find((one) => one.code === code);
    if (current && (priority ?? current.priority) !== current.priority) throw new Refusal('location-exists');
    if (!current) locations.push({ code, priority: priority ?? Math.max(...locations.map((one) => one.priority)) + 1 });
    locations.sort((left, right) => left.priority - right.priority || (left.code < right.code ? -1 : 1));
    return answered([{ id: code, outcome: current ? 'unchanged' : 'added' }]);
  },
};

/** One of those that may be there, seldom another; mostly none, for the first. */
export function drawLocation(random: Random): string | undefined {
  return random.maybe(40, () => (random.percent(95) ? random.pick(codes) : 'nowhere'));
}

/** The location of that code, or the one that is used first. */
export function locationNamed({ locations }: Shop, code: string | undefined): string {
  const location = code === undefined ? locations[0] : locations.find((one) => one.code === code);
  if (!location) throw new Refusal('location-unknown');
  return location.code;
}
