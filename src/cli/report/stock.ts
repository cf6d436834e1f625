// oms report stock
import { stockReportView } from '../../output/views/report.ts';
import { stockReport } from '../../usecases/report/stock.ts';
import type { Command } from '../command.ts';
import { csvOption } from './period.ts';

export const stock: Command = {
  name: 'stock',
  summary: 'what stands on the shelf, what it has cost, and for how long it has not moved',
  options: [{ flags: '--low', about: 'only what is at or below its reorder point' }, csvOption],
  notes:
    'The value is the moving average of what receipts say a unit cost (oms stock receive --unit-cost); goods received without a cost count at the average. Where no receipt says one, the value is unknown.',
  examples: ['report stock', 'report stock --low', 'report stock --csv > stock.csv'],
  async run(context, input) {
    const rows = await stockReport(await context.shop(), { low: input.on('low') });
    context.print(stockReportView, rows, input);
    if (context.isTTY && rows.length === 0) context.say('note.nothing-found');
    return undefined;
  },
};
