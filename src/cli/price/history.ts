// oms price history
import { priceHistoryView } from '../../output/views/price.ts';
import { priceHistory } from '../../usecases/product/price-history.ts';
import type { Command } from '../command.ts';

export const history: Command = {
  name: 'history',
  summary: 'what a product has cost, the newest first',
  args: '<sku>',
  lists: true,
  examples: ['price history MUG-01', 'price history MUG-01 --csv > mug-prices.csv'],
  async run(context, input) {
    const periods = await priceHistory(await context.shop(), input.args[0] as string, input.limit(context.isTTY));
    context.printList(priceHistoryView, periods, input);
    return undefined;
  },
};
