// What promotions gave to orders: which codes an order names, which part fell on which line, and how often each is used.
import { sql } from 'kysely';
import { among } from './among.ts';
import type { Handle } from './database.ts';

/** How an order is priced, where the shop does it. */
export interface OrderPricing {
  readonly codes: readonly string[];
  /** Promotions that need no code are for it, too. */
  readonly automatic: boolean;
}

/** Undefined: a channel has priced it. */
export async function pricingOf(db: Handle, orderId: number): Promise<OrderPricing | undefined> {
  return (await pricingsOf(db, [orderId])).get(orderId);
}

/** Of those of these orders that the shop prices, by id. */
export async function pricingsOf(db: Handle, orderIds: readonly number[]): Promise<Map<number, OrderPricing>> {
  const rows = await db.selectFrom('order_pricing').selectAll().where('order_id', 'in', among(orderIds)).execute();
  return new Map(rows.map((row) => [row.order_id, { codes: JSON.parse(row.codes) as string[], automatic: row.automatic === 1 }]));
}

export async function writePricing(db: Handle, orderId: number, { codes, automatic }: OrderPricing): Promise<void> {
  const row = { codes: JSON.stringify(codes), automatic: automatic ? 1 : 0 };
  await db
    .insertInto('order_pricing')
    .values({ order_id: orderId, ...row })
    .onConflict((conflict) => conflict.column('order_id').doUpdateSet(row))
    .execute();
}

/** What a promotion gave to one line, or to freight (null). */
export interface PromotionPart {
  readonly promotionId: number;
  readonly lineId: number | null;
  /** What the line's discount, or the freight, was before it. */
  readonly beforeMinor: number;
  readonly amountMinor: number;
}

/** In the order in which they were applied. */
export async function partsOfOrder(db: Handle, orderId: number): Promise<PromotionPart[]> {
  const rows = await db.selectFrom('order_promotion').selectAll().where('order_id', '=', orderId).orderBy('id').execute();
  return rows.map((row) => ({
    promotionId: row.promotion_id,
    lineId: row.line_id,
    beforeMinor: row.before_minor,
    amountMinor: row.amount_minor,
  }));
}

export async function insertParts(db: Handle, orderId: number, parts: readonly PromotionPart[]): Promise<void> {
  for (const { promotionId, lineId, beforeMinor, amountMinor } of parts)
    await db
      .insertInto('order_promotion')
      .values({ order_id: orderId, promotion_id: promotionId, line_id: lineId, before_minor: beforeMinor, amount_minor: amountMinor })
      .execute();
}

/** What a promotion gave to a line of an order, or to its freight, is so much now; nothing: it is gone. */
export async function rewritePart(
  db: Handle,
  orderId: number,
  { promotionId, lineId, beforeMinor, amountMinor }: PromotionPart,
): Promise<void> {
  const part = await db
    .selectFrom('order_promotion')
    .select('id')
    .where('order_id', '=', orderId)
    .where('promotion_id', '=', promotionId)
    .where('line_id', 'is', lineId)
    .executeTakeFirstOrThrow();
  if (amountMinor === 0) await db.deleteFrom('order_promotion').where('id', '=', part.id).execute();
  else
    await db
      .updateTable('order_promotion')
      .set({ before_minor: beforeMinor, amount_minor: amountMinor })
      .where('id', '=', part.id)
      .execute();
}

export async function deleteParts(db: Handle, orderId: number): Promise<void> {
  await db.deleteFrom('order_promotion').where('order_id', '=', orderId).execute();
}

/** A line of an order as people read what promotions gave: with code and name; in the order in which they were applied. */
export async function promotionsOfOrder(db: Handle, orderId: number) {
  return db
    .selectFrom('order_promotion as part')
    .innerJoin('promotion', 'promotion.id', 'part.promotion_id')
    .leftJoin('order_line as line', 'line.id', 'part.line_id')
    .select(['promotion.code', 'promotion.name', 'promotion.class', 'line.position', 'line.sku', 'part.amount_minor'])
    .where('part.order_id', '=', orderId)
    .orderBy('part.id')
    .execute();
}

/** The codes of what each of these orders was given, by order; those that were given nothing are left out. */
export async function appliedCodes(db: Handle, orderIds: readonly number[]): Promise<Map<number, Set<string>>> {
  const rows = await db
    .selectFrom('order_promotion as part')
    .innerJoin('promotion', 'promotion.id', 'part.promotion_id')
    .select(['part.order_id', 'promotion.code'])
    .where('part.order_id', 'in', among(orderIds))
    .execute();
  const codes = new Map<number, Set<string>>();
  for (const { order_id, code } of rows) codes.set(order_id, (codes.get(order_id) ?? new Set()).add(code));
  return codes;
}

