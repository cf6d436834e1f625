// Of what is short: where the little there is stands, and when the rest could come.
import { expectedDates } from '../../domain/order/backorder.ts';
import type { Shelf } from '../../domain/order/reserve.ts';
import { availableOf } from '../../domain/stock.ts';
import { arrivalsOf } from '../../store/ledger.ts';
import { listLocations } from '../../store/stock.ts';
import type { Act } from '../shop.ts';
import { expectedGoods } from './expected.ts';
import type { WantedLine } from './stock-facts.ts';

export interface Lack {
  /** "main 3", in the order in which goods are taken from there. */
  readonly places: readonly string[];
  readonly expectedOn: string | null;
}

/** By line; `available` is what each of them could have now. */
export async function lacksOf(
  act: Act,
  short: readonly WantedLine[],
  available: ReadonlyMap<number, number>,
  shelves: readonly Shelf[],
): Promise<Map<number, Lack>> {
  const productIds = [...new Set(short.flatMap(({ parts }) => parts.map(({ productId }) => productId)))];
  const places = await placesOf(act, shelves);
  const { dates, left } = await expectedGoods(act.db, act.settings, act.on, await productsComing(act, productIds));
  return new Map(
    short.map((line) => {
      const { lineId, parts, wanted, availableFrom } = line;
      const missing = wanted - (available.get(lineId) ?? 0);
      // who waits already has its turn; who does not has what is left then
      const expected = dates.has(lineId)
        ? dates
        : expectedDates([{ wants: [{ lineId, quantity: missing, parts, notBefore: availableFrom }] }], left);
      const [only] = parts;
      return [lineId, { places: parts.length === 1 && only ? places(only.productId) : [], expectedOn: expected.get(lineId) ?? null }];
    }),
  );
}

/** Of which of these products something is to come. */
async function productsComing(act: Act, productIds: readonly number[]): Promise<number[]> {
  return [...new Set((await arrivalsOf(act.db, productIds)).map(({ productId }) => productId))];
}

/** Where some of a product is free. */
async function placesOf(act: Act, shelves: readonly Shelf[]): Promise<(productId: number) => string[]> {
  const codes = new Map((await listLocations(act.db)).map(({ id, code }) => [id, code]));
  const free = new Map<number, Map<string, number>>();
  for (const shelf of shelves) {
    const code = codes.get(shelf.locationId);
    const quantity = availableOf(shelf, 0);
    if (code === undefined || quantity <= 0) continue;
    const own = free.get(shelf.productId) ?? new Map<string, number>();
    free.set(shelf.productId, own.set(code, (own.get(code) ?? 0) + quantity));
  }
  return (productId) => [...(free.get(productId) ?? [])].map(([code, quantity]) => `${code} ${quantity}`);
}
