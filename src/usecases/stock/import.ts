// Importing stock from files: as it was counted, or as it came in. Counting twice changes nothing; a delivery counts once.
import { OmsError } from '../../domain/error.ts';
import type { RecordImportResult, RecordOptions, RecordSource } from '../../domain/import/record.ts';
import type { Location } from '../../domain/location.ts';
import { type Served, servedInAll } from '../../domain/order/served.ts';
import type { StockDraft } from '../../domain/stock.ts';
import type { Handle } from '../../store/database.ts';
import { findLocation, listLocations } from '../../store/stock.ts';
import { importRecords, type RecordImportRequest } from '../import-records.ts';
import { once } from '../once.ts';
import { serveWaiting } from '../order/serve.ts';
import { type Act, read, type Shop } from '../shop.ts';
import { countClaim } from './count-claim.ts';
import { levelFor, moveGoods } from './lot.ts';
import { stockedProduct } from './move.ts';

export interface StockImportRequest extends RecordImportRequest<StockDraft> {
  /** What the quantities are: all there is on the shelf, or what has come in. */
  readonly as: 'count' | 'receipt';
  /** Where, for rows that do not say; undefined: the first location. */
  readonly location: string | undefined;
  /** Names a delivery, of which each row counts once; undefined: its bytes do. */
  readonly key: string | undefined;
  /** Counts a delivery again although the same bytes have come before. */
  readonly again: boolean;
}

/**
 * Takes in each row. Refuses rows of products that are unknown or have no stock, of locations that are unknown, counts
 * below what is reserved, a delivery of nothing, and a row of a key that has brought something else (`key-conflict`).
 */
export async function importStock(shop: Shop, request: StockImportRequest): Promise<RecordImportResult> {
  let served: Served[] = [];
  const places = await read(shop, listLocations);
  const result = await importRecords(shop, request, {
    kind: 'stock',
    options: optionsOf(request),
    begin: () => {
      served = [];
    },
    take: async (act, draft, from) => {
      const placed = { ...draft, location: draft.location ?? request.location };
      const taken = await take(act, placed, from, request);
      served.push(...taken.served);
      return taken.outcome;
    },
    ...(request.as === 'count' && {
      claimOf: (draft: StockDraft) => countClaim(places, { ...draft, location: draft.location ?? request.location }, draft.quantity),
    }),
  });
  return { ...result, served: result.isRefused ? [] : servedInAll(served) };
}

function optionsOf({ as, location, key, again }: StockImportRequest): RecordOptions {
  return {
    as,
    ...(location !== undefined && { location }),
    ...(key !== undefined && { key }),
    ...(again && { again: 'true' }),
  };
}

/** How rows that were refused are to be fed back. Of a delivery that counts again, each row counts once more, and only once. */
export function askedAs(options: RecordOptions, batch: string): Pick<StockImportRequest, 'as' | 'location' | 'key' | 'again'> {
  const { as, location, key = options.again === undefined ? undefined : `batch ${batch}` } = options;
  return { as: as === 'receipt' ? as : 'count', location, key, again: false };
}

/** Rows are fed back by another command: what counts once is known by this one. */
const COMMAND = 'stock import';

/** What became of a row, and who waited for it. */
interface Taken {
  readonly outcome: 'counted' | 'received' | 'unchanged';
  readonly served: readonly Served[];
}

function take(act: Act, draft: StockDraft, from: RecordSource, request: StockImportRequest): Promise<Taken> {
  if (request.as === 'count') return count(act, draft);
  return request.again ? receive(act, draft) : receiveOnce(act, draft, from, request);
}

/**
 * A row of a delivery counts once: it is known by the key and its number, or by the bytes of its file. What was refused
 * may come again, with or without having been mended.
 */
async function receiveOnce(
  act: Act,
  draft: StockDraft,
  { sha256, row, part }: RecordSource,
  { key, location }: StockImportRequest,
): Promise<Taken> {
  const delivery = key ?? `file ${sha256} ${location ?? ''}`.trim();
  const place = part === '' ? `row ${row}` : `row ${row} ${part}`;
  const { value, repeated } = await once({ ...act, command: COMMAND }, `${delivery} ${place}`, draft, () => receive(act, draft));
  return repeated ? { outcome: 'unchanged', served: [] } : value;
}

/** On hand becomes what was counted; what is the same is left as it is. */
async function count(act: Act, draft: StockDraft): Promise<Taken> {
  const { product, place } = await placeOf(act.db, draft);
  const { onHand } = await levelFor(act, product, place.id, draft);
  if (onHand === draft.quantity) return { outcome: 'unchanged', served: [] };
  await moveGoods(act, product, place, { kind: 'count', quantity: draft.quantity - onHand }, draft);
  return { outcome: 'counted', served: draft.quantity > onHand ? await serveWaiting(act, [product.id]) : [] };
}

async function receive(act: Act, draft: StockDraft): Promise<Taken> {
  if (draft.quantity === 0) throw new OmsError('quantity-zero', { sku: draft.sku });
  const { product, place } = await placeOf(act.db, draft);
  const { quantity, unitCostMicros } = draft;
  await moveGoods(act, product, place, { kind: 'receive', quantity, unitCostMicros }, draft);
  return { outcome: 'received', served: await serveWaiting(act, [product.id]) };
}

async function placeOf(db: Handle, { sku, location }: StockDraft) {
  return { product: await stockedProduct(db, sku), place: await placeNamed(db, location) };
}

/** By its code, else by its name, as other programs write them; the first where nothing is said. Refuses `location-unknown`. */
async function placeNamed(db: Handle, text: string | undefined): Promise<Location> {
  const byCode = text === undefined ? undefined : await findLocation(db, text);
  if (byCode) return byCode;
  const all = await listLocations(db);
  const said = text?.toLowerCase();
  const fitting = said === undefined ? all.slice(0, 1) : all.filter(({ code, name }) => [code, name.toLowerCase()].includes(said));
  const [place] = fitting;
  if (!place || fitting.length > 1) throw new OmsError('location-unknown', { location: text ?? '', known: all.map(({ code }) => code) });
  return place;
}