/** An order with all that was split off it, or that it was split off: together they use a promotion once. */
function familyOf(orderId: number) {
  return sql<number>`(with recursive family(id) as (
    select ${orderId} union
    select case when made.order_id = family.id then made.origin_id else made.order_id end
    from family join order_origin as made on made.kind = 'split' and family.id in (made.order_id, made.origin_id)
  ) select id from family)`;
}

/** The promotions that are used by what an order was split from or into, as long as that is not cancelled. */
export async function usedBeside(db: Handle, orderId: number): Promise<Set<number>> {
  const rows = await db
    .selectFrom('order_promotion as part')
    .innerJoin('sales_order', 'sales_order.id', 'part.order_id')
    .select('part.promotion_id')
    .distinct()
    .where('part.order_id', 'in', familyOf(orderId))
    .where('part.order_id', '<>', orderId)
    .where('sales_order.state', '<>', 'cancelled')
    .execute();
  return new Set(rows.map(({ promotion_id }) => promotion_id));
}

/** Adds an order's use of these promotions: 1, or −1 where it gives it back; what its parts use as well counts once. */
export async function countUses(db: Handle, orderId: number, promotionIds: Iterable<number>, change: 1 | -1): Promise<void> {
  const beside = await usedBeside(db, orderId);
  for (const id of promotionIds)
    if (!beside.has(id))
      await db
        .updateTable('promotion')
        .set(({ eb }) => ({ use_count: eb('use_count', '+', change) }))
        .where('id', '=', id)
        .execute();
}

/** The order that an order, in the end, was split off; itself where it was not. */
const firstOfFamily = sql<number>`(with recursive origin(id) as (
  select sales_order.id union
  select made.origin_id from origin join order_origin as made on made.order_id = origin.id and made.kind = 'split'
) select min(id) from origin)`;

/**
 * How often each promotion is used by other orders of a customer that are not cancelled, by promotion; those that were split
 * count once, and not at all where the order is one of them.
 */
export async function usesByCustomer(db: Handle, customerId: number, exceptOrderId: number): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('sales_order')
    .innerJoin('order_promotion as part', 'part.order_id', 'sales_order.id')
    .select('part.promotion_id')
    .select(sql<number>`count(distinct ${firstOfFamily})`.as('count'))
    .where('sales_order.customer_id', '=', customerId)
    .where('sales_order.id', 'not in', familyOf(exceptOrderId))
    .where('sales_order.state', '<>', 'cancelled')
    .groupBy('part.promotion_id')
    .execute();
  return new Map(rows.map(({ promotion_id, count }) => [promotion_id, count]));
}

/** What a promotion has come to, cancelled orders left out. */
export interface PromotionSums {
  readonly orders: number;
  readonly givenMinor: number;
  /** What those orders sum to. */
  readonly totalMinor: number;
}

/** By promotion; those without orders are left out. */
export async function promotionSums(db: Handle, promotionIds: readonly number[]): Promise<Map<number, PromotionSums>> {
  const { rows } = await sql<{ id: number; orders: number; given: number; total: number }>`
    select id, count(*) as orders, sum(given) as given, sum(total_minor) as total from (
      select part.promotion_id as id, sum(part.amount_minor) as given, sales_order.total_minor
      from order_promotion as part join sales_order on sales_order.id = part.order_id
      where part.promotion_id in ${among(promotionIds)} and sales_order.state <> 'cancelled'
      group by part.promotion_id, part.order_id
    ) group by id`.execute(db);
  return new Map(rows.map(({ id, orders, given, total }) => [id, { orders, givenMinor: given, totalMinor: total }]));
}

/** Sets a line's discount. */
export async function writeLineDiscount(db: Handle, lineId: number, discountMinor: number): Promise<void> {
  await db.updateTable('order_line').set({ discount_minor: discountMinor }).where('id', '=', lineId).execute();
}

/** Sets an order's freight. */
export async function writeShipping(db: Handle, orderId: number, shippingMinor: number): Promise<void> {
  await db.updateTable('sales_order').set({ shipping_minor: shippingMinor }).where('id', '=', orderId).execute();
}
