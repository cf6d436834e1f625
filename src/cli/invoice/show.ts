// oms invoice show
import { OmsError } from '../../domain/error.ts';
import { invoiceShow } from '../../output/views/invoice.ts';
import { invoicesByNumber } from '../../usecases/invoice/read.ts';
import type { Command } from '../command.ts';
import { namedIds, viewOfNamed } from '../selection.ts';

export const show: Command = {
  name: 'show',
  summary: 'everything an invoice or credit note says, and what is open of it',
  args: '[numbers...]',
  examples: ['invoice show INV-2026-0007', 'invoice show INV-2026-0007 --json'],
  async run(context, input) {
    const numbers = await namedIds(context, input.args);
    if (!numbers) throw new OmsError('nothing-selected', { command: context.command });
    context.print(viewOfNamed(invoiceShow, input.args), await invoicesByNumber(await context.shop(), numbers), input);
    return undefined;
  },
};
