// oms order filter save
import { orderSorts } from '../../../domain/order/list.ts';
import { actView } from '../../../output/views/act.ts';
import { saveFilter } from '../../../usecases/order/filter.ts';
import type { Command } from '../../command.ts';
import { listedBy, listOptions, sortOptions } from '../filter.ts';

const kept = [...listOptions, ...sortOptions];
const names = kept.map(({ flags }) => /^--([\w-]+)/.exec(flags)?.[1] ?? '');

export const save: Command = {
  name: 'save',
  summary: 'keep the flags of "order list" under a name',
  args: '<name>',
  options: [...kept, { flags: '--force', about: 'put it in the place of another of that name' }],
  writes: true,
  notes: '"order list --filter late" uses it.',
  examples: ['order filter save late --state confirmed --overdue'],
  async run(context, input) {
    // refused now rather than whenever it is used
    listedBy(input);
    input.choice('sort', orderSorts);
    const options = { dryRun: input.dryRun, force: input.on('force') };
    const result = await saveFilter(await context.shopToWrite(), input.args[0] as string, input.given(names), options);
    return context.printAct(actView('filter'), result, input);
  },
};
