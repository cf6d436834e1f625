// Counting: on hand becomes what was found on the shelf.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { LotWish } from '../../domain/lot.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import { serveWaiting } from '../order/serve.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';
import { levelFor, moveGoods } from './lot.ts';
import { locationNamed, stockedProduct } from './move.ts';

export interface StockCount extends LotWish {
  readonly sku: string;
  /** All there is (of the lot, where one is named), damaged and held back goods included. */
  readonly counted: number;
  /** What stood there when the counting began: with anything else nothing is done. */
  readonly expected?: number;
  readonly location?: string;
  readonly reason?: string;
}

/**
 * Puts on hand to what was counted; the same is `unchanged`. Refuses `stock-changed` where it is no longer what was
 * expected, `stock-reserved` below what is promised and `stock-short` below what is held back.
 */
export function countStock(shop: Shop, count: StockCount, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => actResult([await countOne(act, count)]));
}

async function countOne(act: Act, { sku, counted, expected, location, reason, ...wish }: StockCount): Promise<Outcome> {
  const product = await stockedProduct(act.db, sku);
  const place = await locationNamed(act.db, location);
  const { onHand } = await levelFor(act, product, place.id, wish);
  if (expected !== undefined && expected !== onHand)
    throw new OmsError('stock-changed', { sku: product.sku, location: place.code, expected, onHand, counted });
  const counting = { id: product.sku, location: place.code, onHand: counted, quantity: counted - onHand };
  if (counted === onHand) return { ...counting, outcome: 'unchanged' };
  const change = { kind: 'count', quantity: counted - onHand, reason } as const;
  const { movementId, lots } = await moveGoods(act, product, place, change, wish);
  const served = counted > onHand ? await serveWaiting(act, [product.id]) : [];
  return { ...counting, outcome: 'counted', movement: formatId('movement', movementId), ...(lots && { lots }), served };
}
