// The parcels of shipments: weight, tracking number, whether the label is made.
import type { ParcelView } from '../domain/shipment.ts';
import type { Handle } from './database.ts';

/** Parcels 1 to n of a shipment, each with its weight or null. */
export async function insertParcels(db: Handle, shipmentId: number, weights: readonly (number | null)[]): Promise<void> {
  await db
    .insertInto('parcel')
    .values(weights.map((weight_grams, index) => ({ shipment_id: shipmentId, number: index + 1, weight_grams })))
    .execute();
}

/** A shipment that goes with another has no parcels of its own. */
export async function deleteParcels(db: Handle, shipmentId: number): Promise<void> {
  await db.deleteFrom('parcel').where('shipment_id', '=', shipmentId).execute();
}

/** By number; of a shipment that goes with another the other's. */
export async function parcelsOfShipment(db: Handle, shipmentId: number): Promise<ParcelView[]> {
  const carrying = db
    .selectFrom('shipment')
    .select(({ fn, ref }) => fn.coalesce(ref('with_id'), ref('id')).as('id'))
    .where('id', '=', shipmentId);
  const rows = await db.selectFrom('parcel').selectAll().where('shipment_id', '=', carrying).orderBy('number').execute();
  return rows.map((row) => ({
    number: row.number,
    weightGrams: row.weight_grams,
    tracking: row.tracking_number,
    labelledAt: row.labelled_at,
    sscc: row.sscc,
  }));
}

/** Writes each parcel's tracking number, by number from 1. */
export async function setTracking(db: Handle, shipmentId: number, tracking: readonly (string | null)[]): Promise<void> {
  for (const [index, tracking_number] of tracking.entries()) {
    await db
      .updateTable('parcel')
      .set({ tracking_number })
      .where('shipment_id', '=', shipmentId)
      .where('number', '=', index + 1)
      .execute();
  }
}

/** Another shipment with a parcel of this very number, the newest; undefined when there is none. */
export async function shipmentWithTracking(db: Handle, tracking: string, besides: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('parcel')
    .select('shipment_id')
    .where('tracking_number', '=', tracking)
    .where('shipment_id', '!=', besides)
    .orderBy('shipment_id', 'desc')
    .executeTakeFirst();
  return row?.shipment_id;
}

/** Notes that the labels of a shipment are made; parcels labelled before keep their time. */
export async function markLabelled(db: Handle, shipmentId: number, at: string): Promise<void> {
  await db.updateTable('parcel').set({ labelled_at: at }).where('shipment_id', '=', shipmentId).where('labelled_at', 'is', null).execute();
}

/** Names a parcel for good. */
export async function setSscc(db: Handle, shipmentId: number, number: number, sscc: string): Promise<void> {
  await db.updateTable('parcel').set({ sscc }).where('shipment_id', '=', shipmentId).where('number', '=', number).execute();
}

/** Takes so many serial numbers of a series; gives the first. They are never given again. */
export async function takeSerials(db: Handle, extension: string, prefix: string, count: number): Promise<number> {
  const row = await db
    .insertInto('sscc_series')
    .values({ extension, prefix, next: count })
    .onConflict((conflict) =>
      conflict.columns(['extension', 'prefix']).doUpdateSet(({ eb, ref }) => ({ next: eb(ref('sscc_series.next'), '+', count) })),
    )
    .returning('next')
    .executeTakeFirstOrThrow();
  return row.next - count;
}

/** Open shipments of which a parcel has no label yet, oldest first. */
export async function unlabelledShipments(db: Handle): Promise<number[]> {
  const rows = await db
    .selectFrom('shipment')
    .select('id')
    .where('state', '=', 'open')
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('parcel').select('parcel.id').whereRef('parcel.shipment_id', '=', 'shipment.id').where('labelled_at', 'is', null)),
    )
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
