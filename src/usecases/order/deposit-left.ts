// A deposit is taken off the next invoice of its order: whatever becomes of the order, that has to come to as much.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { totalOf } from '../../domain/invoice/deposit.ts';
import type { Order } from '../../domain/order/order.ts';
import { documentsOfLines } from '../../store/invoice.ts';
import { openDepositsOf, restOfOrder } from '../invoice/issue.ts';
import type { Act } from '../shop.ts';

/** Refuses `order-below-deposit`; `nextMinor`: what would be left to invoice, where that is not all the order now is. */
export async function refuseBelowDeposit(act: Act, order: Order, nextMinor?: number): Promise<void> {
  const deposits = await openDepositsOf(act.db, order.id);
  if (deposits.length === 0) return;
  const leftMinor = nextMinor ?? (await restOfOrder(act.db, order)).planned?.totalMinor ?? 0;
  const depositMinor = totalOf(deposits);
  if (leftMinor >= depositMinor) return;
  const documents = await documentsOfLines(
    act.db,
    deposits.map(({ lineId }) => lineId),
  );
  const invoices = [...new Set([...documents.values()].map(({ number }) => number))];
  const money = (amountMinor: number) => ({ amountMinor, currency: order.currency });
  const id = formatId('order', order.id);
  throw new OmsError('order-below-deposit', { id, invoices, invoice: invoices[0], deposit: money(depositMinor), left: money(leftMinor) });
}
