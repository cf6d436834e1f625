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
import { companionsOf, findShipment, shipmentById, shipmentsOfOrder } from '../../store/shipment.ts';
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
    const named = await labelledShipment(act.db, id);
    const lead = named.withId === null ? named : await shipmentById(act.db, named.withId);
    const document = formatId('shipment', lead.id);
    const { pages, outcome } = await labelsOfOne(act, lead, request);
    if (!labels.some((label) => label.document === document)) labels.push(...pages);
    else return { ...outcome, id: formatId('shipment', named.id), outcome: 'unchanged', with: document };
    return outcome;
  });
  return { labels, result };
}

async function labelledShipment(db: Handle, id: string): Promise<Shipment> {
  const shipment = await findShipment(db, id);
  if (shipment.state !== 'cancelled') return shipment;
  throw new OmsError('shipment-cancelled', { shipment: formatId('shipment', shipment.id), order: formatId('order', shipment.orderId) });
}

/** The labels of a shipment's parcels, which may carry other orders' goods as well: these are named on them, too. */
async function labelsOfOne(act: Act, shipment: Shipment, request: ParcelRequest): Promise<{ pages: ParcelLabel[]; outcome: Outcome }> {
  const { db, settings } = act;
  const carried = await carriedIn(db, shipment);
  const parcels = await namedParcels(act, shipment);
  const party = (await partyById(db, shipment.partyId)) ?? { name: '' };
  const order = unique(
    carried.map((one) => formatId('order', one.order.id)),
    ', ',
  );
  const common = {
    kind: 'shipment',
    document: formatId('shipment', shipment.id),
    date: businessDate(shipment.createdAt, settings['time-zone']),
    order,
    number: carried.length === 1 ? (carried[0] as Carried).order.number : order,
    parcels: parcels.length,
    carrier: shipment.carrier,
    service: shipment.service,
    window:
      request.window ??
      unique(
        carried.map(({ requestedOn }) => requestedOn),
        ', ',
      ),
    note:
      request.note ??
      unique(
        carried.map((one) => one.order.note),
        ' / ',
      ),
    to: request.mask ? maskedParty(party) : party,
    from: senderOf(settings),
    returnTo: returnLines(settings),
    fromCountry: settings.country,
  } as const;
  const collected = sumOf(carried.flatMap((one) => one.collected ?? []));
  const pages = parcels.map(({ number, weightGrams, tracking, sscc }) => ({
    ...common,
    parcel: number,
    weightGrams,
    tracking,
    sscc,
    collected: number === 1 ? collected : null,
  }));
  const isRepeated = parcels.every(({ labelledAt }) => labelledAt !== null);
  const outcome = { id: common.document, outcome: isRepeated ? 'unchanged' : 'labelled', order, parcelCount: parcels.length };
  return { pages, outcome };
}

/** An order of which goods are in the parcels. */
interface Carried {
  readonly order: Order;
  readonly requestedOn: string | null;
  readonly collected: Collected | null;
}

async function carriedIn(db: Handle, lead: Shipment): Promise<Carried[]> {
  const carried: Carried[] = [];
  for (const shipment of [lead, ...(await companionsOf(db, lead.id))]) {
    const order = await orderById(db, shipment.orderId);
    const { requestedOn } = await termsOfOrder(db, order.id);
    carried.push({ order, requestedOn, collected: await collectedFor(db, order, shipment) });
  }
  return carried;
}

function unique(texts: readonly (string | null)[], between: string): string {
  return [...new Set(texts.map((text) => text?.trim()).filter(Boolean))].join(between);
}

/** What is collected for several orders at one door, in the currency of the first. */
function sumOf(all: readonly Collected[]): Collected | null {
  const [first] = all;
  if (!first) return null;
  const same = all.filter(({ currency }) => currency === first.currency);
  return { amountMinor: same.reduce((sum, { amountMinor }) => sum + amountMinor, 0), currency: first.currency };
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
