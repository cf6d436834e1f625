// Rows of nothing but money given back: no order, but to be booked where the order is known.
import { type Finding, isUnreadable } from './finding.ts';
import type { FileOrder } from './order.ts';

/** Whether there is nothing else of an order in the file, and all that was given back has its number. */
export function isRefundAlone({ findings, payment }: Pick<FileOrder, 'findings' | 'payment'>): boolean {
  const isTold = ({ code }: Finding) => code === 'refund-alone';
  return (payment.refunds ?? []).length > 0 && findings.some(isTold) && findings.filter(isUnreadable).every(isTold);
}
