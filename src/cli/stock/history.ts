// oms stock history
import { stockHistoryView } from '../../output/views/stock.ts';
import { stockHistory } from '../../usecases/stock/read.ts';
import type { Command } from '../command.ts';

export const history: Command = {
  name: 'history',
  summary: 'how a product’s stock came to be: the ledger with a running balance',
  args: '<sku>',
  lists: true,
  examples: ['stock history MUG-01', 'stock history MUG-01 --csv'],
  async run(context, input) {
    const rows = await stockHistory(await context.shop(), input.args[0] as string, input.limit(context.isTTY));
    context.printList(stockHistoryView, rows, input);
    return undefined;
  },
};
