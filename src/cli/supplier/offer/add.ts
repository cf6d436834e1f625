// oms supplier offer add
import { actView } from '../../../output/views/act.ts';
import { addOffer } from '../../../usecases/supplier/offer.ts';
import type { Command } from '../../command.ts';
import { offerDraft, offerOptions } from './flags.ts';

export const add: Command = {
  name: 'add',
  summary: 'say what a supplier asks for a product',
  args: '<supplier> <sku>',
  options: offerOptions,
  writes: true,
  makes: true,
  examples: ['supplier offer add "Kim Ceramics" MUG-01 --price 4200 --minimum 24 --pack 12 --lead-days 21'],
  async run(context, input) {
    const result = await addOffer(await context.shopToWrite(), offerDraft(input), { dryRun: input.dryRun });
    return context.printAct(actView('offer'), result, input);
  },
};
