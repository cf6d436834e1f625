// oms order export
import { orderExport } from '../../output/views/order-export.ts';
import { exportOrders as exportAll } from '../../usecases/order/export.ts';
import type { Command } from '../command.ts';
import { exportOptions, exportTo } from '../export.ts';
import { listedBy, listOptions } from './filter.ts';

export const exportOrders: Command = {
  name: 'export',
  summary: 'orders as CSV that "order import" reads, or as JSON; in the order they came',
  notes: `The plain format (oms help plain-csv), a row for each line. Into this shop it changes nothing; into another it brings
the same orders: what has been shipped comes in as history, what is paid as paid on the day of the order. The CSV has no
place for what this shop has done besides: its own numbers (an order typed in keeps its number as the channel’s), confirming
and reserving, holds, priority, shipments and tracking, invoices, returns, and the history.`,
  options: [...exportOptions, ...listOptions],
  examples: [
    'order export -o orders.csv --bom',
    'order export --channel shopify --from 2026-01-01 --json',
    'order export | oms order import - --dry-run',
  ],
  async run(context, input) {
    const query = listedBy(input);
    await exportTo(context, input, orderExport, (shop, page) => exportAll(shop, query, page));
    return undefined;
  },
};
