// What promotions gave to orders: which codes an order names, which part fell on which line, and how often each is used.
import { sql } from 'kysely';
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

function among(ids: readonly number[]) {
  return sql<number>`(select value from json_each(${JSON.stringify(ids)}))`;
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

/** Adds to how often these promotions are used: 1, or −1 where an order gives its use back. */
export async function countUses(db: Handle, promotionIds: Iterable<number>, change: 1 | -1): Promise<void> {
  for (const id of promotionIds)
    await db
      .updateTable('promotion')
      .set(({ eb }) => ({ use_count: eb('use_count', '+', change) }))
      .where('id', '=', id)
      .execute();
}

/** How often each promotion is used by other orders of a customer that are not cancelled, by promotion. */
export async function usesByCustomer(db: Handle, customerId: number, exceptOrderId: number): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('sales_order')
    .innerJoin('order_promotion as part', 'part.order_id', 'sales_order.id')
    .select('part.promotion_id')
    .select(({ fn }) => fn.count<number>('sales_order.id').distinct().as('count'))
    .where('sales_order.customer_id', '=', customerId)
    .where('sales_order.id', '<>', exceptOrderId)
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
