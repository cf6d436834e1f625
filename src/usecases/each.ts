// Bulk: the same act on many things, in slices of short transactions; a refusal of one does not stop the others.
import { isOmsError } from '../domain/error.ts';
import { type ActResult, actResult, type Outcome } from '../domain/result.ts';
import { type Act, type Shop, type WriteOptions, write } from './shop.ts';

/** A slice ends after so long, so that other processes come in between. */
const SLICE_MS = 100;
const SLICE_MOST = 200;
/** Things that are read and written together take less time each. */
const TOGETHER_MOST = 200;

/**
 * Runs `act` for each id, whole or not at all. A refusal becomes an outcome; trouble with the environment (busy, disk)
 * stops the run, and what was done before stays. A dry run is one slice, so that each sees what those before it took.
 */
export function actOnEach(
  shop: Shop,
  ids: readonly string[],
  options: WriteOptions,
  act: (act: Act, id: string) => Promise<Outcome>,
): Promise<ActResult> {
  return actOnGroups(shop, ids, options, async (inside, [id]) => [await actOnOne(inside, id as string, act)], 1);
}

/**
 * As {@link actOnEach}, for an act that reads for many things at once: `act` is given a group of at most so many, and
 * answers for each of it in turn. What it cannot do for one it answers as `refusedOutcome`.
 */
export async function actOnGroups(
  shop: Shop,
  ids: readonly string[],
  options: WriteOptions,
  act: (act: Act, group: readonly string[]) => Promise<Outcome[]>,
  together = TOGETHER_MOST,
): Promise<ActResult> {
  const results: Outcome[] = [];
  while (results.length < ids.length) {
    const groups = groupsOf(ids.slice(results.length), together);
    results.push(...(await write(shop, options, (inside) => actOnSlice(shop, inside, groups, options, act))));
  }
  return actResult(results);
}

function* groupsOf(ids: readonly string[], size: number): Generator<readonly string[]> {
  for (let from = 0; from < ids.length; from += size) yield ids.slice(from, from + size);
}

async function actOnSlice(
  shop: Shop,
  inside: Act,
  groups: Iterable<readonly string[]>,
  { dryRun }: WriteOptions,
  act: (act: Act, group: readonly string[]) => Promise<Outcome[]>,
): Promise<Outcome[]> {
  const results: Outcome[] = [];
  const until = shop.now().getTime() + SLICE_MS;
  for (const group of groups) {
    results.push(...(await act(inside, group)));
    if (!dryRun && (results.length >= SLICE_MOST || shop.now().getTime() >= until)) break;
  }
  return results;
}

async function actOnOne(inside: Act, id: string, act: (act: Act, id: string) => Promise<Outcome>): Promise<Outcome> {
  try {
    return await inside.database.attempt(() => act(inside, id));
  } catch (error) {
    return refusedOutcome(id, error);
  }
}

/** A refusal as the outcome of the thing it is about; what is of the environment, of how it was asked, or none is thrown on. */
export function refusedOutcome(id: string, error: unknown): Outcome {
  if (!isOmsError(error) || error.kind !== 'refused') throw error;
  return { id, outcome: 'refused', error: { code: error.code, details: error.details } };
}
