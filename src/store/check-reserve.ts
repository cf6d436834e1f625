// Checking promises: reservations against what their lines want, kits for being whole, and who is noted to wait.
import { sql } from 'kysely';
import { differences, type WrongRow } from '../domain/check.ts';
import { formatId } from '../domain/id.ts';
import type { Handle } from './database.ts';
import { dueOfLine, lineSums } from './line-sums.ts';

/**
 * Reservations of orders that may hold none, of a product that their line does not take, or of more than is still wanted:
 * of each product that a line takes off the shelf.
 */
export async function* wrongReservations(db: Handle): AsyncGenerator<WrongRow> {
  const rows = await db
    .selectFrom('reservation')
    .innerJoin('order_line as line', 'line.id', 'reservation.order_line_id')
    .innerJoin('sales_order as order', 'order.id', 'line.order_id')
    .leftJoin('product', 'product.id', 'line.product_id')
    .leftJoin('order_line_part as part', (join) =>
      join.onRef('part.order_line_id', '=', 'line.id').onRef('part.product_id', '=', 'reservation.product_id'),
    )
    .select(['line.order_id', 'line.position', 'order.state', 'order.history', 'product.kind', 'part.quantity as per_unit'])
    .select(['line.product_id as line_product', 'reservation.product_id as product'])
    .select(({ fn }) => [fn.sum<number>('reservation.quantity').as('reserved')])
    .select(({ eb, ref }) => eb(ref('line.quantity'), '-', ref('line.cancelled_quantity')).as('wanted'))
    .select(({ selectFrom }) =>
      selectFrom('shipment_line')
        .innerJoin('shipment', 'shipment.id', 'shipment_line.shipment_id')
        .whereRef('shipment_line.order_line_id', '=', 'line.id')
        .whereRef('shipment_line.product_id', '=', 'reservation.product_id')
        .where('shipment.state', 'in', ['shipped', 'delivered'])
        .select(({ fn }) => fn.sum<number>('shipment_line.quantity').as('quantity'))
        .as('shipped'),
    )
    .groupBy(['line.id', 'reservation.product_id'])
    .orderBy('line.order_id')
    .orderBy('line.position')
    .orderBy('reservation.product_id')
    .execute();
  for (const row of rows) {
    const open = (row.state === 'confirmed' || (row.state === 'completed' && row.kind === 'capacity')) && row.history === 0;
    const most = open ? Math.max(0, Number(row.wanted) * (row.per_unit ?? 1) - (row.shipped ?? 0)) : 0;
    const product = row.kind === 'kit' && row.per_unit !== null ? row.product : row.line_product;
    const is = { quantity: row.reserved, product_id: row.product };
    const wrong = differences(is, { quantity: Math.min(row.reserved, most), product_id: product });
    if (wrong.length > 0) yield { table: 'reservation', id: `${formatId('order', row.order_id)}/${row.position}`, wrong };
  }
}

/** Lines of kits that have not the same number of each part: of what is reserved, or stands on one shipment. */
export async function* unevenKits(db: Handle): AsyncGenerator<WrongRow> {
  const reserved = db
    .selectFrom('reservation')
    .select([sql<string>`'reservation'`.as('kind'), sql<number>`0`.as('document'), 'order_line_id', 'product_id'])
    .select(({ fn }) => fn.sum<number>('quantity').as('quantity'))
    .groupBy(['order_line_id', 'product_id']);
  const packed = db
    .selectFrom('shipment_line')
    .select([sql<string>`'shipment_line'`.as('kind'), 'shipment_id as document', 'order_line_id', sql<number>`product_id`.as('product_id')])
    .select(({ fn }) => fn.sum<number>('quantity').as('quantity'))
    .groupBy(['shipment_id', 'order_line_id', 'product_id']);
  const each = sql<number>`coalesce(goods.quantity, 0) * 1.0 / part.quantity`;
  const rows = await db
    .selectFrom(reserved.unionAll(packed).as('goods'))
    .innerJoin('order_line_part as part', (join) =>
      join.onRef('part.order_line_id', '=', 'goods.order_line_id').onRef('part.product_id', '=', 'goods.product_id'),
    )
    .innerJoin('order_line as line', 'line.id', 'goods.order_line_id')
    .select(['goods.kind', 'line.order_id', 'line.position'])
    .select([sql<number>`min(${each})`.as('least'), sql<number>`max(${each})`.as('most'), sql<number>`count(*)`.as('parts')])
    .select(sql<number>`(select count(*) from order_line_part where order_line_id = line.id)`.as('wanted'))
    .groupBy(['goods.kind', 'goods.document', 'line.id'])
    .orderBy('line.order_id')
    .orderBy('line.position')
    .execute();
  for (const { kind, order_id, position, least, most, parts, wanted } of rows) {
    const is = { quantity: most, parts };
    const wrong = differences(is, { quantity: Number.isInteger(least) ? least : Math.floor(least), parts: wanted });
    if (wrong.length > 0) yield { table: kind, id: `${formatId('order', order_id)}/${position}`, wrong };
  }
}

/** Orders that are noted to wait for goods and may not, or lack none. */
export async function* wrongBackorders(db: Handle): AsyncGenerator<WrongRow> {
  const lacks = sql<number>`exists (select 1 from order_line left join product on product.id = order_line.product_id
    where order_line.order_id = backorder.order_id and (order_line.shippable = 1 or product.kind = 'capacity')
    and ${dueOfLine} > ${lineSums.reserved} + ${lineSums.shipped})`;
  const rows = await db
    .selectFrom('backorder')
    .innerJoin('sales_order', 'sales_order.id', 'backorder.order_id')
    .select(['backorder.order_id', 'sales_order.state', 'sales_order.history', lacks.as('lacks')])
    .orderBy('backorder.order_id')
    .execute();
  for (const { order_id, state, history, lacks: isLacking } of rows) {
    if (state === 'confirmed' && history === 0 && isLacking === 1) continue;
    yield { table: 'backorder', id: formatId('order', order_id), wrong: [{ field: 'order_id', is: order_id, should: null }] };
  }
}
