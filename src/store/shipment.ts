// Shipments and their lines in the database. Stock and reservations are moved by the use case, through store/stock.ts.
import { type Selectable, sql } from 'kysely';
import { OmsError } from '../domain/error.ts';
import { formatId, ownId } from '../domain/id.ts';
import type { PlacedGoods, Shipment, ShipmentKit, ShipmentLineView, ShipmentState } from '../domain/shipment.ts';
import type { Handle } from './database.ts';
import type { EventFacts } from './event.ts';
import { isLineDue } from './line-sums.ts';
import type { ShipmentTable } from './schema.ts';

function toShipment(row: Selectable<ShipmentTable>): Shipment {
  return {
    id: row.id,
    orderId: row.order_id,
    state: row.state,
    partyId: row.party_id,
    withId: row.with_id,
    carrier: row.carrier,
    service: row.service,
    shippedAt: row.shipped_at,
    shippedOn: row.shipped_on,
    createdAt: row.created_at,
  };
}

/** An open shipment with its lines; its address is the order's, as it is now. */
export async function insertShipment(
  db: Handle,
  facts: EventFacts,
  order: { readonly id: number; readonly shipPartyId: number | null } & Carrier,
  goods: readonly PlacedGoods[],
): Promise<Shipment> {
  const row = await db
    .insertInto('shipment')
    .values({
      order_id: order.id,
      state: 'open',
      party_id: order.shipPartyId,
      carrier: order.carrier,
      service: order.service,
      actor: facts.actor,
      created_at: facts.at,
      updated_at: facts.at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await db
    .insertInto('shipment_line')
    .values(
      goods.map(({ orderLineId, productId, locationId, lotId, quantity }) => ({
        shipment_id: row.id,
        order_line_id: orderLineId,
        product_id: productId,
        location_id: locationId,
        lot_id: lotId,
        quantity,
      })),
    )
    .execute();
  return toShipment(row);
}

/** Its goods go in the parcels of another. */
export async function putWith(db: Handle, id: number, withId: number): Promise<void> {
  await db.updateTable('shipment').set({ with_id: withId }).where('id', '=', id).execute();
}

/** The shipments in whose parcels others go: these others, cancelled ones left out, oldest first. */
export function companionsOf(db: Handle, id: number): Promise<Shipment[]> {
  return shipmentsBy(db, 'with_id', id);
}

/** By its number. */
export async function shipmentById(db: Handle, id: number): Promise<Shipment> {
  return toShipment(await db.selectFrom('shipment').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
}

/** A shipment by "S7". Refuses `id-invalid`-like texts and unknown ones alike: `shipment-unknown`. */
export async function findShipment(db: Handle, text: string): Promise<Shipment> {
  const id = ownId('shipment', text);
  const row = id === undefined ? undefined : await db.selectFrom('shipment').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new OmsError('shipment-unknown', { id: text });
  return toShipment(row);
}

/** The shipments of an order, oldest first, cancelled ones left out. */
export function shipmentsOfOrder(db: Handle, orderId: number): Promise<Shipment[]> {
  return shipmentsBy(db, 'order_id', orderId);
}

async function shipmentsBy(db: Handle, column: 'order_id' | 'with_id', id: number): Promise<Shipment[]> {
  const rows = await db.selectFrom('shipment').selectAll().where(column, '=', id).where('state', '!=', 'cancelled').orderBy('id').execute();
  return rows.map(toShipment);
}

/** What stands on an order's open shipments. */
export async function packedOfOrder(db: Handle, orderId: number): Promise<PlacedGoods[]> {
  const rows = await db
    .selectFrom('shipment_line')
    .innerJoin('shipment', 'shipment.id', 'shipment_line.shipment_id')
    .select(['shipment_line.order_line_id', 'shipment_line.product_id', 'shipment_line.location_id', 'shipment_line.lot_id'])
    .select('shipment_line.quantity')
    .where('shipment.order_id', '=', orderId)
    .where('shipment.state', '=', 'open')
    .orderBy('shipment_line.id')
    .execute();
  return rows.map((row) => ({
    orderLineId: row.order_line_id,
    productId: row.product_id,
    locationId: row.location_id,
    lotId: row.lot_id,
    quantity: row.quantity,
  }));
}

export type ShipmentLine = PlacedGoods & ShipmentLineView;

/** A shipment's lines in the order's order. */
export async function linesOfShipment(db: Handle, shipmentId: number): Promise<ShipmentLine[]> {
  const rows = await db
    .selectFrom('shipment_line')
    .innerJoin('order_line', 'order_line.id', 'shipment_line.order_line_id')
    .leftJoin('location', 'location.id', 'shipment_line.location_id')
    .leftJoin('stock_lot', 'stock_lot.id', 'shipment_line.lot_id')
    // a kit is sent as what it is made of
    .leftJoin('product as part', (join) =>
      join.onRef('part.id', '=', 'shipment_line.product_id').onRef('part.id', '<>', 'order_line.product_id'),
    )
    .select([
      'shipment_line.order_line_id',
      'shipment_line.product_id',
      'shipment_line.location_id',
      'shipment_line.lot_id',
      'shipment_line.quantity',
      'order_line.position',
      'location.code',
      'stock_lot.code as lot',
      'stock_lot.expires_on',
    ])
    .select(({ fn, ref }) => [
      fn.coalesce('part.sku', ref('order_line.sku')).as('sku'),
      fn.coalesce('part.name', ref('order_line.name')).as('name'),
    ])
    .where('shipment_line.shipment_id', '=', shipmentId)
    .orderBy('order_line.position')
    .orderBy('shipment_line.id')
    .execute();
  return rows.map((row) => ({
    orderLineId: row.order_line_id,
    productId: row.product_id,
    locationId: row.location_id,
    lotId: row.lot_id,
    quantity: row.quantity,
    line: row.position,
    sku: row.sku,
    name: row.name,
    location: row.code,
    lot: row.lot,
    expiresOn: row.expires_on,
  }));
}

/** Kits on a shipment: it lists what they are made of, and so many are whole. */
export async function kitsOfShipment(db: Handle, shipmentId: number): Promise<ShipmentKit[]> {
  const pieces = sql<number>`(select sum(quantity) from order_line_part where order_line_id = order_line.id)`;
  return db
    .selectFrom('shipment_line')
    .innerJoin('order_line', 'order_line.id', 'shipment_line.order_line_id')
    .select(['order_line.position as line', 'order_line.sku', 'order_line.name'])
    .select(sql<number>`sum(shipment_line.quantity) / ${pieces}`.as('quantity'))
    .where('shipment_line.shipment_id', '=', shipmentId)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('order_line_part').select('product_id').whereRef('order_line_part.order_line_id', '=', 'order_line.id')),
    )
    .groupBy('order_line.id')
    .orderBy('order_line.position')
    .execute();
}

export interface Dispatch {
  readonly carrier: string;
  readonly service: string | null;
  readonly shippedAt: string;
  readonly shippedOn: string;
}

type Carrier = Pick<Shipment, 'carrier' | 'service'>;

/** With whom open shipments of an order go, as far as they go with this one. */
export async function changeCarrier(db: Handle, orderId: number, before: Carrier, after: Carrier): Promise<void> {
  await db
    .updateTable('shipment')
    .set({ carrier: after.carrier, service: after.service })
    .where('order_id', '=', orderId)
    .where('state', '=', 'open')
    .where('carrier', 'is', before.carrier)
    .where('service', 'is', before.service)
    .execute();
}

/** Notes that a shipment has left. */
export async function markShipped(db: Handle, id: number, { carrier, service, shippedAt, shippedOn }: Dispatch, at: string): Promise<void> {
  await db
    .updateTable('shipment')
    .set({ state: 'shipped', carrier, service, shipped_at: shippedAt, shipped_on: shippedOn, updated_at: at })
    .where('id', '=', id)
    .execute();
}

export async function setShipmentState(db: Handle, id: number, state: ShipmentState, at: string): Promise<void> {
  await db.updateTable('shipment').set({ state, updated_at: at }).where('id', '=', id).execute();
}

/** Every shipment in this state, oldest first. */
export async function shipmentsInState(db: Handle, state: ShipmentState): Promise<string[]> {
  const rows = await db.selectFrom('shipment').select('id').where('state', '=', state).orderBy('id').execute();
  return rows.map(({ id }) => formatId('shipment', id));
}

/**
 * Confirmed orders without a hold that have something reserved which is due to its buyer and on no open shipment; by
 * priority, then age.
 */
export async function ordersToShip(db: Handle): Promise<number[]> {
  const packed = sql<number>`(select coalesce(sum(sl.quantity), 0) from shipment_line sl join shipment s on s.id = sl.shipment_id where s.state = 'open' and sl.order_line_id = reservation.order_line_id and sl.product_id = reservation.product_id and sl.location_id = reservation.location_id and sl.lot_id is reservation.lot_id)`;
  const rows = await db
    .selectFrom('reservation')
    .innerJoin('order_line', 'order_line.id', 'reservation.order_line_id')
    .innerJoin('sales_order', 'sales_order.id', 'order_line.order_id')
    .select(['sales_order.id', 'sales_order.priority', 'sales_order.ordered_at'])
    .distinct()
    .where('sales_order.state', '=', 'confirmed')
    .where('sales_order.hold_count', '=', 0)
    .where('sales_order.history', '=', 0)
    .where('order_line.shippable', '=', 1)
    .where('reservation.quantity', '>', packed)
    .where(({ or, eb }) => or([eb('sales_order.invoice_state', '=', 'none'), isLineDue]))
    .orderBy('sales_order.priority', 'desc')
    .orderBy('sales_order.ordered_at')
    .orderBy('sales_order.id')
    .execute();
  return rows.map(({ id }) => id);
}
