// oms supplier offer edit
import { actView } from '../../../output/views/act.ts';
import { editOffer } from '../../../usecases/supplier/offer.ts';
import type { Command } from '../../command.ts';
import { offerDraft, offerOptions } from './flags.ts';

export const edit: Command = {
  name: 'edit',
  summary: 'change what a supplier asks for a product, for purchases to come',
  args: '<supplier> <sku>',
  options: offerOptions,
  writes: true,
  examples: ['supplier offer edit "Kim Ceramics" MUG-01 --price 4350'],
  async run(context, input) {
    const result = await editOffer(await context.shopToWrite(), offerDraft(input), { dryRun: input.dryRun });
    return context.printAct(actView('offer'), result, input);
  },
};
