// oms return cancel
import { returnActView } from '../../output/views/return.ts';
import { returnsToReceive } from '../../usecases/return/read.ts';
import { cancelReturns } from '../../usecases/return/record.ts';
import type { Command } from '../command.ts';
import { selectIds } from '../selection.ts';

export const cancel: Command = {
  name: 'cancel',
  summary: 'goods that were asked for will not come after all',
  args: '[returns...]',
  writes: true,
  selects: true,
  makes: true,
  notes: '--all: every return waited for.',
  examples: ['return cancel R3'],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const ids = await selectIds(context, input, () => returnsToReceive(shop));
    return context.printAct(returnActView, await cancelReturns(shop, ids, { dryRun: input.dryRun }), input);
  },
};
