// oms print show
import { isPending } from '../../devices/printer.ts';
import { OmsError } from '../../domain/error.ts';
import { printJobShow } from '../../output/views/print.ts';
import { printJobsById } from '../../usecases/print/read.ts';
import type { Command } from '../command.ts';
import { namedIds, viewOfNamed } from '../selection.ts';

export const show: Command = {
  name: 'show',
  summary: 'everything about a print job, and whether its printer still has it',
  args: '[jobs...]',
  examples: ['print show J3', 'print list --state sent --ids | oms print show - --json'],
  async run(context, input) {
    const ids = await namedIds(context, input.args);
    if (!ids) throw new OmsError('nothing-selected', { command: context.command });
    const jobs = await printJobsById(await context.shop(), ids);
    const asked = jobs.map((job) => ({
      ...job,
      isAtPrinter: job.state === 'sent' && job.request !== null ? isPending(context.world, job.request) : null,
    }));
    context.print(viewOfNamed(printJobShow, input.args), asked, input);
    return undefined;
  },
};
