// Why a product's stock is what it is: behind each number what it is made of.
import { formatId } from '../../domain/id.ts';
import type { Product } from '../../domain/product.ts';
import type { KitStock } from '../../domain/stock-kit.ts';
import type { StockWhy } from '../../domain/stock-why.ts';
import { waitingFor } from '../../store/backorder.ts';
import type { Handle } from '../../store/database.ts';
import { arrivalsOf, kindSumsOf, promisesOf } from '../../store/ledger.ts';
import { listLocations } from '../../store/stock.ts';
import { read, type Shop, today } from '../shop.ts';
import { ledgerOf } from './history.ts';
import { kitStock, stockedOrKit } from './kit.ts';
import { stockOf } from './read.ts';

/** In the order asked for, each with its newest movements. Refuses `product-unknown`, `product-not-stocked`. */
export function whyStock(shop: Shop, skus: readonly string[], limit: number | undefined): Promise<(StockWhy | KitStock)[]> {
  return read(shop, async (db) => {
    const on = today(shop);
    const explained: (StockWhy | KitStock)[] = [];
    for (const sku of skus) {
      const product = await stockedOrKit(db, sku);
      explained.push(product.kind === 'kit' ? await kitStock(db, product, on) : await whyOne(db, product, on, limit));
    }
    return explained;
  });
}

async function whyOne(db: Handle, product: Product, on: string, limit: number | undefined): Promise<StockWhy> {
  const [stock] = await stockOf(db, [product], on);
  const places = new Map((await listLocations(db)).map(({ id, code }) => [id, code]));
  return {
    ...(stock as StockWhy),
    movementSums: await kindSumsOf(db, product.id),
    reservedFor: (await promisesOf(db, product.id)).map(({ id, number, quantity, code, expires_at }) => ({
      order: formatId('order', id),
      number,
      quantity,
      location: code,
      expiresAt: expires_at,
    })),
    incomingOn: (await arrivalsOf(db, [product.id])).map(({ purchaseId, quantity, locationId, expectedOn }) => ({
      purchase: formatId('purchase', purchaseId),
      quantity,
      location: places.get(locationId) ?? '',
      expectedOn,
    })),
    backorderedFor: (await waitingFor(db, product.id)).map(({ orderId, number, quantity }) => ({
      order: formatId('order', orderId),
      number,
      quantity,
    })),
    movements: await ledgerOf(db, product.id, limit),
  };
}
