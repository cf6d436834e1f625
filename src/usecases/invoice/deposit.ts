// Deposit invoices: part of an order asked for before goods leave.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { isDepositTaxed, planDeposit } from '../../domain/invoice/deposit.ts';
import { parsePositiveAmount, positive, proportion } from '../../domain/money.ts';
import type { Order } from '../../domain/order/order.ts';
import { readPercent } from '../../domain/percent.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { PPM } from '../../domain/tax.ts';
import { openDepositInvoices } from '../../store/invoice.ts';
import { findOrder } from '../../store/order.ts';
import { actOnEach } from '../each.ts';
import type { Act, Shop, WriteOptions } from '../shop.ts';
import { assemble, type IssueRequest } from './assemble.ts';
import { described } from './described.ts';
import { issueAssembled, nothingLeft, openDepositsOf, refuseUnlessInvoiceable, restOfOrder } from './issue.ts';

/**
 * Issues a deposit invoice for each order: an amount, tax included, or so many percent of the order's total ("30%"). The
 * next invoices of the order take it off. While one of the same amount is open, it is `unchanged`; another amount asks for
 * more. Refuses as `issueInvoices` does, and `deposit-exceeds-order`, `amount-not-positive` and what is no amount.
 */
export function issueDeposits(
  shop: Shop,
  ids: readonly string[],
  amount: string,
  request: IssueRequest,
  options: WriteOptions,
): Promise<ActResult> {
  return actOnEach(shop, ids, options, async (act, id) => issueDeposit(act, await findOrder(act.db, id), amount, request));
}

async function issueDeposit(act: Act, order: Order, amount: string, request: IssueRequest): Promise<Outcome> {
  await refuseUnlessInvoiceable(act.db, order);
  const amountMinor = amountOf(order, amount);
  const id = formatId('order', order.id);
  const same = (await openDepositInvoices(act.db, order.id)).filter(({ total_minor }) => total_minor === amountMinor);
  if (same.length > 0) {
    const numbers = same.map(({ number }) => number);
    return { id: numbers.at(-1) as string, outcome: 'unchanged', order: id, invoices: numbers };
  }
  const { planned: rest, lines } = await restOfOrder(act.db, order);
  if (!rest) return nothingLeft(act.db, order);
  const open = await openDepositsOf(act.db, order.id);
  const isTaxed = isDepositTaxed(act.settings.country);
  const planned = planDeposit({ id, order, rest, open, amountMinor, isTaxed });
  const subject = { orders: [order] } as const;
  const document = await assemble(act, subject, await described(act.db, planned.lines, lines), planned, request);
  return issueAssembled(act, subject, document, request);
}

/** In the order's currency; of percent up to a hundred, rounded as its tax is. */
function amountOf({ currency, totalMinor, rounding }: Order, amount: string): number {
  const said = amount.normalize('NFKC').trim();
  const ppm = said.endsWith('%') ? readPercent(said.replace(',', '.')) : undefined;
  if (ppm !== undefined && ppm > PPM) throw new OmsError('flag-value', { flag: '--deposit', value: amount, allowed: ['30%', '250'] });
  return ppm === undefined ? parsePositiveAmount(amount, currency) : positive(proportion(totalMinor, ppm, PPM, rounding), amount);
}
