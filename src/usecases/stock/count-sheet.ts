// Count sheets: what to count written out by bin, and what was counted booked, allowing for what moved in between.
import { OmsError } from '../../domain/error.ts';
import { lotNamed } from '../../domain/lot.ts';
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
import { findLot, lotLevelsOf } from '../../store/lot.ts';
import { listLocations } from '../../store/stock.ts';
import { lastMovement, movedSince, type PlaceFilter, placesToCount } from '../../store/stock-count.ts';
import { importRecords, type RecordImportRequest } from '../import-records.ts';
import { serveWaiting } from '../order/serve.ts';
import { type Act, read, type Shop } from '../shop.ts';
import { countClaim } from './count-claim.ts';
import { levelFor, moveGoods } from './lot.ts';
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
    const byLot = await lotLevelsOf(
      db,
      places.flatMap(({ lots, productId }) => (lots === 1 ? [productId] : [])),
    );
    return places.flatMap((place) => rowsOf(place, byLot, sheet)).sort(bySheetOrder);
  });
}

type PlaceToCount = Awaited<ReturnType<typeof placesToCount>>[number];

/** One row; of a product that is kept by lot one for each lot that stands there, and one for what is of none. */
function rowsOf(place: PlaceToCount, byLot: Awaited<ReturnType<typeof lotLevelsOf>>, sheet: string): SheetRow[] {
  const { sku, name, bin, location, onHand } = place;
  const row = (lot: string | null, expiresOn: string | null, expected: number): SheetRow => {
    return { bin: bin ?? '', sku, name, location, lot, expiresOn, expected, sheet };
  };
  if (place.lots === 0) return [row(null, null, onHand)];
  const own = byLot.filter(({ productId, locationId }) => productId === place.productId && locationId === place.locationId);
  const rest = onHand - own.reduce((sum, lot) => sum + lot.onHand, 0);
  const standing = own.filter((lot) => lot.onHand > 0).map((lot) => row(lot.code, lot.expiresOn, lot.onHand));
  return [...(rest > 0 ? [row(null, null, rest)] : []), ...standing];
}

/**
 * Books what was counted. It is compared with what stood there when the sheet was written: goods that came or went since
 * stay. The same sheet again changes nothing; a number that was mended is booked anew. Refuses, row by row, what
 * `stockedProduct`, `locationNamed` and `move` refuse, and `count-sheet-unknown`.
 */
export async function bookSheet(shop: Shop, request: RecordImportRequest<SheetCount>): Promise<SheetResult> {
  let differences: CountDifference[] = [];
  let served: Served[] = [];
  const places = await read(shop, listLocations);
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
    claimOf: (count) => countClaim(places, count, count.counted, count.sheet),
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
  const { onHand } = await levelFor(act, product, place.id, count);
  const code = lotNamed(count);
  const lotId = (code === undefined ? undefined : await findLot(act.db, product.id, code))?.id ?? null;
  // of a lot that nobody knows yet nothing has moved
  const isNew = code !== undefined && lotId === null;
  const where = { productId: product.id, locationId: place.id, lotId };
  const { moved, counts } = isNew ? { moved: 0, counts: 0 } : await movedSince(act.db, where, count.movementId);
  const expected = onHand - moved;
  const difference = count.counted - expected;
  if (difference === 0 && counts > 0) return { outcome: 'unchanged' };
  // one that found what was expected is booked too: it says when this was last counted
  const change = { kind: 'count', quantity: difference, reason: count.sheet } as const;
  const { level, lotLevel } = await moveGoods(act, product, place, change, count);
  if (difference === 0) return { outcome: 'counted' };
  const found = {
    sku: product.sku,
    location: place.code,
    lot: code ?? null,
    expected,
    counted: count.counted,
    difference,
    moved,
    onHand: (lotLevel ?? level).onHand,
  };
  return { outcome: 'counted', difference: found, served: difference > 0 ? await serveWaiting(act, [product.id]) : [] };
}
