// Labels of shipments: what stands on them, and the note that they are made.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { type Collected, isCashOnDelivery, type ParcelLabel } from '../../domain/label.ts';
import { type Order, owedMinor } from '../../domain/order/order.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import type { ParcelView, Shipment } from '../../domain/shipment.ts';
import { formatSscc } from '../../domain/sscc.ts';
import { businessDate } from '../../domain/time.ts';
import type { Handle } from '../../store/database.ts';
import { recordEvent } from '../../store/event.ts';
import { orderById, partyById } from '../../store/order.ts';
import { termsOfOrder } from '../../store/order-edit.ts';
import { markLabelled, parcelsOfShipment, setSscc, takeSerials, unlabelledShipments } from '../../store/parcel.ts';
import { findShipment, shipmentsOfOrder } from '../../store/shipment.ts';
import { actOnEach } from '../each.ts';
import { type Act, read, type Shop, type WriteOptions } from '../shop.ts';
import { maskedParty, returnLines, senderOf } from './people.ts';

/** What is to be printed, and what became of each thing asked for. */
export interface LabelRun<Label> {
  readonly labels: readonly Label[];
  readonly result: ActResult;
}

export interface ParcelRequest {
  /** Hide the middle of names and phones. */
  readonly mask: boolean;
  /** When it may be delivered; undefined: the day that the order asks for. */
  readonly window?: string;
  /** Instead of the customer's own remark. */
  readonly note?: string;
}

/** Every open shipment of which a parcel has no label yet, oldest first. */
export function shipmentsToLabel(shop: Shop): Promise<string[]> {
  return read(shop, async (db) => (await unlabelledShipments(db)).map((id) => formatId('shipment', id)));
}

/**
 * What stands on the labels of these shipments. Where the shop has a GS1 prefix each parcel is given its SSCC, once.
 * That they are made is noted when the file is written ({@link noteLabels}). Labelled before: unchanged. A refusal
 * (`shipment-unknown`, `shipment-cancelled`, `sscc-used-up`) is an outcome.
 */
export async function parcelLabels(
  shop: Shop,
  ids: readonly string[],
  request: ParcelRequest,
  options: WriteOptions,
): Promise<LabelRun<ParcelLabel>> {
  const labels: ParcelLabel[] = [];
  const result = await actOnEach(shop, ids, options, async (act, id) => {
    const { pages, outcome } = await labelsOfOne(act, await labelledShipment(act.db, id), request);
    labels.push(...pages);
    return outcome;
  });
  return { labels, result };
}

async function labelledShipment(db: Handle, id: string): Promise<Shipment> {
  const shipment = await findShipment(db, id);
  if (shipment.state !== 'cancelled') return shipment;
  throw new OmsError('shipment-cancelled', { shipment: formatId('shipment', shipment.id), order: formatId('order', shipment.orderId) });
}

async function labelsOfOne(act: Act, shipment: Shipment, request: ParcelRequest): Promise<{ pages: ParcelLabel[]; outcome: Outcome }> {
  const { db, settings } = act;
  const order = await orderById(db, shipment.orderId);
  const parcels = await namedParcels(act, shipment);
  const party = (await partyById(db, shipment.partyId)) ?? { name: '' };
  const collected = await collectedFor(db, order, shipment);
  const common = {
    kind: 'shipment',
    document: formatId('shipment', shipment.id),
    date: businessDate(shipment.createdAt, settings['time-zone']),
    order: formatId('order', order.id),
    number: order.number,
    parcels: parcels.length,
    carrier: shipment.carrier,
    service: shipment.service,
    window: request.window ?? (await termsOfOrder(db, order.id)).requestedOn,
    note: request.note ?? order.note,
    to: request.mask ? maskedParty(party) : party,
    from: senderOf(settings),
    returnTo: returnLines(settings),
    fromCountry: settings.country,
  } as const;
  const pages = parcels.map(({ number, weightGrams, tracking, sscc }) => ({
    ...common,
    parcel: number,
    weightGrams,
    tracking,
    sscc,
    collected: number === 1 ? collected : null,
  }));
  const isRepeated = parcels.every(({ labelledAt }) => labelledAt !== null);
  const outcome = { id: common.document, outcome: isRepeated ? 'unchanged' : 'labelled', order: common.order, parcelCount: parcels.length };
  return { pages, outcome };
}

/** The parcels of a shipment; those without an SSCC get theirs here, in the transaction, so that none is given twice. */
async function namedParcels(act: Act, shipment: Shipment): Promise<readonly ParcelView[]> {
  const { db, settings } = act;
  const parcels = await parcelsOfShipment(db, shipment.id);
  const prefix = settings['gs1-prefix'];
  const unnamed = parcels.filter(({ sscc }) => sscc === null);
  if (prefix === '' || unnamed.length === 0) return parcels;
  const extension = settings['sscc-extension'];
  const first = await takeSerials(db, extension, prefix, unnamed.length);
  for (const [index, { number }] of unnamed.entries())
    await setSscc(db, shipment.id, number, formatSscc({ extension, prefix, serial: first + index }));
  return parcelsOfShipment(db, shipment.id);
}

/** What is owed of an order that is paid at the door: on its first parcel alone, so that nobody is asked twice. */
async function collectedFor(db: Handle, order: Order, shipment: Shipment): Promise<Collected | null> {
  const amountMinor = owedMinor(order);
  if (amountMinor <= 0 || !isCashOnDelivery(order.paymentMethod)) return null;
  const [first] = await shipmentsOfOrder(db, order.id);
  return first?.id === shipment.id ? { amountMinor, currency: order.currency } : null;
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
