// oms approval edit, end
import { approvalAct } from '../../output/views/approval.ts';
import { editRule, endRule } from '../../usecases/approval/rules.ts';
import type { Command } from '../command.ts';
import { ruleFlags, ruleOptions } from './flags.ts';

export const edit: Command = {
  name: 'edit',
  summary: 'change a rule; orders that wait for it are weighed anew',
  args: '<name>',
  options: [...ruleOptions, { flags: '--no-new-customer', about: 'of whatever customer' }],
  writes: true,
  notes: 'An empty text takes a condition back: --over "".',
  examples: ['approval edit large --over 2000', 'approval edit bargain --channel ""'],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const result = await editRule(shop, input.args[0] as string, ruleFlags(input, shop.settings.currency), { dryRun: input.dryRun });
    return context.printAct(approvalAct, result, input);
  },
};

export const end: Command = {
  name: 'end',
  summary: 'end a rule: orders that waited only for it may go on',
  args: '<name>',
  writes: true,
  examples: ['approval end large'],
  async run(context, input) {
    const result = await endRule(await context.shopToWrite(), input.args[0] as string, { dryRun: input.dryRun });
    return context.printAct(approvalAct, result, input);
  },
};
