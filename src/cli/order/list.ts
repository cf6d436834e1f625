// oms order list
import { orderList } from '../../output/views/order.ts';
import { orders } from '../../usecases/order/read.ts';
import type { Command } from '../command.ts';
import { listedBy, listOptions } from './filter.ts';

export const list: Command = {
  name: 'list',
  summary: 'list orders, newest first',
  options: listOptions,
  lists: true,
  examples: [
    'order list',
    'order list --state new,confirmed --channel shopify',
    'order list --customer ana@example.com --from 2026-01-01 --json',
    'order list --fulfilment backordered --ids',
  ],
  async run(context, input) {
    const query = { ...listedBy(input), limit: input.limit(context.isTTY) };
    context.printList(orderList, await orders(await context.shop(), query), input);
    return undefined;
  },
};
