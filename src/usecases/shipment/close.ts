// Cancelling a shipment that has not left, and noting that one has arrived.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { checkOpen, type Shipment, type ShipmentState } from '../../domain/shipment.ts';
import { parcelsOfShipment } from '../../store/parcel.ts';
import { companionsOf, findShipment, setShipmentState } from '../../store/shipment.ts';
import { actOnEach } from '../each.ts';
import { refresh } from '../order/refresh.ts';
import type { Act, Shop, WriteOptions } from '../shop.ts';
import { describeShipment, recordShipment } from './create.ts';

/** Open shipments only; the goods stay reserved for their order. Refuses `shipment-shipped`. */
export function cancelShipments(shop: Shop, ids: readonly string[], options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, id) => {
    const shipment = await findShipment(act.db, id);
    if (shipment.state === 'cancelled') return describeShipment(act, shipment, 'unchanged');
    const parcels = await parcelsOfShipment(act.db, shipment.id);
    checkOpen(
      shipment,
      parcels.flatMap(({ tracking }) => tracking ?? []),
    );
    return close(act, shipment, 'cancelled');
  });
}

/** Shipped ones only. Refuses `shipment-not-shipped`, `shipment-cancelled`. */
export function deliverShipments(shop: Shop, ids: readonly string[], options: WriteOptions): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, id) => {
    const shipment = await findShipment(act.db, id);
    if (shipment.state === 'delivered') return describeShipment(act, shipment, 'unchanged');
    if (shipment.state === 'cancelled') checkOpen(shipment, []);
    if (shipment.state === 'open') throw new OmsError('shipment-not-shipped', { shipment: formatId('shipment', shipment.id) });
    return close(act, shipment, 'delivered');
  });
}

/** What goes in its parcels goes the same way. */
async function close(act: Act, shipment: Shipment, state: ShipmentState): Promise<Outcome> {
  for (const companion of await companionsOf(act.db, shipment.id)) await close(act, companion, state);
  await setShipmentState(act.db, shipment.id, state, act.at);
  await recordShipment(act, shipment, state, state === 'cancelled' ? 'unpacked' : state);
  await refresh(act, { id: shipment.orderId });
  return describeShipment(act, shipment, state);
}
