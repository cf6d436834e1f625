// oms customer note
import { checkText, NOTE_LENGTH_MAX } from '../../domain/order/typed.ts';
import { customerAct } from '../../output/views/customer.ts';
import { noteCustomer } from '../../usecases/customer/profile.ts';
import type { Command } from '../command.ts';

export const note: Command = {
  name: 'note',
  summary: 'add a remark, with who made it and when',
  args: '<customer> <text>',
  writes: true,
  keyed: true,
  examples: ['customer note C12 "prefers to be called after six"'],
  async run(context, input) {
    const [customer, text] = input.args as [string, string];
    const remark = checkText('text', text, NOTE_LENGTH_MAX) ?? '';
    const result = await noteCustomer(await context.shopToWrite(), customer, remark, { dryRun: input.dryRun, key: input.key });
    return context.printAct(customerAct, result, input);
  },
};
