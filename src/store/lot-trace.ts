// Where goods of a lot stand and where they went, and of which lots orders have been sent goods.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Suspects, UnlottedMovement } from '../domain/lot-suspect.ts';
import type { LotState, LotUse } from '../domain/lot-trace.ts';
import type { OrderLotView } from '../domain/order/show.ts';
import { among } from './among.ts';
import type { Handle } from './database.ts';

export interface LotWithBuyer {
  /** Null: of no lot. */
  readonly lotId: number | null;
  readonly code: string | null;
  readonly quantity: number;
}

/** What an order was sent of each lot of a product and has not given back, by lot as they were sent. */
export async function lotsWithBuyer(db: Handle, orderId: number, productId: number): Promise<LotWithBuyer[]> {
  const { rows } = await sql<LotWithBuyer>`
    select goods.lot_id as lotId, stock_lot.code, sum(goods.quantity) as quantity from (
      select line.lot_id, line.quantity, line.id as sent from shipment_line as line join shipment on shipment.id = line.shipment_id
      where shipment.order_id = ${orderId} and shipment.state in ('shipped', 'delivered') and line.product_id = ${productId}
      union all
      select movement.lot_id, -movement.quantity, null from movement join goods_return on goods_return.id = movement.cause_id
      where movement.cause_kind = 'return' and goods_return.order_id = ${orderId} and movement.product_id = ${productId}
    ) as goods left join stock_lot on stock_lot.id = goods.lot_id
    group by goods.lot_id having sum(goods.quantity) > 0 order by min(goods.sent)`.execute(db);
  return rows;
}

/**
 * As {@link lotsWithBuyer}, of one line. What came back names its return and no line: the pieces of a return came line by
 * line, as the lines stand in the order, so that each movement is of the line whose pieces it counts among.
 */
export async function lotsOfLine(db: Handle, orderLineId: number, productId: number): Promise<LotWithBuyer[]> {
  const { rows } = await sql<LotWithBuyer>`
    with line as (select id, order_id, position from order_line where id = ${orderLineId}),
    pieces as (
      select came.return_id, own.id,
        came.received_quantity * coalesce(part.quantity, 1) as quantity,
        sum(came.received_quantity * coalesce(part.quantity, 1)) over (partition by came.return_id order by own.position) as upTo
      from goods_return_line as came join order_line as own on own.id = came.order_line_id
      left join order_line_part as part on part.order_line_id = own.id and part.product_id = ${productId}
      where own.order_id = (select order_id from line) and (part.product_id is not null or (own.product_id = ${productId}
        and not exists (select 1 from order_line_part where order_line_id = own.id)))),
    back as (
      select movement.cause_id as return_id, movement.lot_id, movement.quantity,
        sum(movement.quantity) over (partition by movement.cause_id order by movement.id) as upTo
      from movement join goods_return on goods_return.id = movement.cause_id
      where movement.cause_kind = 'return' and movement.product_id = ${productId} and goods_return.order_id = (select order_id from line))
    select goods.lot_id as lotId, stock_lot.code, sum(goods.quantity) as quantity from (
      select sent.lot_id, sent.quantity, sent.id as sent from shipment_line as sent join shipment on shipment.id = sent.shipment_id
      where sent.order_line_id = ${orderLineId} and shipment.state in ('shipped', 'delivered') and sent.product_id = ${productId}
      union all
      select back.lot_id, -back.quantity, null from back join pieces on pieces.return_id = back.return_id
        and back.upTo > pieces.upTo - pieces.quantity and back.upTo <= pieces.upTo
      where pieces.id = ${orderLineId}
    ) as goods left join stock_lot on stock_lot.id = goods.lot_id
    group by goods.lot_id having sum(goods.quantity) > 0 order by min(goods.sent)`.execute(db);
  return rows;
}

/** Of which lots goods are that an order has reserved or was sent: by line, lot as it expires, and how they stand. */
export async function lotsOfOrder(db: Handle, orderId: number) {
  const { rows } = await sql<OrderLotView & { readonly position: number }>`
    select line.position, product.sku, stock_lot.code as lot, stock_lot.expires_on as expiresOn, goods.state, sum(goods.quantity) as quantity
    from (
      select order_line_id, lot_id, 'reserved' as state, quantity from reservation where lot_id is not null
        and order_line_id in (select id from order_line where order_id = ${orderId})
      union all
      select sent.order_line_id, sent.lot_id, 'shipped', sent.quantity from shipment join shipment_line as sent on sent.shipment_id = shipment.id
        where shipment.order_id = ${orderId} and shipment.state in ('shipped', 'delivered') and sent.lot_id is not null
    ) as goods
    join order_line as line on line.id = goods.order_line_id join stock_lot on stock_lot.id = goods.lot_id
    join product on product.id = stock_lot.product_id
    group by line.position, product.sku, stock_lot.id, goods.state
    order by line.position, product.sku, stock_lot.expires_on is null, stock_lot.expires_on, stock_lot.code, goods.state`.execute(db);
  return rows;
}

