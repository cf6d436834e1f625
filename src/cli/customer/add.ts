// oms customer add
import { customerAct } from '../../output/views/customer.ts';
import { addCustomer } from '../../usecases/customer/save.ts';
import type { Command } from '../command.ts';
import { customerEdit, customerOptions } from './flags.ts';

export const add: Command = {
  name: 'add',
  summary: 'add a customer before the first order',
  options: customerOptions,
  writes: true,
  keyed: true,
  makes: true,
  notes: 'Customers come from orders by themselves. Exactly the same e-mail is the same customer; likeness never is.',
  examples: ['customer add --name "Ana Ruiz" --email ana@example.com --tag wholesale --payment transfer --consent given'],
  async run(context, input) {
    const edit = customerEdit(input);
    const result = await addCustomer(await context.shopToWrite(), edit, { dryRun: input.dryRun, key: input.key });
    return context.printAct(customerAct, result, input);
  },
};
