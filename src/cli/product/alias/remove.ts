// oms product alias remove
import { actView } from '../../../output/views/act.ts';
import { removeAlias } from '../../../usecases/product/alias.ts';
import type { Command } from '../../command.ts';

export const remove: Command = {
  name: 'remove',
  summary: 'forget what a channel’s code means',
  notes: 'For orders to come: lines that are linked to the product stay so.',
  args: '<channel> <code>',
  writes: true,
  examples: ['product alias remove coupang 70012345'],
  async run(context, input) {
    const [channel, code] = input.args as [string, string];
    const result = await removeAlias(await context.shopToWrite(), channel, code, { dryRun: input.dryRun });
    return context.printAct(actView('alias'), result, input);
  },
};
