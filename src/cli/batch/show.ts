// oms batch show
import { OmsError } from '../../domain/error.ts';
import { batchShow } from '../../output/views/batch.ts';
import { batchesByIds } from '../../usecases/batch/read.ts';
import type { Command } from '../command.ts';
import { namedIds, viewOfNamed } from '../selection.ts';

export const show: Command = {
  name: 'show',
  summary: 'everything about an import: its files, what was found, and what is in quarantine',
  args: '[ids...]',
  examples: ['batch show B12', 'batch show B12 --json'],
  async run(context, input) {
    const ids = await namedIds(context, input.args);
    if (!ids) throw new OmsError('nothing-selected', { command: context.command });
    context.print(viewOfNamed(batchShow, input.args), await batchesByIds(await context.shop(), ids), input);
    return undefined;
  },
};
