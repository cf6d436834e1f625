// Goods that have come, or are free again, go to who waits for them: by priority, then age.
import { formatId } from '../../domain/id.ts';
import { missingOf } from '../../domain/order/order.ts';
import type { Served } from '../../domain/order/served.ts';
import { isAnyoneWaiting, writeBackorders } from '../../store/backorder.ts';
import { type Demand, demandOfOrders, unitsReserved, waitingDemand, waitingDemandOf } from '../../store/demand.ts';
import { recordEvents } from '../../store/event.ts';
import { expiredReservations, isAnyExpired } from '../../store/expired.ts';
import { thawParts } from '../../store/promise.ts';
import { releaseReservation } from '../../store/stock.ts';
import type { Act } from '../shop.ts';
import { liftOver } from './hold-over.ts';
import { promiseGoods } from './promise.ts';
import { refresh } from './refresh.ts';

/** Promises what is free of these products (left out: of all) to the orders that wait for it. */
export async function serveWaiting(act: Act, productIds?: readonly number[]): Promise<Served[]> {
  // who is held no more may have waited for anything
  if ((await liftOver(act)).length > 0) return serveWaiting(act);
  const freed = await sweepExpired(act);
  if ((productIds?.length === 0 && freed.productIds.length === 0) || !isAnyoneWaiting(act.database)) return [];
  return serve(act, await waitingDemand(act.db, productIds && [...productIds, ...freed.productIds]));
}

/** Promises what is free to an order that waits for it, and may go on now. */
export async function serveOrder(act: Act, orderId: number): Promise<Served[]> {
  if (!isAnyoneWaiting(act.database)) return [];
  return serve(act, await waitingDemandOf(act.db, orderId));
}

async function serve(act: Act, demands: readonly Demand[]): Promise<Served[]> {
  const { promised } = await promiseGoods(act, demands);
  return promised
    .filter(({ added }) => added > 0)
    .map(({ demand, added, isWhole }) => ({ order: formatId('order', demand.orderId), quantity: added, whole: isWhole }));
}

/** Orders that lack nothing any more, though they were given nothing, wait no longer. */
export async function waitNoMore(act: Act, orderIds: readonly number[]): Promise<void> {
  const done = (await demandOfOrders(act.db, orderIds)).filter(
    ({ isWaiting, lines }) => isWaiting && lines.every((line) => missingOf(line) === 0),
  );
  writeBackorders(
    act.database,
    [],
    done.map(({ orderId }) => orderId),
    act.at,
  );
}

/** Sweeps promises whose time is over, and serves those who wait with what is free then. */
export function serveFromExpired(act: Act): Promise<Served[]> {
  return serveWaiting(act, []);
}

export interface Swept {
  readonly units: number;
  readonly productIds: readonly number[];
}

/** What was promised until now at the latest is free again; the orders stay confirmed, and are not served by themselves. */
export async function sweepExpired(act: Act): Promise<Swept> {
  if (!isAnyExpired(act.database, act.at)) return { units: 0, productIds: [] };
  const expired = await expiredReservations(act.db, act.at);
  const productIds = new Set<number>();
  let units = 0;
  for (const [orderId, reservations] of expired) {
    const before = await unitsReserved(act.db, orderId);
    for (const reservation of reservations) await releaseReservation(act.db, reservation);
    const quantity = before - (await unitsReserved(act.db, orderId));
    await recordEvents(act.db, act, 'order', 'released', [{ id: orderId, fields: { quantity } }]);
    writeBackorders(act.database, [], [orderId], act.at);
    await thawParts(act.db, orderId);
    await refresh(act, { id: orderId });
    for (const { productId } of reservations) productIds.add(productId);
    units += quantity;
  }
  return { units, productIds: [...productIds] };
}
