// oms supplier offer remove
import { actView } from '../../../output/views/act.ts';
import { removeOffer } from '../../../usecases/supplier/offer.ts';
import type { Command } from '../../command.ts';

export const remove: Command = {
  name: 'remove',
  summary: 'forget what a supplier asks for a product; purchases keep what they have',
  args: '<supplier> <sku>',
  writes: true,
  examples: ['supplier offer remove "Kim Ceramics" MUG-01'],
  async run(context, input) {
    const [supplier, sku] = input.args as [string, string];
    const result = await removeOffer(await context.shopToWrite(), { supplier, sku }, { dryRun: input.dryRun });
    return context.printAct(actView('offer'), result, input);
  },
};
