// oms purchase show
import { OmsError } from '../../domain/error.ts';
import { purchaseShow } from '../../output/views/purchase.ts';
import { purchasesById } from '../../usecases/purchase/read.ts';
import type { Command } from '../command.ts';
import { namedIds, viewOfNamed } from '../selection.ts';

export const show: Command = {
  name: 'show',
  summary: 'everything about a purchase: what was ordered, what has come',
  args: '[purchases...]',
  examples: ['purchase show U3', 'purchase show U3 --json'],
  async run(context, input) {
    const ids = await namedIds(context, input.args);
    if (!ids) throw new OmsError('nothing-selected', { command: context.command });
    context.print(viewOfNamed(purchaseShow, input.args), await purchasesById(await context.shop(), ids), input);
    return undefined;
  },
};
