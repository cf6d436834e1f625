// Promises beyond what an order still wants: taken back, those made last first, and never what is packed.

import type { PlacedGoods } from '../../domain/shipment.ts';
import { recordEvent } from '../../store/event.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import { frozenParts } from '../../store/product-part.ts';
import { freezeParts, thawParts } from '../../store/promise.ts';
import { packedOfOrder } from '../../store/shipment.ts';
import { moveReservation, type Reservation, releaseReservation, reservationsOfOrder } from '../../store/stock.ts';
import type { Act } from '../shop.ts';
import type { Released } from './reserve.ts';

/** Frees what lines have reserved beyond what they want and has not left. `freed` is what was freed for the same change before. */
export async function releaseExcess(act: Act, orderId: number, freed: Released): Promise<Released> {
  const excess = new Map<number, number>();
  for (const { lineId, wanted, shipped, reserved } of await progressOfOrder(act.db, orderId))
    if (reserved > wanted - shipped) excess.set(lineId, reserved - Math.max(0, wanted - shipped));
  const productIds = new Set(freed.productIds);
  for (const [lineId, units] of excess) for (const productId of await releaseUnits(act, orderId, lineId, units)) productIds.add(productId);
  const quantity = [...excess.values()].reduce((sum, units) => sum + units, freed.quantity);
  if (quantity > 0) await recordEvent(act.db, act, 'order', orderId, 'released', { quantity });
  return { quantity, productIds: [...productIds] };
}

/** Frees everything that these lines have reserved and is not packed: they are to be of other goods. */
export async function releaseLines(act: Act, orderId: number, lineIds: ReadonlySet<number>): Promise<Released> {
  const productIds = new Set<number>();
  let quantity = 0;
  for (const { lineId, reserved } of await progressOfOrder(act.db, orderId)) {
    if (reserved === 0 || !lineIds.has(lineId)) continue;
    for (const productId of await releaseUnits(act, orderId, lineId, reserved)) productIds.add(productId);
    quantity += reserved;
  }
  await thawParts(act.db, orderId);
  return { quantity, productIds: [...productIds] };
}

/** Frees so many units of a line: of a kit all its parts. Returns the products that are free again. */
export function releaseUnits(act: Act, orderId: number, lineId: number, units: number): Promise<number[]> {
  return takeUnits(act, orderId, { lineId, units }, (reservation, quantity) => releaseReservation(act.db, reservation, quantity));
}

/** What a line has beyond what it wants is another's now, on the same terms: of a kit its parts. Returns its units. */
export async function moveExcess(act: Act, orderId: number, lineId: number, toLineId: number): Promise<number> {
  const progress = (await progressOfOrder(act.db, orderId)).find((one) => one.lineId === lineId);
  const units = progress ? progress.reserved - Math.max(0, progress.wanted - progress.shipped) : 0;
  if (units <= 0) return 0;
  const parts = (await frozenParts(act.db, [lineId])).get(lineId);
  if (parts) freezeParts(act.database, [{ lineId: toLineId, parts }]);
  await takeUnits(act, orderId, { lineId, units }, (reservation, quantity) => moveReservation(act.db, reservation, quantity, toLineId));
  return units;
}

async function takeUnits(
  act: Act,
  orderId: number,
  { lineId, units }: { readonly lineId: number; readonly units: number },
  take: (reservation: Reservation, quantity: number) => Promise<void>,
): Promise<number[]> {
  const parts = (await frozenParts(act.db, [lineId])).get(lineId);
  const perUnit = new Map(parts?.map(({ productId, quantity }) => [productId, quantity]));
  const own = (await reservationsOfOrder(act.db, orderId)).filter(({ orderLineId }) => orderLineId === lineId);
  const free = await unpacked(act, orderId, own);
  const productIds = [...new Set(own.map(({ productId }) => productId))];
  for (const productId of productIds) {
    let left = units * (perUnit.get(productId) ?? 1);
    for (const { reservation, quantity } of free) {
      if (reservation.productId !== productId || left === 0) continue;
      const taken = Math.min(left, quantity);
      if (taken > 0) await take(reservation, taken);
      left -= taken;
    }
  }
  return productIds;
}

/** What of these reservations stands on no open shipment, the latest first. */
async function unpacked(act: Act, orderId: number, own: readonly Reservation[]) {
  const packed = await packedOfOrder(act.db, orderId);
  return own
    .map((reservation) => {
      const { orderLineId, productId, locationId, lotId } = reservation;
      const isOfIt = (goods: PlacedGoods) => goods.productId === productId && goods.locationId === locationId && goods.lotId === lotId;
      const onShipments = packed
        .filter((goods) => goods.orderLineId === orderLineId && isOfIt(goods))
        .reduce((sum, goods) => sum + goods.quantity, 0);
      return { reservation, quantity: Math.max(0, reservation.quantity - onShipments) };
    })
    .reverse();
}
