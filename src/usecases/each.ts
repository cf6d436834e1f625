// Bulk: the same act on many things, each in its own short transaction; a refusal of one does not stop the others.
import { isOmsError } from '../domain/error.ts';
import { type ActResult, actResult, type Outcome } from '../domain/result.ts';
import { type Act, type Shop, type WriteOptions, write } from './shop.ts';

/** Runs `act` for each id. A refusal becomes an outcome; trouble with the environment (busy, disk) stops the run. */
export async function actOnEach(
  shop: Shop,
  ids: readonly string[],
  options: WriteOptions,
  act: (act: Act, id: string) => Promise<Outcome>,
): Promise<ActResult> {
  const results: Outcome[] = [];
  for (const id of ids) results.push(await actOnOne(shop, id, options, act));
  return actResult(results);
}

async function actOnOne(shop: Shop, id: string, options: WriteOptions, act: (act: Act, id: string) => Promise<Outcome>): Promise<Outcome> {
  try {
    return await write(shop, options, (inside) => act(inside, id));
  } catch (error) {
    if (!isOmsError(error) || error.kind === 'environment') throw error;
    return { id, outcome: 'refused', error: { code: error.code, details: error.details } };
  }
}
