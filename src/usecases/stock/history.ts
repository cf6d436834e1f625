// How a product's stock came to be: its ledger, or of a kit what its parts have.
import { formatId } from '../../domain/id.ts';
import type { MovementView } from '../../domain/stock.ts';
import type { KitStock } from '../../domain/stock-kit.ts';
import type { Handle } from '../../store/database.ts';
import { movementsOf } from '../../store/ledger.ts';
import { levelsOf } from '../../store/stock.ts';
import { read, type Shop, today } from '../shop.ts';
import { kitStock, stockedOrKit } from './kit.ts';

/**
 * The ledger of one product, oldest first, with the balance after each movement; with a limit the newest of them. A kit has
 * none: its parts have. Refuses `product-unknown`, `product-not-stocked`.
 */
export function stockHistory(shop: Shop, sku: string, limit?: number): Promise<readonly MovementView[] | KitStock> {
  return read(shop, async (db) => {
    const product = await stockedOrKit(db, sku);
    return product.kind === 'kit' ? kitStock(db, product, today(shop)) : ledgerOf(db, product.id, limit);
  });
}

/** Movements as {@link stockHistory} tells them; the balance is told backwards from what is on hand, which the whole ledger sums to. */
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
