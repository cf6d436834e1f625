// Goods that have come, or are free again, go to who waits for them: by priority, then age.
import { formatId } from '../../domain/id.ts';
import { missingOf } from '../../domain/order/order.ts';
import { availablePerProduct } from '../../domain/order/reserve.ts';
import type { Served } from '../../domain/order/served.ts';
import { kitsToFree } from '../../domain/order/whole-kits.ts';
import { buffersOf } from '../../domain/product.ts';
import { isAnyoneWaiting, writeBackorders } from '../../store/backorder.ts';
import { type Demand, demandOfOrders, unitsReserved, waitingDemandOf, waitingOrderIds } from '../../store/demand.ts';
import { recordEvents } from '../../store/event.ts';
import { expiredReservations, isAnyExpired } from '../../store/expired.ts';
import { productsById } from '../../store/product.ts';
import { frozenParts } from '../../store/product-part.ts';
import { thawParts } from '../../store/promise.ts';
import { shelvesOf } from '../../store/shelf.ts';
import { type Reservation, releaseReservation, reservationsOfOrder } from '../../store/stock.ts';
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
  return productIds
    ? serveInTurn(act, [...productIds, ...freed.productIds])
    : serve(act, await demandOfOrders(act.db, await waitingOrderIds(act.db)));
}

/** So many of those who wait are read first, and twice as many each time that something is left. */
const TURNS_FIRST = 20;

/** Who waits longest comes first: where all go in turn, the rest need not be looked at once nothing of these products is left. */
async function serveInTurn(act: Act, productIds: readonly number[]): Promise<Served[]> {
  const ids = await waitingOrderIds(act.db, productIds);
  const served: Served[] = [];
  let turns = act.settings['reserve-by'] === 'turn' ? TURNS_FIRST : ids.length;
  for (let from = 0; from < ids.length; from += turns, turns *= 2) {
    if (from > 0 && !(await isAnyFree(act, productIds))) break;
    served.push(...(await serve(act, await demandOfOrders(act.db, ids.slice(from, from + turns)))));
  }
  return served;
}

/** Kits stand on no shelf: of them nobody can say. */
async function isAnyFree(act: Act, productIds: readonly number[]): Promise<boolean> {
  const products = await productsById(act.db, productIds);
  if ([...products.values()].some(({ kind }) => kind === 'kit')) return true;
  const available = availablePerProduct(await shelvesOf(act.db, products, act.on), buffersOf(products));
  return [...available.values()].some((quantity) => quantity > 0);
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

/** Of a kit's line whole kits, though only some of what they are made of is over. */
async function goodsToFree(act: Act, orderId: number, over: readonly Reservation[]) {
  const parts = await frozenParts(act.db, [...new Set(over.map(({ orderLineId }) => orderLineId))]);
  const others = (await reservationsOfOrder(act.db, orderId)).filter(({ id }) => !over.some((one) => one.id === id));
  const ofKits = [...parts].flatMap(([lineId, own]) => {
    const ofLine = ({ orderLineId }: Reservation) => orderLineId === lineId;
    const perKit = new Map(own.map(({ productId, quantity }) => [productId, quantity]));
    return kitsToFree(perKit, over.filter(ofLine), others.filter(ofLine));
  });
  const single = over.filter(({ orderLineId }) => !parts.has(orderLineId)).map((goods) => ({ goods, quantity: goods.quantity }));
  return [...single, ...ofKits];
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
    for (const { goods, quantity } of await goodsToFree(act, orderId, reservations)) {
      await releaseReservation(act.db, goods, quantity);
      productIds.add(goods.productId);
    }
    const quantity = before - (await unitsReserved(act.db, orderId));
    await recordEvents(act.db, act, 'order', 'released', [{ id: orderId, fields: { quantity } }]);
    writeBackorders(act.database, [], [orderId], act.at);
    await thawParts(act.db, orderId);
    await refresh(act, { id: orderId });
    units += quantity;
  }
  return { units, productIds: [...productIds] };
}
