// oms customer list
import { customerList } from '../../output/views/customer.ts';
import { customers } from '../../usecases/customer/read.ts';
import type { Command } from '../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'customers with what they have ordered, newest first',
  options: [
    { flags: '--text <text>', about: 'name, company, e-mail or phone contains this' },
    { flags: '--search <text>', about: 'parts of words, in any script: names, phones, e-mails, addresses, tax ids, notes, tags' },
  ],
  lists: true,
  notes: 'Customers come from orders: the same id of a channel or exactly the same e-mail is the same customer, likeness never.',
  examples: ['customer list', 'customer list --text ana', 'customer list --search 김', 'customer list --csv > customers.csv'],
  async run(context, input) {
    const filter = { text: input.text('text'), search: input.text('search'), limit: input.limit(context.isTTY) };
    context.printList(customerList, await customers(await context.shop(), filter), input);
    return undefined;
  },
};
