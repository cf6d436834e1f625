// oms stock list
import { placedRows, placedStockView, stockListView } from '../../output/views/stock.ts';
import { stockList } from '../../usecases/stock/read.ts';
import type { Command } from '../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'stock of every product, by SKU',
  options: [
    { flags: '--text <text>', about: 'SKU or name contains this' },
    { flags: '--low', about: 'only what is at or below its reorder point' },
    { flags: '--by-location', about: 'a row for each place, instead of the sum' },
  ],
  lists: true,
  examples: ['stock list', 'stock list --low --ids', 'stock list --by-location', 'stock list --csv > stock.csv'],
  async run(context, input) {
    const shop = await context.shop();
    const filter = { text: input.text('text'), low: input.on('low'), limit: input.limit(context.isTTY) };
    const stock = await stockList(shop, filter);
    if (input.on('by-location')) context.printList(placedStockView, placedRows(stock), input);
    else context.printList(stockListView, stock, input);
    return undefined;
  },
};
