// An order priced anew after a change: the one way from lines, discounts and freight to what it costs.
import { OmsError } from '../../domain/error.ts';
import { priceOrder } from '../../domain/order/plan.ts';
import { linesOfOrder, orderById } from '../../store/order.ts';
import { writeOrderMoney } from '../../store/order-line.ts';
import type { Act } from '../shop.ts';

/**
 * Computes the money of an order from its lines and writes it, tax once per rate. Refuses `discount-too-large` where a
 * line, or all of them, would come to less than nothing.
 */
export async function repriceOrder(act: Act, orderId: number): Promise<void> {
  const order = await orderById(act.db, orderId);
  const lines = await linesOfOrder(act.db, orderId);
  const document = priceOrder(order, lines);
  const money = (amountMinor: number) => ({ amountMinor, currency: order.currency });
  for (const [index, { discountMinor }] of lines.entries()) {
    const beforeMinor = document.lines[index]?.grossBeforeDiscountMinor ?? 0;
    if (discountMinor > Math.max(0, beforeMinor))
      throw new OmsError('discount-too-large', { discount: money(discountMinor), lines: money(beforeMinor) });
  }
  const goodsMinor = document.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (goodsMinor < 0 && order.discountMinor > 0)
    throw new OmsError('discount-too-large', { discount: money(order.discountMinor), lines: money(goodsMinor + order.discountMinor) });
  await writeOrderMoney(
    act.db,
    orderId,
    lines.map(({ id }) => id),
    document,
  );
}
