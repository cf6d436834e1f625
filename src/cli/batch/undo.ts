// oms batch undo
import { OmsError } from '../../domain/error.ts';
import { batchAct } from '../../output/views/batch.ts';
import { undoBatches } from '../../usecases/batch/undo.ts';
import type { Command } from '../command.ts';
import { consent } from '../prompt.ts';
import { namedIds } from '../selection.ts';

export const undo: Command = {
  name: 'undo',
  summary: 'take an import back: the orders it brought go, those it changed are as before',
  notes: `Confirmed and reserved is no hindrance: what was reserved is free again. An order that was shipped, invoiced, paid by hand,
held or otherwise changed by a person, or that came again with a later batch, has moved on: it keeps the whole batch
from being undone, and --partial leaves it as it is and undoes the rest. Afterwards the same file can come in again.
Products, prices, stock, customers and codes are not taken back with their batch: others build on them.`,
  args: '[ids...]',
  options: [{ flags: '--partial', about: 'leave what has moved on, undo the rest' }],
  writes: true,
  makes: true,
  consent: true,
  examples: ['batch undo B12 --dry-run', 'batch undo B12 --yes', 'batch undo B12 --partial --yes'],
  async run(context, input) {
    const ids = await namedIds(context, input.args);
    if (!ids) throw new OmsError('nothing-selected', { command: context.command });
    if (!input.dryRun) await consent(context, input.on('yes'), context.words.say('ask.undo', { batches: ids }));
    const result = await undoBatches(await context.shopToWrite(), ids, { dryRun: input.dryRun, partial: input.on('partial') });
    return context.printAct(batchAct, result, input);
  },
};
