// oms case show
import { OmsError } from '../../domain/error.ts';
import { caseShow } from '../../output/views/case.ts';
import { casesById } from '../../usecases/case/read.ts';
import type { Command } from '../command.ts';
import { namedIds, viewOfNamed } from '../selection.ts';

export const show: Command = {
  name: 'show',
  summary: 'everything about a case',
  args: '[cases...]',
  examples: ['case show K3', 'case show K3 --json'],
  async run(context, input) {
    const ids = await namedIds(context, input.args);
    if (!ids) throw new OmsError('nothing-selected', { command: context.command });
    context.print(viewOfNamed(caseShow, input.args), await casesById(await context.shop(), ids), input);
    return undefined;
  },
};
