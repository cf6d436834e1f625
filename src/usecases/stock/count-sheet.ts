// Count sheets: what to count written out by bin, and what was counted booked, allowing for what moved in between.
import { OmsError } from '../../domain/error.ts';
import { type Served, servedInAll } from '../../domain/order/served.ts';
import {
  bySheetOrder,
  type CountDifference,
  type SheetCount,
  type SheetResult,
  type SheetRow,
  sheetMark,
} from '../../domain/stock-count.ts';
import { toInstant } from '../../domain/time.ts';
import { move, readLevel } from '../../store/stock.ts';
import { lastMovement, movedSince, type PlaceFilter, placesToCount } from '../../store/stock-count.ts';
import { importRecords, type RecordImportRequest } from '../import-records.ts';
import { serveWaiting } from '../order/serve.ts';
import { type Act, read, type Shop } from '../shop.ts';
import { locationNamed, stockedProduct } from './move.ts';

export interface SheetRequest extends PlaceFilter {
  /** Only these; left out: all. */
  readonly skus?: readonly string[];
}

/** By bin, SKU and location. Refuses `location-unknown`. */
export function countSheet(shop: Shop, { skus, ...filter }: SheetRequest): Promise<SheetRow[]> {
  return read(shop, async (db) => {
    if (filter.location !== undefined) await locationNamed(db, filter.location);
    const sheet = sheetMark(toInstant(shop.now()), await lastMovement(db));
    const wanted = skus && new Set(skus);
    const places = (await placesToCount(db, filter)).filter(({ sku }) => !wanted || wanted.has(sku));
    return places.map(({ onHand, bin, ...place }) => ({ ...place, bin: bin ?? '', expected: onHand, sheet })).sort(bySheetOrder);
  });
}

/**
 * Books what was counted. It is compared with what stood there when the sheet was written: goods that came or went since
 * stay. The same sheet again changes nothing; a number that was mended is booked anew. Refuses, row by row, what
 * `stockedProduct`, `locationNamed` and `move` refuse, and `count-sheet-unknown`.
 */
export async function bookSheet(shop: Shop, request: RecordImportRequest<SheetCount>): Promise<SheetResult> {
  let differences: CountDifference[] = [];
  let served: Served[] = [];
  const result = await importRecords(shop, request, {
    kind: 'counts',
    begin: () => {
      differences = [];
      served = [];
    },
    take: async (act, count) => {
      const { outcome, difference, served: some = [] } = await bookCount(act, count);
      if (difference) differences.push(difference);
      served.push(...some);
      return outcome;
    },
  });
  return { ...result, differences: result.isRefused ? [] : differences, served: result.isRefused ? [] : servedInAll(served) };
}

/** What became of a count: what it found, and who waited for it. */
interface Booked {
  readonly outcome: 'counted' | 'unchanged';
  readonly difference?: CountDifference;
  readonly served?: readonly Served[];
}

async function bookCount(act: Act, count: SheetCount): Promise<Booked> {
  const product = await stockedProduct(act.db, count.sku);
  const place = await locationNamed(act.db, count.location);
  if (count.movementId > (await lastMovement(act.db))) throw new OmsError('count-sheet-unknown', { sheet: count.sheet });
  const { onHand } = await readLevel(act.db, product.id, place.id);
  const { moved, counts } = await movedSince(act.db, product.id, place.id, count.movementId);
  const expected = onHand - moved;
  const difference = count.counted - expected;
  if (difference === 0 && counts > 0) return { outcome: 'unchanged' };
  // one that found what was expected is booked too: it says when this was last counted
  const draft = { kind: 'count', productId: product.id, locationId: place.id, quantity: difference, reason: count.sheet } as const;
  const { level } = await move(act.db, act, draft, { sku: product.sku, location: place.code });
  if (difference === 0) return { outcome: 'counted' };
  const found = { sku: product.sku, location: place.code, expected, counted: count.counted, difference, moved, onHand: level.onHand };
  return { outcome: 'counted', difference: found, served: difference > 0 ? await serveWaiting(act, [product.id]) : [] };
}
