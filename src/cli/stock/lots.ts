// oms stock lots
import { lotListView } from '../../output/views/lot.ts';
import { lotList } from '../../usecases/stock/lots.ts';
import type { Command } from '../command.ts';
import { namedIds } from '../selection.ts';

export const lots: Command = {
  name: 'lots',
  summary: 'what stands of which lot, and until when it may be sold: first expired, first out',
  args: '[skus...]',
  options: [{ flags: '--expiring <days>', about: 'only what may be sold on so many days or fewer, today included (0: no more)' }],
  lists: true,
  notes:
    'A lot is promised first expired, first out, while as many days are left as "product edit --expiry-days" says. The days left are\nthose on which it may still be promised. What was promised before may leave until its last day.',
  examples: ['stock lots', 'stock lots MILK', 'stock lots --expiring 7', 'stock lots --expiring 0 --csv'],
  async run(context, input) {
    const filter = {
      skus: await namedIds(context, input.args),
      expiring: input.whole('expiring'),
      limit: input.limit(context.isTTY),
    };
    context.printList(lotListView, await lotList(await context.shop(), filter), input);
    return undefined;
  },
};
