// oms approval add
import { approvalAct } from '../../output/views/approval.ts';
import { addRule } from '../../usecases/approval/rules.ts';
import type { Command } from '../command.ts';
import { ruleFlags, ruleOptions } from './flags.ts';

export const add: Command = {
  name: 'add',
  summary: 'a rule by which orders need somebody’s approval before they are confirmed',
  args: '<name>',
  options: ruleOptions,
  writes: true,
  makes: true,
  notes:
    'All that the flags say must hold; a rule without any is for every order. Without --approver one approval is enough, of anybody. New orders are weighed when they are next looked over: oms order validate --all, or when they are confirmed.',
  examples: [
    'approval add large --over 1000 --approver mina --approver boss',
    'approval add first-abroad --new-customer --country abroad',
    'approval add bargain --discount 30 --channel phone --approver mina,jun',
  ],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const result = await addRule(shop, input.args[0] as string, ruleFlags(input, shop.settings.currency), { dryRun: input.dryRun });
    const code = context.printAct(approvalAct, result, input);
    if (!input.dryRun) context.suggest('oms order validate --all');
    return code;
  },
};
