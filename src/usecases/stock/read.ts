// Stock to look at: every number side by side.
import { lostOf, soldUntil } from '../../domain/lot.ts';
import type { Product } from '../../domain/product.ts';
import { availableOf, emptyLevel, type Level, type LocationLevel, type LotStock, type StockView } from '../../domain/stock.ts';
import { backorderedOf } from '../../store/backorder.ts';
import type { Handle } from '../../store/database.ts';
import { arrivalsOf } from '../../store/ledger.ts';
import { lotLevelsOf } from '../../store/lot.ts';
import { listProducts, type ProductFilter } from '../../store/product.ts';
import { levelsOf, listLocations } from '../../store/stock.ts';
import { read, type Shop, today } from '../shop.ts';

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
    const rule = kept.get(productId) as Product;
    const lost = lostOf(level, rule, on);
    const numbers = { onHand, reserved, unavailable, available: availableOf(level, lost), lost };
    if (onHand > 0)
      found
        .get(productId)
        ?.push({ locationId, lot: code, expiresOn, soldUntil: soldUntil(level, rule), location: places.get(locationId) ?? '', ...numbers });
  }
  return found;
}

const NOTHING = { onHand: 0, reserved: 0, unavailable: 0, expired: 0, available: 0 };

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
      placed.get(productId)?.push({ location: code, ...NOTHING, incoming: incomingAt(productId, id) });
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
