// oms return show
import { OmsError } from '../../domain/error.ts';
import { returnShow } from '../../output/views/return.ts';
import { returnsById } from '../../usecases/return/read.ts';
import type { Command } from '../command.ts';
import { namedIds, viewOfNamed } from '../selection.ts';

export const show: Command = {
  name: 'show',
  summary: 'everything about a return',
  args: '[returns...]',
  examples: ['return show R3', 'return show R3 --json'],
  async run(context, input) {
    const ids = await namedIds(context, input.args);
    if (!ids) throw new OmsError('nothing-selected', { command: context.command });
    context.print(viewOfNamed(returnShow, input.args), await returnsById(await context.shop(), ids), input);
    return undefined;
  },
};
