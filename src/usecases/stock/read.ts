// Stock to look at: every number side by side, and how it came to be.
import { formatId, type IdKind } from '../../domain/id.ts';
import type { Product } from '../../domain/product.ts';
import { availableOf, emptyLevel, type Level, type MovementView, type StockView } from '../../domain/stock.ts';
import type { Handle } from '../../store/database.ts';
import { listProducts, type ProductFilter } from '../../store/product.ts';
import { backorderedOf, incomingOf, levelsOf, movementsOf } from '../../store/stock.ts';
import { read, type Shop } from '../shop.ts';
import { stockedProduct } from './move.ts';

/** Refuses `product-unknown`, `product-not-stocked`. */
export function stockBySku(shop: Shop, skus: readonly string[]): Promise<StockView[]> {
  return read(shop, async (db) => {
    const products: Product[] = [];
    for (const sku of skus) products.push(await stockedProduct(db, sku));
    return stockOf(db, products);
  });
}

export interface StockFilter extends ProductFilter {
  /** Only products whose available is at or below their reorder point. */
  readonly low?: boolean;
}

/** Every stocked product, by SKU. */
export function stockList(shop: Shop, filter: StockFilter): Promise<StockView[]> {
  return read(shop, async (db) => {
    const { limit, ...rest } = filter;
    const all = await stockOf(db, await listProducts(db, { ...rest, kind: 'goods' }));
    return all.filter(({ low }) => !filter.low || low).slice(0, limit);
  });
}

/** The stock of these products, in their order. */
export async function stockOf(db: Handle, products: readonly Product[]): Promise<StockView[]> {
  const ids = products.map(({ id }) => id);
  const levels = await levelsOf(db, ids);
  const incoming = await incomingOf(db, ids);
  const backordered = await backorderedOf(db, ids);
  const byProduct = new Map<number, typeof levels>();
  for (const level of levels) byProduct.set(level.productId, [...(byProduct.get(level.productId) ?? []), level]);
  return products.map((product) => {
    const own = byProduct.get(product.id) ?? [];
    const sum = own.reduce<Level>(add, emptyLevel);
    const available = availableOf(sum, product.buffer);
    return {
      sku: product.sku,
      name: product.name,
      ...sum,
      buffer: product.buffer,
      available,
      incoming: incoming.get(product.id) ?? 0,
      backordered: backordered.get(product.id) ?? 0,
      reorderPoint: product.reorderPoint,
      low: product.reorderPoint !== null && available <= product.reorderPoint,
      locations: own.map(({ location, onHand, unavailable, reserved }) => ({
        location,
        onHand,
        reserved,
        unavailable,
        available: availableOf({ onHand, unavailable, reserved }, 0),
      })),
    };
  });
}

function add(left: Level, right: Level): Level {
  return {
    onHand: left.onHand + right.onHand,
    unavailable: left.unavailable + right.unavailable,
    reserved: left.reserved + right.reserved,
  };
}

/** The ledger of one product, oldest first, with the balance after each movement. */
export function stockHistory(shop: Shop, sku: string): Promise<MovementView[]> {
  return read(shop, async (db) => {
    const product = await stockedProduct(db, sku);
    let onHandAfter = 0;
    return (await movementsOf(db, product.id)).map((row) => {
      onHandAfter += row.quantity;
      return {
        id: formatId('movement', row.id),
        at: row.at,
        date: row.business_date,
        kind: row.kind,
        location: row.code,
        quantity: row.quantity,
        unavailable: row.unavailable,
        onHandAfter,
        cause: row.cause_kind === 'person' || row.cause_id === null ? null : formatId(row.cause_kind as IdKind, row.cause_id),
        reason: row.reason,
        actor: row.actor,
      };
    });
  });
}
