// Of what is short: where the little there is stands, and when the rest could come.
import { expectedDates, leftOf } from '../../domain/order/backorder.ts';
import type { Shelf } from '../../domain/order/reserve.ts';
import { availableOf } from '../../domain/stock.ts';
import { missingDemand } from '../../store/demand.ts';
import { arrivalsOf } from '../../store/ledger.ts';
import { productsById } from '../../store/product.ts';
import { listLocations } from '../../store/stock.ts';
import type { Act } from '../shop.ts';
import { claimOf } from './claim.ts';
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
  const coming = await comingFor(act, productIds);
  return new Map(
    short.map((line) => {
      const own = new Set(line.parts.map(({ productId }) => productId));
      const missing = line.wanted - (available.get(line.lineId) ?? 0);
      const want = { lineId: line.lineId, quantity: missing, parts: line.parts, notBefore: line.availableFrom };
      const dates = expectedDates(
        [{ wants: [want] }],
        coming.filter(({ productId }) => own.has(productId)),
      );
      const [only] = line.parts;
      return [
        line.lineId,
        { places: line.parts.length === 1 && only ? places(only.productId) : [], expectedOn: dates.get(line.lineId) ?? null },
      ];
    }),
  );
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

/** What open purchases bring beyond what confirmed orders wait for already. */
async function comingFor(act: Act, productIds: readonly number[]) {
  const arrivals = await arrivalsOf(act.db, productIds);
  if (arrivals.length === 0) return [];
  const waiting = await missingDemand(act.db, [...new Set(arrivals.map(({ productId }) => productId))]);
  const known = await productsById(
    act.db,
    waiting.flatMap(({ lines }) => lines.flatMap(({ parts }) => parts.map(({ productId }) => productId))),
  );
  return leftOf(
    waiting.map((demand) => claimOf(demand, known, act.settings['allow-partial'] === 'true')),
    arrivals,
  );
}
