// oms supplier list
import { supplierList } from '../../output/views/supplier.ts';
import { suppliers } from '../../usecases/supplier/read.ts';
import type { Command } from '../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'whom the shop buys from, by name',
  options: [
    { flags: '--text <text>', about: 'name contains this' },
    { flags: '--inactive', about: 'those nothing is bought from any more, too' },
  ],
  lists: true,
  examples: ['supplier list', 'supplier list --csv > suppliers.csv'],
  async run(context, input) {
    const filter = { text: input.text('text'), inactive: input.on('inactive'), limit: input.limit(context.isTTY) };
    context.printList(supplierList, await suppliers(await context.shop(), filter), input);
    return undefined;
  },
};
