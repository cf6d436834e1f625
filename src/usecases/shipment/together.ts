// Several orders for the same person at the same place in one parcel: each keeps a shipment of its own, for its documents.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { addressFields, type Order, type Party } from '../../domain/order/order.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import type { GoodsForPlace, Shipment } from '../../domain/shipment.ts';
import { findOrder, partyById } from '../../store/order.ts';
import { putWith, shipmentsOfOrder } from '../../store/shipment.ts';
import { refresh } from '../order/refresh.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';
import { describeShipment, makeShipment, type Packing, placesOf, planFor, weightPerParcel } from './create.ts';

/** An order with all of it that may leave now, for one place. */
interface Ready {
  readonly order: Order;
  readonly place: GoodsForPlace;
  readonly party: Party;
}

/**
 * One parcel (or as many as are asked for) for several orders, all or none. The first order's shipment has the parcels,
 * the others' go with it, and leave with it. Refuses as for one order, `orders-to-merge` for fewer than two,
 * `order-places-several`, and `shipment-places-differ` where they do not go to the same person at the same place.
 */
export function createTogether(shop: Shop, ids: readonly string[], packing: Packing, options: WriteOptions): Promise<ActResult> {
  const weights = weightPerParcel(packing);
  return write(shop, options, async (act) => {
    const ready: Ready[] = [];
    for (const id of ids) {
      const one = await readyOrder(act, await findOrder(act.db, id));
      if (!ready.some(({ order }) => order.id === one.order.id)) ready.push(one);
    }
    const [first, ...others] = ready;
    if (!first || others.length === 0) throw new OmsError('orders-to-merge', {});
    for (const other of others) refuseElsewhere(first, other);
    const lead = await makeShipment(act, first.order, first.place, weights);
    const made: Shipment[] = [lead];
    for (const { order, place } of others) {
      const shipment = await makeShipment(act, order, place, []);
      await putWith(act.db, shipment.id, lead.id);
      made.push({ ...shipment, withId: lead.id });
    }
    for (const { order } of ready) await refresh(act, order);
    const outcomes: Outcome[] = [];
    for (const shipment of made) outcomes.push(await describeShipment(act, shipment, 'created'));
    return actResult(outcomes);
  });
}

async function readyOrder(act: Act, order: Order): Promise<Ready> {
  const id = formatId('order', order.id);
  const plan = await planFor(act, order);
  if (plan.kind === 'packed') {
    const open = (await shipmentsOfOrder(act.db, order.id))
      .filter(({ state }) => state === 'open')
      .map((one) => formatId('shipment', one.id));
    throw new OmsError('order-packed', { id, shipments: open, shipment: open[0] });
  }
  if (plan.kind === 'done') throw new OmsError('order-nothing-to-ship', { id });
  const [place, ...more] = (await placesOf(act, order, plan)) as [GoodsForPlace, ...GoodsForPlace[]];
  if (more.length > 0) throw new OmsError('order-places-several', { id, places: more.length + 1 });
  return { order, place, party: (await partyById(act.db, place.partyId ?? order.shipPartyId)) ?? { name: '' } };
}

/** The same name and firm at the same place, however it is written in capitals and spaces. */
function refuseElsewhere(first: Ready, other: Ready): void {
  const field = (['name', 'company', ...addressFields] as const).find((name) => plain(first.party[name]) !== plain(other.party[name]));
  if (field === undefined) return;
  throw new OmsError('shipment-places-differ', { id: formatId('order', other.order.id), other: formatId('order', first.order.id), field });
}

function plain(text: string | null | undefined): string {
  return (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.,]+/g, '');
}
