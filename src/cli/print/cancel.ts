// oms print cancel
import { callOff, isPending } from '../../devices/printer.ts';
import { isOmsError, OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { actResult, type Outcome } from '../../domain/result.ts';
import { actView } from '../../output/views/act.ts';
import { jobById, noteCancelled } from '../../usecases/print/job.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { namedIds } from '../selection.ts';

export const cancel: Command = {
  name: 'cancel',
  summary: 'take print jobs back that are not printed: their documents can be printed again',
  args: '[jobs...]',
  writes: true,
  notes: 'What its printer has finished is refused; a job that was never taken is called off in the shop alone.',
  examples: ['print cancel J3', 'print list --state failed --ids | oms print cancel -'],
  async run(context, input) {
    const ids = await namedIds(context, input.args);
    if (!ids) throw new OmsError('nothing-selected', { command: context.command });
    const shop = await context.shopToWrite();
    const results: Outcome[] = [];
    for (const id of ids) results.push(await cancelOne(context, shop, id, input.dryRun));
    return context.printAct(actView('print'), actResult(results), input);
  },
};

async function cancelOne(context: Context, shop: Shop, named: string, dryRun: boolean): Promise<Outcome> {
  try {
    const job = await jobById(shop, named);
    const id = formatId('print', job.id);
    if (job.state === 'cancelled') return { id, outcome: 'unchanged' };
    if (job.state === 'sent') {
      const request = job.request as string;
      const isThere = isPending(context.world, request);
      if (isThere === false || !(dryRun || callOff(context.world, request))) throw new OmsError('print-over', { id, request });
    }
    if (!dryRun) await noteCancelled(shop, job);
    return { id, outcome: 'cancelled', printer: job.setup.printer };
  } catch (error) {
    if (!isOmsError(error) || error.kind === 'environment') throw error;
    return { id: named, outcome: 'refused', error: { code: error.code, details: error.details } };
  }
}
