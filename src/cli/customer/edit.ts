// oms customer edit
import { customerAct } from '../../output/views/customer.ts';
import { editCustomer } from '../../usecases/customer/save.ts';
import type { Command } from '../command.ts';
import { customerEdit, customerOptions } from './flags.ts';

export const edit: Command = {
  name: 'edit',
  summary: 'change a customer; an empty value takes away what is there',
  args: '<customer>',
  options: [...customerOptions, { flags: '--untag <tag>', about: 'take a tag away', repeat: true }],
  writes: true,
  notes: 'What their orders say stays as it was ordered.',
  examples: ['customer edit C12 --phone "+34 655 501 299" --tag vip', 'customer edit ana@example.com --consent refused --untag newsletter'],
  async run(context, input) {
    const said = customerEdit(input);
    const result = await editCustomer(await context.shopToWrite(), input.args[0] as string, said, { dryRun: input.dryRun });
    return context.printAct(customerAct, result, input);
  },
};
