// Checking stock: levels against the ledger and the reservations, and both against the documents that caused them.
import { sql } from 'kysely';
import { differences, type WrongRow } from '../domain/check.ts';
import { formatId } from '../domain/id.ts';
import type { MovementDraft } from '../domain/stock.ts';
import type { Handle } from './database.ts';

interface Place {
  readonly product_id: number;
  readonly location_id: number;
  readonly sku: string | null;
  readonly code: string | null;
}

function placeName({ sku, code, product_id, location_id }: Place): string {
  return `${sku ?? `#${product_id}`}@${code ?? `#${location_id}`}`;
}

/** Levels that the ledger and the reservations do not sum to, places without a level included. By SKU and location. */
export async function* wrongLevels(db: Handle): AsyncGenerator<WrongRow> {
  const rows = await selectPlaces(db).execute();
  for (const row of rows) {
    const is = { on_hand: row.on_hand, unavailable: row.unavailable, reserved: row.reserved };
    const should = { on_hand: row.moved ?? 0, unavailable: row.set_apart ?? 0, reserved: row.promised ?? 0 };
    const wrong = differences(is, should);
    const key = { product_id: row.product_id, location_id: row.location_id };
    if (wrong.length > 0) yield { table: 'stock_level', id: placeName(row), key, wrong };
  }
}

/** Every place with its level and what its movements and reservations sum to. */
function selectPlaces(db: Handle) {
  return db
    .with('ledger', (of) =>
      of
        .selectFrom('movement')
        .select(({ fn }) => [
          'product_id',
          'location_id',
          fn.sum<number>('quantity').as('moved'),
          fn.sum<number>('unavailable').as('set_apart'),
        ])
        .groupBy(['product_id', 'location_id']),
    )
    .with('promise', (of) =>
      of
        .selectFrom('reservation')
        .select(({ fn }) => ['product_id', 'location_id', fn.sum<number>('quantity').as('promised')])
        .groupBy(['product_id', 'location_id']),
    )
    .with('place', (of) =>
      of
        .selectFrom('stock_level')
        .select(['product_id', 'location_id'])
        .union(of.selectFrom('ledger').select(['product_id', 'location_id']))
        .union(of.selectFrom('promise').select(['product_id', 'location_id'])),
    )
    .selectFrom('place')
    .leftJoin('stock_level as level', (join) =>
      join.onRef('level.product_id', '=', 'place.product_id').onRef('level.location_id', '=', 'place.location_id'),
    )
    .leftJoin('ledger', (join) =>
      join.onRef('ledger.product_id', '=', 'place.product_id').onRef('ledger.location_id', '=', 'place.location_id'),
    )
    .leftJoin('promise', (join) =>
      join.onRef('promise.product_id', '=', 'place.product_id').onRef('promise.location_id', '=', 'place.location_id'),
    )
    .leftJoin('product', 'product.id', 'place.product_id')
    .leftJoin('location', 'location.id', 'place.location_id')
    .select(['place.product_id', 'place.location_id', 'product.sku', 'location.code'])
    .select(['level.on_hand', 'level.unavailable', 'level.reserved', 'ledger.moved', 'ledger.set_apart', 'promise.promised'])
    .orderBy('product.sku')
    .orderBy('place.product_id')
    .orderBy('location.code')
    .orderBy('place.location_id');
}

/** Shipments, returns and purchases whose movements are not what left or came. */
export async function* wrongMovements(db: Handle): AsyncGenerator<WrongRow> {
  const rows = await selectCauses(db).execute();
  for (const row of rows) {
    const id = `${formatId(row.kind as 'shipment' | 'return' | 'purchase', row.id)} ${placeName(row)}`;
    yield { table: 'movement', id, wrong: [{ field: 'quantity', is: row.moved, should: row.documented }], movement: correcting(row) };
  }
}

const kindOfCause = { shipment: 'ship', return: 'return', purchase: 'receive' } as const;

/** What has to be added to the ledger for it to say what the document does. */
function correcting(row: {
  kind: string;
  id: number;
  product_id: number;
  location_id: number;
  lot_id: number | null;
  moved: number;
  documented: number;
}): MovementDraft {
  const causeKind = row.kind as keyof typeof kindOfCause;
  const place = { productId: row.product_id, locationId: row.location_id, lotId: row.lot_id };
  return { kind: kindOfCause[causeKind], ...place, quantity: row.documented - row.moved, causeKind, causeId: row.id };
}

