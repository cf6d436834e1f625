// oms order filter remove
import { actView } from '../../../output/views/act.ts';
import { removeFilter } from '../../../usecases/order/filter.ts';
import type { Command } from '../../command.ts';

export const remove: Command = {
  name: 'remove',
  summary: 'forget a filter',
  args: '<name>',
  writes: true,
  examples: ['order filter remove late'],
  async run(context, input) {
    const result = await removeFilter(await context.shopToWrite(), input.args[0] as string, { dryRun: input.dryRun });
    return context.printAct(actView('filter'), result, input);
  },
};
