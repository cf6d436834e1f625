// Checking lots: what stands of each against the ledger and the reservations, and whether goods are of a lot of their own.
import { sql } from 'kysely';
import { differences, type WrongRow } from '../domain/check.ts';
import { formatId } from '../domain/id.ts';
import type { Handle } from './database.ts';

interface PlacedLot {
  readonly lot_id: number;
  readonly location_id: number;
  readonly sku: string | null;
  readonly lot: string | null;
  readonly code: string | null;
  readonly on_hand: number | null;
  readonly unavailable: number | null;
  readonly reserved: number | null;
  readonly moved: number | null;
  readonly set_apart: number | null;
  readonly promised: number | null;
}

/** Levels of lots that the ledger and the reservations do not sum to, those that are missing included. */
export async function* wrongLotLevels(db: Handle): AsyncGenerator<WrongRow> {
  const { rows } = await sql<PlacedLot>`
    with ledger as (
      select lot_id, location_id, sum(quantity) as moved, sum(unavailable) as set_apart from movement
      where lot_id is not null group by lot_id, location_id
    ), promise as (
      select lot_id, location_id, sum(quantity) as promised from reservation where lot_id is not null group by lot_id, location_id
    ), place as (
      select lot_id, location_id from lot_level union select lot_id, location_id from ledger
      union select lot_id, location_id from promise
    )
    select place.lot_id, place.location_id, product.sku, stock_lot.code as lot, location.code, on_hand, unavailable, reserved,
      moved, set_apart, promised
    from place left join lot_level using (lot_id, location_id) left join ledger using (lot_id, location_id)
    left join promise using (lot_id, location_id) left join stock_lot on stock_lot.id = place.lot_id
    left join product on product.id = stock_lot.product_id left join location on location.id = place.location_id
    order by product.sku, stock_lot.code, location.code, place.lot_id, place.location_id`.execute(db);
  for (const { lot_id, location_id, sku, lot, code, ...row } of rows) {
    const is = { on_hand: row.on_hand, unavailable: row.unavailable, reserved: row.reserved };
    const should = { on_hand: row.moved ?? 0, unavailable: row.set_apart ?? 0, reserved: row.promised ?? 0 };
    const wrong = differences(is, should);
    const id = `${sku ?? ''} ${lot ?? `#${lot_id}`}@${code ?? `#${location_id}`}`;
    if (wrong.length > 0) yield { table: 'lot_level', id, key: { lot_id, location_id }, wrong };
  }
}

/** Goods in a lot of another product, and products that are kept by no lot and have goods of some. */
export async function* strayLots(db: Handle): AsyncGenerator<WrongRow> {
  const strays = (table: 'movement' | 'reservation' | 'shipment_line') => sql`
    select ${table} as kind, goods.id, stock_lot.code as lot, own.sku, product.sku as should from ${sql.table(table)} as goods
    join stock_lot on stock_lot.id = goods.lot_id join product as own on own.id = goods.product_id
    join product on product.id = stock_lot.product_id where stock_lot.product_id <> goods.product_id`;
  const { rows } = await sql<{ kind: string; id: number; lot: string; sku: string; should: string }>`
    ${strays('movement')} union all ${strays('reservation')} union all ${strays('shipment_line')} order by 1, 2`.execute(db);
  for (const { kind, id, lot, sku, should } of rows) {
    const name = kind === 'movement' ? formatId('movement', id) : `${id} ${lot}`;
    yield { table: kind, id: name, wrong: [{ field: 'lot_id', is: sku, should }] };
  }
  const { rows: products } = await sql<{ sku: string }>`
    select distinct sku from product join stock_lot on stock_lot.product_id = product.id join lot_level on lot_id = stock_lot.id
    where lots = 0 and on_hand > 0 order by sku`.execute(db);
  for (const { sku } of products) yield { table: 'product', id: sku, wrong: [{ field: 'lots', is: 0, should: 1 }] };
}
