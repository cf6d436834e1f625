// oms stock history
import { isKitStock } from '../../domain/stock-kit.ts';
import { stockHistoryView } from '../../output/views/stock.ts';
import { kitHistoryView } from '../../output/views/stock-kit.ts';
import { stockHistory } from '../../usecases/stock/history.ts';
import type { Command } from '../command.ts';

export const history: Command = {
  name: 'history',
  summary: 'how a product’s stock came to be: the ledger with a running balance; of a kit, what its parts have',
  args: '<sku>',
  lists: true,
  examples: ['stock history MUG-01', 'stock history MUG-01 --csv'],
  async run(context, input) {
    const history = await stockHistory(await context.shop(), input.args[0] as string, input.limit(context.isTTY));
    if (isKitStock(history)) context.print(kitHistoryView, history, input);
    else context.printList(stockHistoryView, history, input);
    return undefined;
  },
};
