// Collective invoices: one for everything that a customer's orders of a period have not been invoiced for.
import { formatId } from '../../domain/id.ts';
import { type CollectedOrder, planCollective } from '../../domain/invoice/collective.ts';
import type { Order, OrderLine } from '../../domain/order/order.ts';
import type { Period } from '../../domain/report.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import type { Handle } from '../../store/database.ts';
import { findOrder } from '../../store/order.ts';
import { actOnEach, refusedOutcome } from '../each.ts';
import { type Act, read, type Shop, type WriteOptions } from '../shop.ts';
import { assemble, type IssueRequest, type Subject } from './assemble.ts';
import { described } from './described.ts';
import { issueAssembled, nothingLeft, planOfOrder, refuseUnlessInvoiceable } from './issue.ts';

/**
 * Issues one invoice for each customer among the orders, as far as their currency and their ways with tax are the same; an
 * order without a customer has one of its own. Each order's lines stand under its number, oldest first. An order that
 * cannot be invoiced is refused by itself, as `issueInvoices` does, and the rest goes on.
 */
export async function issueCollective(
  shop: Shop,
  ids: readonly string[],
  period: Period,
  request: IssueRequest,
  options: WriteOptions,
): Promise<ActResult> {
  const { groups, others } = await read(shop, (db) => groupsOf(db, ids, request));
  const result = await actOnEach(shop, [...groups.keys()], options, (act, key) => issueGroup(act, groups.get(key) ?? [], period, request));
  return actResult([...others, ...result.results]);
}

/** The orders of each invoice, under the first of them; `others`: what is refused, or has nothing left. */
async function groupsOf(db: Handle, ids: readonly string[], request: IssueRequest) {
  const groups = new Map<string, string[]>();
  const others: Outcome[] = [];
  const firsts = new Map<string, string>();
  // an order may be named twice, by different numbers
  const seen = new Set<number>();
  for (const typed of ids) {
    try {
      const order = await findOrder(db, typed);
      if (seen.has(order.id)) continue;
      seen.add(order.id);
      await refuseUnlessInvoiceable(db, order);
      const id = formatId('order', order.id);
      const first = firsts.get(sameness(order)) ?? id;
      if ((await planOfOrder(db, order, request)).planned) {
        firsts.set(sameness(order), first);
        groups.set(first, [...(groups.get(first) ?? []), id]);
      } else others.push(await nothingLeft(db, order));
    } catch (error) {
      others.push(refusedOutcome(typed, error));
    }
  }
  return { groups, others };
}

/** What orders must have in common to stand on one invoice. */
function sameness({ id, customerId, currency, pricesIncludeTax, rounding, taxBasis }: Order): string {
  return JSON.stringify([customerId ?? `O${id}`, currency, pricesIncludeTax, rounding, taxBasis]);
}

async function issueGroup(act: Act, ids: readonly string[], period: Period, request: IssueRequest): Promise<Outcome> {
  const orders: Order[] = [];
  for (const id of ids) orders.push(await findOrder(act.db, id));
  orders.sort((a, b) => (a.orderedOn < b.orderedOn ? -1 : a.orderedOn > b.orderedOn ? 1 : a.id - b.id));
  const collected: CollectedOrder[] = [];
  const ordered: OrderLine[] = [];
  for (const order of orders) {
    await refuseUnlessInvoiceable(act.db, order);
    const { planned, lines } = await planOfOrder(act.db, order, request);
    if (planned) collected.push({ orderId: order.id, planned });
    ordered.push(...lines);
  }
  const [first, ...rest] = orders.filter(({ id }) => collected.some(({ orderId }) => orderId === id));
  // another has invoiced them meanwhile
  if (!first) return { id: ids[0] as string, outcome: 'unchanged', invoices: [] };
  const planned = planCollective(first, collected);
  const subject: Subject = { orders: [first, ...rest], period: { from: period.from ?? first.orderedOn, to: period.to ?? act.on } };
  const document = await assemble(act, subject, await described(act.db, planned.lines, ordered), planned, request);
  return issueAssembled(act, subject, document, request);
}
