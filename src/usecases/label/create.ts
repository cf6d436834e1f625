// Labels of shipments: what stands on them, and the note that they are made.
import { isOmsError, OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { ParcelLabel, Sender } from '../../domain/label.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Shipment } from '../../domain/shipment.ts';
import { businessDate } from '../../domain/time.ts';
import type { Handle } from '../../store/database.ts';
import { recordEvent } from '../../store/event.ts';
import { orderById, partyById } from '../../store/order.ts';
import { markLabelled, parcelsOfShipment, unlabelledShipments } from '../../store/parcel.ts';
import { findShipment } from '../../store/shipment.ts';
import { actOnEach } from '../each.ts';
import { read, type Shop } from '../shop.ts';

/** What is to be printed, and what became of each shipment asked for. */
export interface LabelRun {
  readonly labels: readonly ParcelLabel[];
  readonly result: ActResult;
}

/** Every open shipment of which a parcel has no label yet, oldest first. */
export function shipmentsToLabel(shop: Shop): Promise<string[]> {
  return read(shop, async (db) => (await unlabelledShipments(db)).map((id) => formatId('shipment', id)));
}

/**
 * What stands on the labels of these shipments. Nothing is noted yet: that follows once the file is written
 * ({@link noteLabels}). Labelled before: unchanged. A refusal (`shipment-unknown`, `shipment-cancelled`) is an outcome.
 */
export function labelsOf(shop: Shop, ids: readonly string[]): Promise<LabelRun> {
  return read(shop, async (db) => {
    const labels: ParcelLabel[] = [];
    const results: Outcome[] = [];
    for (const id of ids) {
      try {
        const { pages, outcome } = await labelsOfOne(db, shop.settings, await labelledShipment(db, id));
        labels.push(...pages);
        results.push(outcome);
      } catch (error) {
        if (!isOmsError(error) || error.kind === 'environment') throw error;
        results.push({ id, outcome: 'refused', error: { code: error.code, details: error.details } });
      }
    }
    return { labels, result: actResult(results) };
  });
}

async function labelledShipment(db: Handle, id: string): Promise<Shipment> {
  const shipment = await findShipment(db, id);
  if (shipment.state !== 'cancelled') return shipment;
  throw new OmsError('shipment-cancelled', { shipment: formatId('shipment', shipment.id), order: formatId('order', shipment.orderId) });
}

async function labelsOfOne(db: Handle, settings: Settings, shipment: Shipment): Promise<{ pages: ParcelLabel[]; outcome: Outcome }> {
  const order = await orderById(db, shipment.orderId);
  const parcels = await parcelsOfShipment(db, shipment.id);
  const common = {
    shipment: formatId('shipment', shipment.id),
    date: businessDate(shipment.createdAt, settings['time-zone']),
    order: formatId('order', order.id),
    number: order.number,
    parcels: parcels.length,
    carrier: shipment.carrier,
    service: shipment.service,
    note: order.note,
    to: (await partyById(db, shipment.partyId)) ?? { name: '' },
    from: senderOf(settings),
  };
  const pages = parcels.map(({ number, weightGrams, tracking }) => ({ ...common, parcel: number, weightGrams, tracking }));
  const isRepeated = parcels.every(({ labelledAt }) => labelledAt !== null);
  const outcome = { id: common.shipment, outcome: isRepeated ? 'unchanged' : 'labelled', order: common.order, parcelCount: parcels.length };
  return { pages, outcome };
}

function senderOf(settings: Settings): Sender {
  return {
    name: settings.name || settings['legal-name'],
    lines: settings.address
      .split(' / ')
      .map((line) => line.trim())
      .filter(Boolean),
    phone: settings.phone,
    country: settings.country,
  };
}

/** Notes that the labels of these shipments are made: of parcels that had none. */
export async function noteLabels(shop: Shop, ids: readonly string[]): Promise<void> {
  await actOnEach(shop, ids, {}, async (act, id) => {
    const shipment = await findShipment(act.db, id);
    await markLabelled(act.db, shipment.id, act.at);
    await recordEvent(act.db, act, 'shipment', shipment.id, 'labelled');
    return { id, outcome: 'labelled' };
  });
}
