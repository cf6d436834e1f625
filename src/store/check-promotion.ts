// Checking promotions: how often each is used, whether what they are said to have given is what lines and freight have off,
// and whether the last price of a product's history is the one it has.
import { sql } from 'kysely';
import { type CheckedValue, differences, type WrongRow } from '../domain/check.ts';
import type { Handle } from './database.ts';

export async function* wrongPromotions(db: Handle): AsyncGenerator<WrongRow> {
  yield* wrongUses(db);
  yield* wrongParts(db);
  yield* wrongPrices(db);
}

/** What was split uses a promotion once. */
async function* wrongUses(db: Handle): AsyncGenerator<WrongRow> {
  const { rows } = await sql<{ id: number; code: string; is_now: number; should: number }>`
    with recursive origin(id, of) as (
      select distinct order_id, order_id from order_promotion union
      select origin.id, made.origin_id from origin join order_origin as made on made.order_id = origin.of and made.kind = 'split'
    ), family as (select id, min(of) as first from origin group by id)
    select promotion.id, promotion.code, use_count as is_now, (
      select count(distinct family.first) from order_promotion as part
        join sales_order on sales_order.id = part.order_id join family on family.id = part.order_id
      where part.promotion_id = promotion.id and sales_order.state <> 'cancelled') as should
    from promotion order by promotion.id`.execute(db);
  for (const { id, code, is_now, should } of rows) {
    const wrong = differences({ use_count: is_now }, { use_count: should });
    if (wrong.length > 0) yield { table: 'promotion', id: code, key: { id }, wrong };
  }
}

/** A line's discount is what somebody gave by hand and what promotions gave; freight is what was said less what they gave. */
async function* wrongParts(db: Handle): AsyncGenerator<WrongRow> {
  const { rows } = await sql<{ table: string; id: string; field: string; is_now: CheckedValue; should: CheckedValue }>`
    select 'order_line' as "table", 'O' || line.order_id || '/' || line.position as id, 'discount_minor' as field,
      line.discount_minor as is_now, min(part.before_minor) + sum(part.amount_minor) as should
    from order_promotion as part join order_line as line on line.id = part.line_id
    group by line.id having is_now <> should
    union all
    select 'sales_order', 'O' || sales_order.id, 'shipping_minor',
      sales_order.shipping_minor as is_now, max(part.before_minor) - sum(part.amount_minor) as should
    from order_promotion as part join sales_order on sales_order.id = part.order_id
    where part.line_id is null group by sales_order.id having is_now <> should
    union all
    select 'order_promotion', cast(part.id as text), 'order_id', 'O' || part.order_id, 'O' || line.order_id
    from order_promotion as part join order_line as line on line.id = part.line_id where line.order_id <> part.order_id`.execute(db);
  for (const { table, id, field, is_now, should } of rows) yield { table, id, wrong: [{ field, is: is_now, should }] };
}

async function* wrongPrices(db: Handle): AsyncGenerator<WrongRow> {
  const { rows } = await sql<{ sku: string; is_now: CheckedValue; should: CheckedValue }>`
    select sku, last as is_now, unit_price_micros as should from (
      select sku, unit_price_micros, (select unit_price_micros from product_price where product_id = product.id
        order by id desc limit 1) as last from product
    ) where last is not unit_price_micros order by sku`.execute(db);
  for (const { sku, is_now, should } of rows)
    yield { table: 'product_price', id: sku, wrong: [{ field: 'unit_price_micros', is: is_now, should }] };
}
