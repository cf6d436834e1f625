// Several orders for the same person at the same place in one parcel: each keeps a shipment of its own, for its documents.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { addressFields, type Order, type Party } from '../../domain/order/order.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import type { GoodsForPlace, Shipment, ShipmentPlan } from '../../domain/shipment.ts';
import { isSameCarrier } from '../../domain/unserved.ts';
import { findOrder, partyById } from '../../store/order.ts';
import { termsOfOrder } from '../../store/order-edit.ts';
import { deleteParcels, insertParcels, parcelsOfShipment } from '../../store/parcel.ts';
import { changeCarrier, companionsOf, putWith, shipmentById, shipmentsOfOrder } from '../../store/shipment.ts';
import { refresh } from '../order/refresh.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';
import { describeShipment, makeShipment, type Packing, placesOf, planFor, recordShipment, weightPerParcel } from './create.ts';

/** An order with all of it that may leave now, for one place: on no shipment yet, or on one that has not left. */
interface Ready {
  readonly order: Order;
  readonly party: Party;
  readonly goods: GoodsForPlace | Shipment;
  /** With whom it is to go; null: with whomever. */
  readonly carrier: string | null;
}

/**
 * One parcel (or as many as are asked for) for several orders, all or none. The first order's shipment has the parcels,
 * the others' go with it, and leave with it; shipments that are made already are put together. Together before: unchanged.
 * Refuses as for one order, `orders-to-merge` for fewer than two, `order-places-several`, `shipment-places-differ` where
 * they do not go to the same person at the same place, `shipment-carriers-differ` where they are to go with several, and
 * `shipment-labelled`.
 */
export function createTogether(shop: Shop, ids: readonly string[], packing: Packing, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const ready: Ready[] = [];
    for (const id of ids) {
      const one = await readyOrder(act, await findOrder(act.db, id));
      if (!ready.some(({ order }) => order.id === one.order.id)) ready.push(one);
    }
    const [first, ...others] = ready;
    if (!first || others.length === 0) throw new OmsError('orders-to-merge', {});
    for (const other of others) refuseElsewhere(first, other);
    refuseCarriers(ready);
    return actResult(await putTogether(act, first, others, packing));
  });
}

async function putTogether(act: Act, first: Ready, others: readonly Ready[], packing: Packing): Promise<Outcome[]> {
  const all = [first, ...others];
  const made = all.flatMap(({ goods }) => (isShipment(goods) ? goods : []));
  const isDone = made.length === all.length && new Set(made.map(leadOf)).size === 1;
  if (isDone) return Promise.all(made.map((shipment) => describeShipment(act, shipment, 'unchanged')));
  for (const shipment of made) await refuseLabelled(act, shipment);
  const lead = await leadFor(act, first, packing);
  const wish = all.find(({ carrier }) => carrier !== null);
  if (wish && first.carrier === null) await changeCarrier(act.db, first.order.id, lead, await termsOfOrder(act.db, wish.order.id));
  const outcomes = [await describeShipment(act, lead, isShipment(first.goods) ? 'joined' : 'created')];
  for (const other of others) outcomes.push(await putInto(act, other, lead));
  for (const { order } of all) await refresh(act, order);
  return outcomes;
}

function isShipment(goods: Ready['goods']): goods is Shipment {
  return 'state' in goods;
}

/** The shipment that has the parcels. */
function leadOf({ id, withId }: Shipment): number {
  return withId ?? id;
}

/** The shipment in whose parcels all go; one that is made already keeps its parcels where none are asked for. */
async function leadFor(act: Act, { order, goods }: Ready, packing: Packing): Promise<Shipment> {
  const weights = weightPerParcel(packing);
  if (!isShipment(goods)) return makeShipment(act, order, goods, weights);
  const lead = await shipmentById(act.db, leadOf(goods));
  if (packing.parcels === undefined && packing.weightsGrams.length === 0) return lead;
  await deleteParcels(act.db, lead.id);
  await insertParcels(act.db, lead.id, weights);
  return lead;
}

