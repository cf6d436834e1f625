// Checking orders: the money that their lines come to, and the copies of their documents that their rows keep.

import { differences, type Wrong, type WrongRow } from '../domain/check.ts';
import { isOmsError } from '../domain/error.ts';
import { formatId } from '../domain/id.ts';
import { axesOf, type InvoiceRule, type OrderSums } from '../domain/order/axes.ts';
import type { Order, OrderLine } from '../domain/order/order.ts';
import { priceOrder } from '../domain/order/plan.ts';
import type { DocumentMoney } from '../domain/tax.ts';
import { invoiceRulesOf } from './channel.ts';
import type { Handle } from './database.ts';
import { linesOfOrders, type OrderRange, selectOrders, toOrder } from './order.ts';
import { axisColumns, type OpenCounts, openCountsOf, sumsOfOrders } from './order-axes.ts';

/** Orders looked at together. */
const PAGE = 500;

interface CheckedOrder {
  readonly order: Order;
  readonly lines: readonly OrderLine[];
  readonly sums: OrderSums;
  readonly open: OpenCounts;
  /** A cancellation stands that was not taken back. */
  readonly isCancelled: boolean;
}

/** Orders and lines that say what their sources do not, by order; a page of orders in memory at a time. */
export async function* wrongOrders(db: Handle): AsyncGenerator<WrongRow> {
  const ruleOf = await invoiceRulesOf(db);
  for (let after = 0; ; ) {
    const rows = await selectOrders(db).where('sales_order.id', '>', after).orderBy('sales_order.id').limit(PAGE).execute();
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) return;
    const range = { first: first.id, last: last.id };
    const lines = await linesOfOrders(db, range);
    const sums = await sumsOfOrders(db, range);
    const open = await openCountsOf(db, range);
    const cancelled = await cancelledOrders(db, range);
    for (const row of rows) {
      const order = toOrder(row);
      const { id } = order;
      yield* wrongRows(
        { order, lines: lines.get(id) ?? [], sums: sums(id), open: open(id), isCancelled: cancelled.has(id) },
        ruleOf(row.channel_id),
      );
    }
    after = last.id;
  }
}

function* wrongRows(checked: CheckedOrder, rule: InvoiceRule): Generator<WrongRow> {
  const { order, lines } = checked;
  const id = formatId('order', order.id);
  const copies = wrongCopies(checked, rule);
  if (copies.length > 0) yield { table: 'sales_order', id, wrong: copies, key: { id: order.id } };
  const money = priced(order, lines);
  // an order in a currency that there is not comes to nothing; its cells are told by their form
  if (money === undefined) return;
  const wrong = differences(
    { net_minor: order.netMinor, tax_minor: order.taxMinor, total_minor: order.totalMinor, number: order.number },
    {
      net_minor: money.netMinor,
      tax_minor: money.taxMinor,
      total_minor: money.totalMinor,
      number: order.externalId === null ? id : order.number,
    },
  );
  if (wrong.length > 0) yield { table: 'sales_order', id, wrong };
  for (const [index, line] of lines.entries()) {
    const should = { net_minor: money.lines[index]?.netMinor ?? 0, tax_minor: money.lines[index]?.taxMinor ?? 0 };
    const wrongLine = differences({ net_minor: line.netMinor, tax_minor: line.taxMinor }, should);
    if (wrongLine.length > 0) yield { table: 'order_line', id: `${id}/${line.position}`, wrong: wrongLine };
    yield* tooMany(`${id}/${line.position}`, checked.sums.lines[index]);
  }
}

function priced(order: Order, lines: readonly OrderLine[]): DocumentMoney | undefined {
  try {
    return priceOrder(order, lines);
  } catch (error) {
    if (isOmsError(error)) return undefined;
    throw error;
  }
}

/** No more leaves or is invoiced than was ordered, and no more comes back than left. */
function* tooMany(id: string, line: OrderSums['lines'][number] | undefined): Generator<WrongRow> {
  if (!line) return;
  const limits = [
    ['shipment_line', line.shipped + line.packed, line.wanted],
    ['invoice_line', line.invoiced, line.wanted],
    ['goods_return_line', line.returned, line.shipped],
  ] as const;
  for (const [table, is, most] of limits) if (is > most) yield { table, id, wrong: [{ field: 'quantity', is, should: most }] };
}

function wrongCopies({ order, sums, open, isCancelled }: CheckedOrder, rule: InvoiceRule): Wrong[] {
  const state = isCancelled && !order.history ? 'cancelled' : order.state;
  const counts = { error_count: order.errorCount, warning_count: order.warningCount, hold_count: order.holdCount };
  return differences({ ...axisColumns(order), ...counts }, { ...axisColumns(axesOf({ ...order, state }, sums, rule)), ...open });
}

async function cancelledOrders(db: Handle, { first, last }: OrderRange): Promise<Set<number>> {
  const rows = await db
    .selectFrom('cancellation')
    .select('order_id')
    .where('order_id', '>=', first)
    .where('order_id', '<=', last)
    .where('resumed_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.order_id));
}
