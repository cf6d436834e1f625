// Lines of orders: linked to products that became known later, and their money rewritten.
import type { OrderLine } from '../domain/order/order.ts';
import type { DocumentMoney } from '../domain/tax.ts';
import type { Handle } from './database.ts';

/** Links a line to its product, with what it takes over from it. */
export async function linkLine(
  db: Handle,
  lineId: number,
  productId: number,
  adopted: Pick<
    OrderLine,
    'variant' | 'quantity' | 'cancelledQuantity' | 'pieces' | 'shippable' | 'unitPriceMicros' | 'priceAssumed' | 'tax'
  >,
): Promise<void> {
  await db
    .updateTable('order_line')
    .set({
      product_id: productId,
      variant: adopted.variant,
      quantity: adopted.quantity,
      cancelled_quantity: adopted.cancelledQuantity,
      pieces: adopted.pieces,
      shippable: adopted.shippable ? 1 : 0,
      unit_price_micros: adopted.unitPriceMicros,
      price_assumed: adopted.priceAssumed ? 1 : 0,
      tax_code: adopted.tax.category,
      tax_ppm: adopted.tax.ratePpm,
      tax_assumed: 0,
    })
    .where('id', '=', lineId)
    .execute();
}

/** Writes the money of an order and of its lines, `lineIds` in the order of `money.lines`. */
export async function writeOrderMoney(db: Handle, orderId: number, lineIds: readonly number[], money: DocumentMoney): Promise<void> {
  for (const [index, lineId] of lineIds.entries()) {
    const line = money.lines[index];
    await db
      .updateTable('order_line')
      .set({ net_minor: line?.netMinor ?? 0, tax_minor: line?.taxMinor ?? 0 })
      .where('id', '=', lineId)
      .execute();
  }
  await db
    .updateTable('sales_order')
    .set({ net_minor: money.netMinor, tax_minor: money.taxMinor, total_minor: money.totalMinor })
    .where('id', '=', orderId)
    .execute();
}
