// oms order filter list
import { filterList } from '../../../output/views/filter.ts';
import { savedFilters } from '../../../usecases/order/filter.ts';
import type { Command } from '../../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'the filters there are, by name',
  lists: true,
  examples: ['order filter list'],
  async run(context, input) {
    const all = await savedFilters(await context.shop());
    context.printList(filterList, all.slice(0, input.limit(context.isTTY)), input);
    return undefined;
  },
};
