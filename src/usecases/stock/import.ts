// Importing stock from files: as it was counted, or as it came in. Counting twice changes nothing; a delivery counts once.
import { OmsError } from '../../domain/error.ts';
import type { RecordImportResult } from '../../domain/import/record.ts';
import type { Location } from '../../domain/location.ts';
import type { StockDraft } from '../../domain/stock.ts';
import type { Handle } from '../../store/database.ts';
import { findLocation, listLocations, move, readLevel } from '../../store/stock.ts';
import { importRecords, type RecordImportRequest, type RecordSource } from '../import-records.ts';
import { once } from '../once.ts';
import type { Act, Shop } from '../shop.ts';
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
export function importStock(shop: Shop, request: StockImportRequest): Promise<RecordImportResult> {
  return importRecords(shop, request, {
    kind: 'stock',
    take: (act, draft, from) => {
      const placed = { ...draft, location: draft.location ?? request.location };
      if (request.as === 'count') return count(act, placed);
      return request.again ? receive(act, placed) : receiveOnce(act, placed, from, request);
    },
  });
}

/**
 * A row of a delivery counts once: it is known by the key and its number, or by the bytes of its file. What was refused
 * may come again, with or without having been mended.
 */
async function receiveOnce(act: Act, draft: StockDraft, { sha256, row }: RecordSource, { key, location }: StockImportRequest) {
  const delivery = key ?? `file ${sha256} ${location ?? ''}`.trim();
  const { value, repeated } = await once(act, `${delivery} row ${row}`, draft, () => receive(act, draft));
  return repeated ? 'unchanged' : value;
}

/** On hand becomes what was counted; what is the same is left as it is. */
async function count(act: Act, draft: StockDraft): Promise<'counted' | 'unchanged'> {
  const { product, place } = await placeOf(act.db, draft);
  const { onHand } = await readLevel(act.db, product.id, place.id);
  if (onHand === draft.quantity) return 'unchanged';
  const movement = { kind: 'count', productId: product.id, locationId: place.id, quantity: draft.quantity - onHand } as const;
  await move(act.db, act, movement, { sku: product.sku, location: place.code });
  return 'counted';
}

async function receive(act: Act, draft: StockDraft): Promise<'received'> {
  if (draft.quantity === 0) throw new OmsError('quantity-zero', { sku: draft.sku });
  const { product, place } = await placeOf(act.db, draft);
  const movement = { kind: 'receive', productId: product.id, locationId: place.id, quantity: draft.quantity } as const;
  await move(act.db, act, { ...movement, unitCostMicros: draft.unitCostMicros }, { sku: product.sku, location: place.code });
  return 'received';
}

async function placeOf(db: Handle, { sku, location }: StockDraft) {
  return { product: await stockedProduct(db, sku), place: await placeNamed(db, location) };
}

/** By its code, else by its name, as other programs know it; the first where nothing is said. Refuses `location-unknown`. */
async function placeNamed(db: Handle, text: string | undefined): Promise<Location> {
  const byCode = text === undefined ? undefined : await findLocation(db, text);
  if (byCode) return byCode;
  const all = await listLocations(db);
  const fitting = text === undefined ? all.slice(0, 1) : all.filter(({ name }) => name === text);
  const [place] = fitting;
  if (!place || fitting.length > 1) throw new OmsError('location-unknown', { location: text ?? '', known: all.map(({ code }) => code) });
  return place;
}
