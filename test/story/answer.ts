// What a command should answer, and how a model's act becomes that.
import type { Row } from './compare.ts';
import { Refusal, type Shop } from './model.ts';

/** What became of a thing, as far as it is foreseen; `error` is one of the codes that may be told. */
export interface Done {
  readonly outcome: string;
  readonly error?: readonly string[];
  readonly [field: string]: unknown;
}

export interface Result extends Done {
  readonly id: string;
}

/** What a command should answer: a refusal of the whole, a result for each thing, or these fields. */
export interface Expected {
  readonly code: number;
  readonly answer?: Readonly<Record<string, unknown>>;
  readonly error?: readonly string[];
  readonly results?: readonly Result[];
  /** The rows of a list, in their order, as far as they are foreseen. */
  readonly rows?: readonly Row[];
  /** Where a list is no results: whether making it has changed the shop. */
  readonly changes?: boolean;
}

const usage = new Set([
  'reason-needed',
  'consent-needed',
  'nothing-selected',
  'flags-conflict',
  'argument-missing',
  'flag-value',
  'problem-unknown',
]);

/** A whole command: refused, it leaves the model as it was. */
export function foreseen(shop: Shop, work: () => Expected): Expected {
  return undone(shop, work, (codes) => ({ code: usage.has(codes[0] as string) ? 2 : 1, error: codes }));
}

/** Does it, or undoes what was begun of it and answers with the refusal. */
export function undone<T>(shop: Shop, work: () => T, otherwise: (codes: readonly string[]) => T): T {
  const before = structuredClone(shop);
  try {
    return work();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    Object.assign(shop, before);
    return otherwise(refusal.codes);
  }
}

export function answered(results: readonly Result[]): Expected {
  const refusals = results.filter(({ outcome }) => outcome === 'refused').length;
  return { code: refusals === 0 ? 0 : refusals === results.length ? 1 : 3, results };
}

/** Acts on each id by itself; what is refused leaves no trace. */
export function onEach(shop: Shop, ids: readonly string[], act: (id: string) => Result): Expected {
  return answered(
    [...new Set(ids)].map((id) =>
      undone(
        shop,
        () => act(id),
        (error) => refusedUnlessUsage(id, error),
      ),
    ),
  );
}

/** What no order could be asked ends the whole command. */
function refusedUnlessUsage(id: string, error: readonly string[]): Result {
  if (usage.has(error[0] as string)) throw new Refusal(...error);
  return { id, outcome: 'refused', error };
}

/** Once for a key: the same again is unchanged, something else a conflict. */
export function onceFor(shop: Shop, key: string | undefined, asked: string, work: () => Result): Expected {
  const known = key === undefined ? undefined : shop.keys.get(key);
  if (known && known.asked !== asked) throw new Refusal('key-conflict');
  if (known) return answered([{ id: known.id, outcome: 'unchanged' }]);
  const result = work();
  if (key !== undefined) shop.keys.set(key, { asked, id: result.id });
  return answered([result]);
}
