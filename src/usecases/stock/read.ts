// Stock to look at: every number side by side, and how it came to be.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { lostOf } from '../../domain/lot.ts';
import type { Product } from '../../domain/product.ts';
import {
  availableOf,
  emptyLevel,
  type Level,
  type LocationLevel,
  type LotStock,
  type MovementView,
  type StockView,
} from '../../domain/stock.ts';
import { backorderedOf } from '../../store/backorder.ts';
import type { Handle } from '../../store/database.ts';
import { arrivalsOf, movementsOf } from '../../store/ledger.ts';
import { lotLevelsOf } from '../../store/lot.ts';
import { listProducts, type ProductFilter, productsById } from '../../store/product.ts';
import { contentsOf } from '../../store/product-part.ts';
import { levelsOf, listLocations } from '../../store/stock.ts';
import { productBySku } from '../product/find.ts';
import { read, type Shop, today } from '../shop.ts';
import { stockedProduct } from './move.ts';

export interface StockFilter extends ProductFilter {
  /** Only products whose available is at or below their reorder point. */
  readonly low?: boolean;
}

/** Every stocked product, by SKU. */
export function stockList(shop: Shop, filter: StockFilter): Promise<StockView[]> {
  return read(shop, async (db) => {
    const { limit, ...rest } = filter;
    const all = await stockOf(db, await listProducts(db, { ...rest, stocked: true }), today(shop));
    return all.filter(({ low }) => !filter.low || low).slice(0, limit);
  });
}

/** The stock of these products, in their order, as it may be promised on that business date. */
export async function stockOf(db: Handle, products: readonly Product[], on: string): Promise<StockView[]> {
  const ids = products.map(({ id }) => id);
  const byLot = await lotsOf(db, products, on);
  const placed = await placedStock(db, ids, byLot);
  const backordered = await backorderedOf(db, ids);
  return products.map((product) => {
    const own = placed.get(product.id) ?? [];
    const lots = byLot.get(product.id) ?? [];
    const sum = own.reduce<Level>(add, emptyLevel);
    const expired = own.reduce((total, at) => total + at.expired, 0);
    const available = availableOf(sum, product.buffer + expired);
    const incoming = own.reduce((total, at) => total + at.incoming, 0);
    const waiting = backordered.get(product.id) ?? 0;
    return {
      sku: product.sku,
      name: product.name,
      ...sum,
      expired,
      buffer: product.buffer,
      available,
      incoming,
      backordered: waiting,
      after: available + incoming - waiting,
      reorderPoint: product.reorderPoint,
      low: product.reorderPoint !== null && available <= product.reorderPoint,
      availableFrom: stillToCome(product, on),
      locations: own,
      lots: lots.map(({ locationId: _, lost: __, ...lot }) => lot),
    };
  });
}

/** The day from which a product may be promised, while that is still to come. */
export function stillToCome({ availableFrom }: Pick<Product, 'availableFrom'>, on: string): string | null {
  return availableFrom !== null && availableFrom > on ? availableFrom : null;
}

interface PlacedLot extends LotStock {
  readonly locationId: number;
  /** What of it can be promised no more. */
  readonly lost: number;
}

/** What stands of lots, by product; first expired, first out. Places where a lot no longer stands are left out. */
async function lotsOf(db: Handle, products: readonly Product[], on: string): Promise<Map<number, PlacedLot[]>> {
  const kept = new Map(products.filter(({ lots }) => lots).map((product) => [product.id, product]));
  const found = new Map<number, PlacedLot[]>([...kept.keys()].map((id) => [id, []]));
  if (kept.size === 0) return found;
  const places = new Map((await listLocations(db)).map(({ id, code }) => [id, code]));
  for (const level of await lotLevelsOf(db, [...kept.keys()])) {
    const { productId, locationId, code, expiresOn, onHand, unavailable, reserved } = level;
    const lost = lostOf(level, kept.get(productId) as Product, on);
    const numbers = { onHand, reserved, unavailable, available: availableOf(level, lost), lost };
    if (onHand > 0) found.get(productId)?.push({ locationId, lot: code, expiresOn, location: places.get(locationId) ?? '', ...numbers });
  }
  return found;
}