/** What the documents say has moved beside what the ledger says, per document and place, where they differ. */
function selectCauses(db: Handle) {
  const nothing = sql<number>`0`;
  // what came back or was bought says of which lot it is in the ledger only
  const noLot = sql<number | null>`null`;
  const left = db
    .selectFrom('shipment_line as line')
    .innerJoin('shipment', 'shipment.id', 'line.shipment_id')
    .where('shipment.state', 'in', ['shipped', 'delivered'])
    .select([sql<string>`'shipment'`.as('kind'), 'shipment.id', 'line.product_id', 'line.location_id', 'line.lot_id'])
    .select([nothing.as('moved'), sql<number>`-line.quantity`.as('documented')]);
  const cameBack = db
    .selectFrom('goods_return_line as line')
    .innerJoin('goods_return', 'goods_return.id', 'line.return_id')
    .innerJoin('order_line', 'order_line.id', 'line.order_line_id')
    // a kit comes back as what it was made of
    .leftJoin('order_line_part as part', 'part.order_line_id', 'order_line.id')
    .where('goods_return.state', '=', 'received')
    .select([sql<string>`'return'`.as('kind'), 'goods_return.id'])
    .select([sql<number | null>`coalesce(part.product_id, order_line.product_id)`.as('product_id'), 'line.location_id', noLot.as('lot_id')])
    .select([nothing.as('moved'), sql<number>`line.received_quantity * coalesce(part.quantity, 1)`.as('documented')]);
  const bought = db
    .selectFrom('purchase_line as line')
    .where('line.received_quantity', '>', 0)
    .select([sql<string>`'purchase'`.as('kind'), 'line.purchase_id as id', 'line.product_id', 'line.location_id', noLot.as('lot_id')])
    .select([nothing.as('moved'), 'line.received_quantity as documented']);
  const moved = db
    .selectFrom('movement')
    .where('cause_kind', 'in', ['shipment', 'return', 'purchase'])
    .select([
      sql<string>`cause_kind`.as('kind'),
      sql<number>`cause_id`.as('id'),
      'product_id',
      'location_id',
      sql<number | null>`iif(cause_kind = 'shipment', lot_id, null)`.as('lot_id'),
      'quantity as moved',
      nothing.as('documented'),
    ]);
  const differing = db
    .selectFrom(left.unionAll(cameBack).unionAll(bought).unionAll(moved).as('cause'))
    .select(['cause.kind', 'cause.id', 'cause.product_id', 'cause.location_id', 'cause.lot_id'])
    .select(({ fn }) => [fn.sum<number>('cause.moved').as('moved'), fn.sum<number>('cause.documented').as('documented')])
    .where('cause.product_id', 'is not', null)
    .groupBy(['cause.kind', 'cause.id', 'cause.product_id', 'cause.location_id', 'cause.lot_id'])
    .having(({ fn, eb }) => eb(fn.sum('cause.moved'), '!=', fn.sum('cause.documented')));
  // names are looked up for what differs only: joined before the sums, they cost more than all the rest
  return db
    .selectFrom(differing.as('cause'))
    .leftJoin('product', 'product.id', 'cause.product_id')
    .leftJoin('location', 'location.id', 'cause.location_id')
    .select([
      'cause.kind',
      'cause.id',
      'cause.product_id',
      'cause.location_id',
      'cause.lot_id',
      'product.sku',
      'location.code',
      'cause.moved',
      'cause.documented',
    ])
    .orderBy('cause.kind', 'desc')
    .orderBy('cause.id')
    .orderBy('product.sku')
    .orderBy('location.code')
    .$narrowType<{ product_id: number; location_id: number }>();
}

/** Acts that moved goods between places, of which something was lost or won on the way. */
export async function* wrongTransfers(db: Handle): AsyncGenerator<WrongRow> {
  const rows = await db
    .selectFrom('movement')
    .innerJoin('product', 'product.id', 'movement.product_id')
    .select(['movement.cause_id', 'product.sku'])
    .select(({ fn }) => [fn.sum<number>('movement.quantity').as('quantity'), fn.sum<number>('movement.unavailable').as('unavailable')])
    .where('movement.kind', '=', 'transfer')
    .groupBy(['movement.cause_id', 'movement.product_id'])
    .orderBy('movement.cause_id')
    .execute();
  for (const { cause_id, sku, quantity, unavailable } of rows) {
    const wrong = differences({ quantity, unavailable }, { quantity: 0, unavailable: 0 });
    if (wrong.length > 0) yield { table: 'movement', id: `${formatId('movement', cause_id ?? 0)} ${sku}`, wrong };
  }
}