export interface StandingFilter {
  readonly productIds?: readonly number[];
  /** Only lots whose last day, less the days that their product asks to be left, is before this one. */
  readonly expiredBy?: string;
  readonly limit?: number;
}

/** Lots joined with their products that may be promised no more on a day: so many days as the product asks for are not left. */
export function unsellableBy(day: string) {
  return sql<SqlBool>`stock_lot.expires_on < date(${day}, '+' || coalesce(product.expiry_days, 0) || ' days')`;
}

/** Lots that stand somewhere: first expired, first out (those without a date last), then by SKU, lot and place. */
export function standingLots(db: Handle, { productIds, expiredBy, limit }: StandingFilter) {
  let query = db
    .selectFrom('lot_level')
    .innerJoin('stock_lot', 'stock_lot.id', 'lot_level.lot_id')
    .innerJoin('product', 'product.id', 'stock_lot.product_id')
    .innerJoin('location', 'location.id', 'lot_level.location_id')
    .select([
      'product.sku',
      'product.name',
      'product.expiry_days as expiryDays',
      'stock_lot.code as lot',
      'stock_lot.expires_on as expiresOn',
    ])
    .select(['location.code as location', 'lot_level.on_hand as onHand', 'lot_level.unavailable', 'lot_level.reserved'])
    .where('lot_level.on_hand', '>', 0)
    .orderBy(sql`stock_lot.expires_on is null`)
    .orderBy('stock_lot.expires_on')
    .orderBy('product.sku')
    .orderBy('stock_lot.code')
    .orderBy('location.code');
  if (productIds !== undefined) query = query.where('product.id', 'in', among(productIds));
  if (expiredBy !== undefined) query = query.where(unsellableBy(expiredBy));
  if (limit !== undefined) query = query.limit(limit);
  return query.execute();
}

/** Lots of this code, by SKU: of whatever product, or of one. */
export function lotsOfCode(db: Handle, code: string, productId?: number) {
  let query = db
    .selectFrom('stock_lot')
    .innerJoin('product', 'product.id', 'stock_lot.product_id')
    .select(['stock_lot.id', 'stock_lot.product_id as productId', 'stock_lot.code', 'stock_lot.expires_on as expiresOn'])
    .select(['product.sku', 'product.name'])
    .where('stock_lot.code', '=', code)
    .orderBy('product.sku');
  if (productId !== undefined) query = query.where('stock_lot.product_id', '=', productId);
  return query.execute();
}

/** What stands of a lot, by place. */
export function placesOfLot(db: Handle, lotId: number) {
  return db
    .selectFrom('lot_level')
    .innerJoin('location', 'location.id', 'lot_level.location_id')
    .select(['location.code as location', 'lot_level.on_hand as onHand', 'lot_level.unavailable', 'lot_level.reserved'])
    .where('lot_level.lot_id', '=', lotId)
    .where('lot_level.on_hand', '>', 0)
    .orderBy('location.priority')
    .orderBy('location.code')
    .execute();
}

