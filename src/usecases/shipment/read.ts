// Shipments to look at, and those that a verb can act on.
import { formatId } from '../../domain/id.ts';
import { dueOf } from '../../domain/order/order.ts';
import {
  type ShipmentFilter,
  type ShipmentState,
  type ShipmentSummary,
  type ShipmentView,
  shipmentLineView,
} from '../../domain/shipment.ts';
import { businessDate, wallTimeToInstant } from '../../domain/time.ts';
import { partialRule } from '../../store/backorder.ts';
import type { Handle } from '../../store/database.ts';
import { findOrder } from '../../store/order.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import { parcelsOfShipment } from '../../store/parcel.ts';
import { findShipment, kitsOfShipment, linesOfShipment, ordersToShip, shipmentsInState } from '../../store/shipment.ts';
import { type ShipmentRow, selectShipments } from '../../store/shipment-list.ts';
import { read, type Shop } from '../shop.ts';

/** Newest first. Refuses `order-unknown`. */
export function shipmentList(shop: Shop, { order, ...filter }: ShipmentFilter): Promise<ShipmentSummary[]> {
  const zone = shop.settings['time-zone'];
  const startOf = (date: string) => wallTimeToInstant(`${date}T00:00:00`, zone);
  return read(shop, async (db) => {
    const orderId = order === undefined ? undefined : (await findOrder(db, order)).id;
    return (await selectShipments(db, { ...filter, orderId }, startOf)).map((row) => summary(row, zone));
  });
}

function summary(row: ShipmentRow, zone: string): ShipmentSummary {
  return {
    id: formatId('shipment', row.id),
    date: row.shippedOn ?? businessDate(row.createdAt, zone),
    order: formatId('order', row.orderId),
    number: row.number,
    channel: row.channel,
    state: row.state,
    carrier: row.carrier,
    service: row.service,
    tracking: row.tracking,
    recipient: row.recipient,
    parcelCount: row.parcelCount,
    with: row.withId === null ? null : formatId('shipment', row.withId),
    units: row.units,
  };
}

/** In the order asked for. Refuses `shipment-unknown`. */
export function shipmentsById(shop: Shop, ids: readonly string[]): Promise<ShipmentView[]> {
  return read(shop, async (db) => {
    const found: ShipmentView[] = [];
    for (const id of ids) found.push(await shipmentView(db, id, shop.settings['time-zone']));
    return found;
  });
}

async function shipmentView(db: Handle, text: string, zone: string): Promise<ShipmentView> {
  const shipment = await findShipment(db, text);
  const [row] = await selectShipments(db, { id: shipment.id }, (date) => date);
  return {
    ...summary(row as ShipmentRow, zone),
    createdAt: shipment.createdAt,
    createdOn: businessDate(shipment.createdAt, zone),
    shippedAt: shipment.shippedAt,
    shippedOn: shipment.shippedOn,
    country: (row as ShipmentRow).country,
    parcels: (await parcelsOfShipment(db, shipment.id)).map((parcel) => ({
      ...parcel,
      labelledOn: parcel.labelledAt && businessDate(parcel.labelledAt, zone),
    })),
    lines: (await linesOfShipment(db, shipment.id)).map(shipmentLineView),
    kits: await kitsOfShipment(db, shipment.id),
  };
}

/** Every shipment in this state, oldest first. */
export function shipmentsToActOn(shop: Shop, state: ShipmentState): Promise<string[]> {
  return read(shop, (db) => shipmentsInState(db, state));
}

/** Every order of which a shipment can be made now, by priority, then age. */
export function ordersReadyToShip(shop: Shop): Promise<string[]> {
  return read(shop, async (db) => {
    const ready: string[] = [];
    for (const id of await ordersToShip(db)) {
      const mayBePart = (await partialRule(db, id)) ?? shop.settings['allow-partial'] === 'true';
      if (mayBePart || (await isWhole(db, id))) ready.push(formatId('order', id));
    }
    return ready;
  });
}

/** Whether all that is left of an order is reserved. */
async function isWhole(db: Handle, orderId: number): Promise<boolean> {
  const goods = (await progressOfOrder(db, orderId)).filter(({ shippable }) => shippable);
  return goods.every((line) => line.reserved >= dueOf(line) - line.shipped);
}
