// oms customer show
import { OmsError } from '../../domain/error.ts';
import { customerShow } from '../../output/views/customer.ts';
import { customersById } from '../../usecases/customer/read.ts';
import type { Command } from '../command.ts';
import { namedIds, viewOfNamed } from '../selection.ts';

export const show: Command = {
  name: 'show',
  summary: 'a customer and every order',
  args: '[customers...]',
  notes: 'C12, or the exact e-mail.',
  examples: ['customer show C12', 'customer show ana@example.com --json'],
  async run(context, input) {
    const ids = await namedIds(context, input.args);
    if (!ids) throw new OmsError('nothing-selected', { command: context.command });
    context.print(viewOfNamed(customerShow, input.args), await customersById(await context.shop(), ids), input);
    return undefined;
  },
};
