// oms return list
import { returnStates } from '../../domain/return.ts';
import { returnListView } from '../../output/views/return.ts';
import { returnList } from '../../usecases/return/read.ts';
import type { Command } from '../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'returns, newest first',
  options: [
    { flags: '--state <state>', about: returnStates.join(', ') },
    { flags: '--from <date>', about: 'came (or were asked for) on or after this day' },
    { flags: '--to <date>', about: 'came on or before this day' },
    { flags: '--order <order>', about: 'of this order' },
    { flags: '--sku <sku>', about: 'with this product' },
  ],
  lists: true,
  examples: ['return list --state asked', 'return list --from 2026-11-01 --csv'],
  async run(context, input) {
    const filter = {
      state: input.choice('state', returnStates),
      from: input.date('from'),
      to: input.date('to'),
      order: input.text('order'),
      sku: input.text('sku'),
      limit: input.limit(context.isTTY),
    };
    context.printList(returnListView, await returnList(await context.shop(), filter), input);
    return undefined;
  },
};
