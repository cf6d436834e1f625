// oms approval list
import { approvalList } from '../../output/views/approval.ts';
import { approvalRules } from '../../usecases/approval/rules.ts';
import type { Command } from '../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'the rules of approval, by name',
  options: [{ flags: '--ended', about: 'those that have ended too' }],
  lists: true,
  examples: ['approval list', 'approval list --json'],
  async run(context, input) {
    const rules = await approvalRules(await context.shop(), { ended: input.on('ended') });
    context.printList(approvalList, rules.slice(0, input.limit(context.isTTY)), input);
    return undefined;
  },
};