/** What is on a shipment already comes with all that goes in its parcels. */
async function putInto(act: Act, { order, goods }: Ready, lead: Shipment): Promise<Outcome> {
  if (!isShipment(goods)) {
    const shipment = await makeShipment(act, order, goods, []);
    await putWith(act.db, shipment.id, lead.id);
    return describeShipment(act, { ...shipment, withId: lead.id }, 'created');
  }
  const former = await shipmentById(act.db, leadOf(goods));
  if (former.id === lead.id) return describeShipment(act, goods, 'unchanged');
  await deleteParcels(act.db, former.id);
  for (const one of [former, ...(await companionsOf(act.db, former.id))]) {
    await putWith(act.db, one.id, lead.id);
    await recordShipment(act, one, 'joined', 'joined');
  }
  return describeShipment(act, { ...goods, withId: lead.id }, 'joined');
}

/** Refuses `order-packed` where it is on several shipments. */
async function readyOrder(act: Act, order: Order): Promise<Ready> {
  const id = formatId('order', order.id);
  const plan = await planFor(act, order);
  if (plan.kind === 'done') throw new OmsError('order-nothing-to-ship', { id });
  const goods = plan.kind === 'packed' ? await packedWhole(act, order) : await onePlace(act, order, plan);
  const { carrier } = await termsOfOrder(act.db, order.id);
  return { order, goods, party: (await partyById(act.db, goods.partyId ?? order.shipPartyId)) ?? { name: '' }, carrier };
}

async function onePlace(act: Act, order: Order, plan: Extract<ShipmentPlan, { kind: 'ship' }>): Promise<GoodsForPlace> {
  const [place, ...more] = (await placesOf(act, order, plan)) as [GoodsForPlace, ...GoodsForPlace[]];
  if (more.length > 0) throw new OmsError('order-places-several', { id: formatId('order', order.id), places: more.length + 1 });
  return place;
}

async function packedWhole(act: Act, order: Order): Promise<Shipment> {
  const open = (await shipmentsOfOrder(act.db, order.id)).filter(({ state }) => state === 'open');
  const named = open.map(({ id }) => formatId('shipment', id));
  if (open.length > 1) throw new OmsError('order-packed', { id: formatId('order', order.id), shipments: named, shipment: named[0] });
  return open[0] as Shipment;
}

/** A parcel with a label is what its label says. */
async function refuseLabelled(act: Act, shipment: Shipment): Promise<void> {
  const parcels = await parcelsOfShipment(act.db, shipment.id);
  if (parcels.every(({ labelledAt, tracking, sscc }) => labelledAt === null && tracking === null && sscc === null)) return;
  throw new OmsError('shipment-labelled', { shipment: formatId('shipment', shipment.id), order: formatId('order', shipment.orderId) });
}

/** The same name and firm at the same place, however it is written in capitals and spaces. */
function refuseElsewhere(first: Ready, other: Ready): void {
  const field = (['name', 'company', ...addressFields] as const).find((name) => plain(first.party[name]) !== plain(other.party[name]));
  if (field === undefined) return;
  throw new OmsError('shipment-places-differ', { id: formatId('order', other.order.id), other: formatId('order', first.order.id), field });
}

/** One parcel goes with one carrier. */
function refuseCarriers(ready: readonly Ready[]): void {
  const [first, ...others] = ready.filter(({ carrier }) => carrier !== null);
  const other = others.find(({ carrier }) => !isSameCarrier(carrier ?? '', first?.carrier ?? ''));
  if (!first || !other) return;
  const [id, otherId] = [formatId('order', other.order.id), formatId('order', first.order.id)];
  throw new OmsError('shipment-carriers-differ', { id, carrier: other.carrier, other: otherId, otherCarrier: first.carrier });
}

function plain(text: string | null | undefined): string {
  return (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.,]+/g, '');
}
