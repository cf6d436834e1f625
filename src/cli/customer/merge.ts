// oms customer merge
import { customerAct } from '../../output/views/customer.ts';
import { mergeCustomers } from '../../usecases/customer/merge.ts';
import type { Command } from '../command.ts';
import { consent } from '../prompt.ts';

export const merge: Command = {
  name: 'merge',
  summary: 'make one customer of two: everything moves, the old id and e-mail still find it',
  args: '<from> <into>',
  writes: true,
  consent: true,
  notes: 'There is no way back. What both have stays as INTO has it; FROM’s e-mail and phone become a contact beside it.',
  examples: ['customer merge C14 C3 --dry-run', 'customer merge C14 C3 --yes'],
  async run(context, input) {
    const [from, into] = input.args as [string, string];
    if (!input.dryRun) await consent(context, input.on('yes'), context.words.say('ask.merge', { from, into }));
    const result = await mergeCustomers(await context.shopToWrite(), from, into, { dryRun: input.dryRun });
    return context.printAct(customerAct, result, input);
  },
};
