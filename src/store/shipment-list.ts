// Shipments as a list shows them: with their order, their addressee, their parcels' numbers.
import { sql } from 'kysely';
import type { ShipmentFilter, ShipmentState } from '../domain/shipment.ts';
import { addDays } from '../domain/time.ts';
import type { Handle } from './database.ts';
import { isSameWord } from './product.ts';

export interface ShipmentRow {
  readonly id: number;
  readonly orderId: number;
  readonly number: string;
  readonly channel: string;
  readonly state: ShipmentState;
  readonly carrier: string | null;
  readonly service: string | null;
  readonly createdAt: string;
  readonly shippedOn: string | null;
  readonly recipient: string;
  readonly country: string | null;
  readonly tracking: readonly string[];
  readonly parcelCount: number;
  readonly withId: number | null;
  readonly units: number;
}

export interface ShipmentSelection extends Omit<ShipmentFilter, 'order'> {
  readonly id?: number;
  readonly orderId?: number;
}

function base(db: Handle) {
  return db
    .selectFrom('shipment')
    .innerJoin('sales_order', 'sales_order.id', 'shipment.order_id')
    .innerJoin('channel', 'channel.id', 'sales_order.channel_id')
    .leftJoin('party', 'party.id', 'shipment.party_id')
    .select([
      'shipment.id',
      'shipment.order_id',
      'sales_order.number',
      'channel.name as channel',
      'shipment.state',
      'shipment.carrier',
      'shipment.service',
      'shipment.created_at',
      'shipment.shipped_on',
      'shipment.with_id',
      'party.name',
      'party.company',
      'party.country',
      sql<string>`(select json_group_array(tracking_number) from (select tracking_number from parcel where shipment_id = coalesce(shipment.with_id, shipment.id) and tracking_number is not null order by number))`.as(
        'tracking',
      ),
      sql<number>`(select count(*) from parcel where shipment_id = shipment.id)`.as('parcels'),
      sql<number>`(select coalesce(sum(quantity), 0) from shipment_line where shipment_id = shipment.id)`.as('units'),
    ]);
}

/**
 * Newest first. A shipment's day is the one it left on, or that of its making while it is open; `startOf` gives the
 * instant at which a day of the shop begins.
 */
export async function selectShipments(
  db: Handle,
  { id, orderId, state, carrier, from, to, limit }: ShipmentSelection,
  startOf: (date: string) => string,
): Promise<ShipmentRow[]> {
  let query = base(db).orderBy('shipment.id', 'desc');
  if (id !== undefined) query = query.where('shipment.id', '=', id);
  if (orderId !== undefined) query = query.where('shipment.order_id', '=', orderId);
  if (state !== undefined) query = query.where('shipment.state', '=', state);
  if (carrier !== undefined) query = query.where(isSameWord('shipment.carrier', carrier.trim()));
  if (from !== undefined) {
    query = query.where(({ eb, or, and }) =>
      or([eb('shipped_on', '>=', from), and([eb('shipped_on', 'is', null), eb('shipment.created_at', '>=', startOf(from))])]),
    );
  }
  if (to !== undefined) {
    const end = startOf(addDays(to, 1));
    query = query.where(({ eb, or, and }) =>
      or([eb('shipped_on', '<=', to), and([eb('shipped_on', 'is', null), eb('shipment.created_at', '<', end)])]),
    );
  }
  if (limit !== undefined) query = query.limit(limit);
  return (await query.execute()).map((row) => ({
    id: row.id,
    orderId: row.order_id,
    number: row.number,
    channel: row.channel,
    state: row.state,
    carrier: row.carrier,
    service: row.service,
    createdAt: row.created_at,
    shippedOn: row.shipped_on,
    recipient: row.name || row.company || '',
    country: row.country,
    tracking: JSON.parse(row.tracking) as string[],
    parcelCount: row.parcels,
    withId: row.with_id,
    units: row.units,
  }));
}

/** The order of each shipment, by id. */
export async function ordersOfShipments(db: Handle): Promise<Map<number, number>> {
  const rows = await db.selectFrom('shipment').select(['id', 'order_id']).execute();
  return new Map(rows.map(({ id, order_id }) => [id, order_id]));
}