/** What stands and what is to come, by place: the places in the order in which they are used. */
async function placedStock(
  db: Handle,
  ids: readonly number[],
  lots: ReadonlyMap<number, readonly PlacedLot[]>,
): Promise<Map<number, LocationLevel[]>> {
  const arrivals = await arrivalsOf(db, ids);
  const incomingAt = (productId: number, locationId: number) =>
    arrivals.filter((one) => one.productId === productId && one.locationId === locationId).reduce((sum, { quantity }) => sum + quantity, 0);
  const placed = new Map<number, LocationLevel[]>(ids.map((id) => [id, []]));
  const known = new Set<string>();
  for (const { productId, locationId, location, ...level } of await levelsOf(db, ids)) {
    const own = (lots.get(productId) ?? []).filter((lot) => lot.locationId === locationId);
    const expired = own.reduce((sum, { lost }) => sum + lost, 0);
    const { onHand, reserved, unavailable } = level;
    const available = availableOf(level, expired);
    placed
      .get(productId)
      ?.push({ location, onHand, reserved, unavailable, expired, available, incoming: incomingAt(productId, locationId) });
    known.add(`${productId}/${locationId}`);
  }
  const toCome = arrivals.filter(({ productId, locationId }) => !known.has(`${productId}/${locationId}`));
  if (toCome.length === 0) return placed;
  for (const { id, code } of await listLocations(db)) {
    for (const productId of new Set(toCome.filter(({ locationId }) => locationId === id).map((one) => one.productId)))
      placed.get(productId)?.push({ location: code, ...emptyLevel, expired: 0, available: 0, incoming: incomingAt(productId, id) });
  }
  return placed;
}

function add(left: Level, right: Level): Level {
  return {
    onHand: left.onHand + right.onHand,
    unavailable: left.unavailable + right.unavailable,
    reserved: left.reserved + right.reserved,
  };
}

/**
 * The ledger of one product, oldest first, with the balance after each movement; with a limit the newest of them. Refuses
 * `kit-no-ledger`: what a kit is made of has one.
 */
export function stockHistory(shop: Shop, sku: string, limit?: number): Promise<MovementView[]> {
  return read(shop, async (db) => {
    const product = await productBySku(db, sku);
    if (product.kind === 'kit') throw new OmsError('kit-no-ledger', { sku: product.sku, parts: await partSkus(db, product) });
    return ledgerOf(db, (await stockedProduct(db, sku)).id, limit);
  });
}

async function partSkus(db: Handle, { id }: Product): Promise<string[]> {
  const content = (await contentsOf(db, [id])).get(id) ?? [];
  const known = await productsById(
    db,
    content.map(({ productId }) => productId),
  );
  return [...known.values()].map(({ sku }) => sku).sort();
}

/** As {@link stockHistory}; the balance is told backwards from what is on hand, which the whole ledger sums to. */
export async function ledgerOf(db: Handle, productId: number, limit?: number): Promise<MovementView[]> {
  let onHandAfter = (await levelsOf(db, [productId])).reduce((sum, { onHand }) => sum + onHand, 0);
  const newestFirst = (await movementsOf(db, productId, limit)).reverse().map((row) => {
    const shown = {
      id: formatId('movement', row.id),
      at: row.at,
      date: row.business_date,
      kind: row.kind,
      location: row.code,
      lot: row.lot,
      quantity: row.quantity,
      unavailable: row.unavailable,
      onHandAfter,
      cause: row.cause_kind === 'person' || row.cause_id === null ? null : formatId(row.cause_kind, row.cause_id),
      order: row.order_id === null ? null : formatId('order', row.order_id),
      reason: row.reason,
      actor: row.actor,
    };
    onHandAfter -= row.quantity;
    return shown;
  });
  return newestFirst.reverse();
}
