// Promising goods to orders, and taking the promise back. One immediate transaction: nobody else can promise the same.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { LineProgress, Order } from '../../domain/order/order.ts';
import { planReservation, wantsOf } from '../../domain/order/reserve.ts';
import type { Product } from '../../domain/product.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { findOrder, linesOfOrder } from '../../store/order.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import { productsById } from '../../store/product.ts';
import { levelsOf, releaseReservation, reservationsOfOrder, reserve } from '../../store/stock.ts';
import { actOnEach } from '../each.ts';
import type { Act, Shop, WriteOptions } from '../shop.ts';
import { buffersOf, checkOrder, productIds } from './check.ts';
import { refresh } from './refresh.ts';
import { refuseClosed, refuseHeld, refuseShipments } from './refuse.ts';
import { inServingOrder } from './select.ts';

/** Where an order's stock stands after reserving; quantities of lines that need stock. */
export interface ReserveOutcome {
  /** Wanted and not yet gone. */
  readonly wanted: number;
  readonly reserved: number;
  /** Of these, reserved just now. */
  readonly added: number;
  /** wanted − reserved: it waits for goods. */
  readonly backordered: number;
  readonly short: readonly { readonly sku: string; readonly wanted: number; readonly available: number }[];
}

/**
 * Reserves what an order still needs and what is available: all of it, or part where the setting allows. A shortage is
 * told, never refused. The order's axes are brought up to date.
 */
export async function reserveOrder(act: Act, order: Order): Promise<ReserveOutcome> {
  const lines = await linesOfOrder(act.db, order.id);
  const progress = await progressOfOrder(act.db, order.id);
  const products = await productsById(act.db, productIds(lines));
  const plan = planReservation(wantsOf(lines, progress), await levelsOf(act.db, [...products.keys()]), {
    buffers: buffersOf(products),
    allowPartial: act.settings['allow-partial'] === 'true',
  });
  for (const { lineId, ...allotment } of plan.allotments) {
    await reserve(act.db, { orderLineId: lineId, priority: order.priority, ...allotment }, act.at);
  }
  const added = plan.allotments.reduce((sum, { quantity }) => sum + quantity, 0);
  if (added > 0) await recordEvent(act.db, act, 'order', order.id, 'reserved', { quantity: added });
  await refresh(act, order);
  const short = plan.shortages.map(({ productId, wanted, available }) => ({ sku: skuOf(products, productId), wanted, available }));
  return { ...standing(progress, added), added, short };
}

function skuOf(products: ReadonlyMap<number, Product>, id: number): string {
  return products.get(id)?.sku ?? '';
}

function standing(progress: readonly (LineProgress & { readonly shippable: boolean })[], added: number) {
  const goods = progress.filter(({ shippable }) => shippable);
  const wanted = goods.reduce((sum, line) => sum + line.wanted - line.shipped, 0);
  const reserved = goods.reduce((sum, line) => sum + line.reserved, added);
  return { wanted, reserved, backordered: wanted - reserved };
}

/** Reserves confirmed orders by priority, then age. Refuses `order-not-confirmed`, `order-cancelled`, `order-history`, `order-held`. */
export async function reserveOrders(shop: Shop, ids: readonly string[], options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, await inServingOrder(shop, ids), options, async (act, id) => {
    const order = await findOrder(act.db, id);
    if (order.state === 'new' && !order.history) throw new OmsError('order-not-confirmed', { id, state: order.state });
    if (order.state !== 'completed') refuseClosed(order, 'reserve');
    await refuseHeld(act, order);
    const reserved = await reserveOrder(act, order);
    // what was short may be short no more
    if (reserved.added > 0 && order.warningCount > 0) await checkOrder(act, order);
    return reservedOutcome(order, reserved);
  });
}

/** "reserved" when something was added; nothing added: "backordered" when it waits, "unchanged" when all is there. */
function reservedOutcome(order: Order, reserved: ReserveOutcome): Outcome {
  const outcome = reserved.added > 0 ? 'reserved' : reserved.backordered > 0 ? 'backordered' : 'unchanged';
  return { id: formatId('order', order.id), outcome, ...reserved };
}

/** Takes back everything promised to an order. Refuses what is packed in an open shipment. */
export async function releaseOrder(act: Act, order: Order): Promise<number> {
  await refuseShipments(act, order, ['open']);
  const reservations = await reservationsOfOrder(act.db, order.id);
  for (const reservation of reservations) await releaseReservation(act.db, reservation);
  const quantity = reservations.reduce((sum, one) => sum + one.quantity, 0);
  if (quantity > 0) await recordEvent(act.db, act, 'order', order.id, 'released', { quantity });
  return quantity;
}

/** Frees the stock of orders, which stay confirmed and wait. Nothing reserved: unchanged. */
export function releaseOrders(shop: Shop, ids: readonly string[], options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, id) => {
    const order = await findOrder(act.db, id);
    const quantity = await releaseOrder(act, order);
    await refresh(act, order);
    return { id: formatId('order', order.id), outcome: quantity > 0 ? 'released' : 'unchanged', quantity };
  });
}