interface RecipientRow {
  readonly orderId: number;
  readonly number: string;
  readonly channel: string;
  readonly state: LotState;
  readonly documentId: number | null;
  readonly date: string | null;
  readonly quantity: number;
  readonly customerId: number | null;
  readonly name: string;
  readonly company: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Which goods are looked for: among reservations, the lines of shipments, and the movements of returns. */
interface Sought {
  readonly reservation: RawBuilder<SqlBool>;
  readonly line: RawBuilder<SqlBool>;
  readonly movement: RawBuilder<SqlBool>;
}

/** Who has goods of a lot. */
export function recipientsOfLot(db: Handle, lotId: number): Promise<RecipientRow[]> {
  return recipientsOf(db, {
    reservation: sql`reservation.lot_id = ${lotId}`,
    line: sql`line.lot_id = ${lotId}`,
    movement: sql`movement.lot_id = ${lotId}`,
  });
}

/** Who has goods of a product that are of no lot: of these shipments, and of what is still to leave where some may stand there. */
export function recipientsOfSuspects(db: Handle, productId: number, { shipmentIds, isThere }: Suspects): Promise<RecipientRow[]> {
  const suspect = among(shipmentIds);
  const there = sql.lit(isThere ? 1 : 0);
  return recipientsOf(db, {
    reservation: sql`${there} and reservation.product_id = ${productId} and reservation.lot_id is null`,
    line: sql`line.product_id = ${productId} and line.lot_id is null and (shipment.id in ${suspect} or (${there} and shipment.state = 'open'))`,
    movement: sql`movement.product_id = ${productId} and movement.lot_id is null
      and goods_return.order_id in (select order_id from shipment where id in ${suspect})`,
  });
}

/** What orders have of goods: promised and not packed, on shipments, and given back. With whom to write to or call. */
async function recipientsOf(db: Handle, sought: Sought): Promise<RecipientRow[]> {
  const { rows } = await sql<RecipientRow>`
    select goods.order_id as orderId, sales_order.number, channel.name as channel, goods.state, goods.document as documentId,
      goods.date, sum(goods.quantity) as quantity, customer.id as customerId,
      coalesce(nullif(customer.name, ''), nullif(party.name, ''), '') as name, coalesce(customer.company, party.company) as company,
      coalesce(customer.email, party.email) as email, coalesce(customer.phone, party.phone) as phone
    from (${goodsOf(sought)}) as goods
    join sales_order on sales_order.id = goods.order_id join channel on channel.id = sales_order.channel_id
    left join customer on customer.id = sales_order.customer_id left join party on party.id = sales_order.ship_party_id
    group by goods.order_id, goods.state, goods.document
    order by instr('reserved packed shipped delivered returned', goods.state), goods.order_id, goods.document`.execute(db);
  return rows;
}

/** Goods by order, how they stand, and document. What is packed is reserved still, and told once. */
function goodsOf(sought: Sought): RawBuilder<unknown> {
  const packed = sql<number>`coalesce((select sum(line.quantity) from shipment_line as line join shipment on shipment.id = line.shipment_id
    where shipment.state = 'open' and line.order_line_id = reservation.order_line_id and line.product_id = reservation.product_id
    and line.lot_id is reservation.lot_id and line.location_id = reservation.location_id), 0)`;
  return sql`
    select order_line.order_id, 'reserved' as state, null as document, null as date, reservation.quantity - ${packed} as quantity
    from reservation join order_line on order_line.id = reservation.order_line_id
    where ${sought.reservation} and reservation.quantity > ${packed}
    union all
    select shipment.order_id, iif(shipment.state = 'open', 'packed', shipment.state), shipment.id, shipment.shipped_on, line.quantity
    from shipment_line as line join shipment on shipment.id = line.shipment_id
    where ${sought.line} and shipment.state <> 'cancelled'
    union all
    select goods_return.order_id, 'returned', goods_return.id, movement.business_date, movement.quantity
    from movement join goods_return on goods_return.id = movement.cause_id
    where ${sought.movement} and movement.cause_kind = 'return'`;
}

/** Goods that were put together with some others. */
export interface UseOf extends Omit<LotUse, 'quantity' | 'certain'> {
  readonly productId: number;
  readonly lotId: number | null;
  /** The movements that brought them, or took them apart again (below zero). */
  readonly movements: readonly { readonly id: number; readonly quantity: number }[];
}

/** What was put together from goods of a lot. */
export function usesOfLot(db: Handle, lotId: number): Promise<UseOf[]> {
  return usesOf(db, sql<SqlBool>`used.lot_id = ${lotId}`);
}

/** What was put together from goods of a product that are of no lot, in these acts. */
export function usesIn(db: Handle, productId: number, assemblyIds: readonly number[]): Promise<UseOf[]> {
  return usesOf(db, sql<SqlBool>`used.product_id = ${productId} and used.lot_id is null and used.cause_id in ${among(assemblyIds)}`);
}

/**
 * By product and lot, oldest first. Where goods were themselves taken apart, what came out of them is one of their parts,
 * and was not made with them.
 */
async function usesOf(db: Handle, isUsed: RawBuilder<SqlBool>): Promise<UseOf[]> {
  const { rows } = await sql<Omit<UseOf, 'movements'> & { readonly movements: string }>`
    select product.sku, made.product_id as productId, made.lot_id as lotId, stock_lot.code as lot, max(made.business_date) as date,
      json_group_array(json_object('id', made.id, 'quantity', made.quantity)) as movements
    from movement as used join movement as made on made.cause_id = used.cause_id and made.cause_kind = 'movement' and made.kind = 'assemble'
      and sign(made.quantity) = -sign(used.quantity)
    join product on product.id = made.product_id left join stock_lot on stock_lot.id = made.lot_id
    where ${isUsed} and used.kind = 'assemble' and used.cause_kind = 'movement'
      and not exists (select 1 from product_part where product_id = used.product_id and part_id = made.product_id)
    group by made.product_id, made.lot_id having sum(made.quantity) > 0 order by min(made.id)`.execute(db);
  return rows.map((row) => ({ ...row, movements: JSON.parse(row.movements) as UseOf['movements'] }));
}

/** All movements of a product's goods of no lot, oldest first. */
export function unlottedMovements(db: Handle, productId: number): Promise<UnlottedMovement[]> {
  return db
    .selectFrom('movement')
    .select(['id', 'kind', 'quantity', 'cause_id as causeId'])
    .where('product_id', '=', productId)
    .where('lot_id', 'is', null)
    .orderBy('id')
    .execute();
}
