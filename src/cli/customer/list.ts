// oms customer list
import { customerList } from '../../output/views/customer.ts';
import { customers } from '../../usecases/customer/read.ts';
import type { Command } from '../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'customers with what they have ordered, newest first',
  options: [{ flags: '--text <text>', about: 'name, company, e-mail or phone contains this' }],
  lists: true,
  notes: 'Customers come from orders: the same id of a channel or exactly the same e-mail is the same customer, likeness never.',
  examples: ['customer list', 'customer list --text ana', 'customer list --csv > customers.csv'],
  async run(context, input) {
    const filter = { text: input.text('text'), limit: input.limit(context.isTTY) };
    context.printList(customerList, await customers(await context.shop(), filter), input);
    return undefined;
  },
};
