// oms order list
import { orderSorts } from '../../domain/order/list.ts';
import { orderList } from '../../output/views/order.ts';
import { savedFlags } from '../../usecases/order/filter.ts';
import { orders } from '../../usecases/order/read.ts';
import type { Command } from '../command.ts';
import { listedBy, listOptions, sortOptions } from './filter.ts';

export const list: Command = {
  name: 'list',
  summary: 'list orders, newest first',
  options: [
    ...listOptions,
    ...sortOptions,
    { flags: '--filter <name>', about: 'as "order filter save" keeps it; flags given beside it come before its own' },
  ],
  lists: true,
  examples: [
    'order list',
    'order list --state new,confirmed --channel shopify',
    'order list --customer ana@example.com --from 2026-01-01 --json',
    'order list --fulfilment backordered --ids',
    'order list --overdue --least 100 --sort total',
    'order list --filter late --csv',
    'order list --search "東京 010-23"',
  ],
  async run(context, given) {
    const name = given.text('filter');
    const input = name === undefined ? given : given.over(await savedFlags(await context.shop(), name));
    const sort = input.choice('sort', orderSorts);
    const query = { ...listedBy(input), sort, reverse: input.on('reverse'), limit: input.limit(context.isTTY) };
    context.printList(orderList, await orders(await context.shop(), query), input);
    return undefined;
  },
};
