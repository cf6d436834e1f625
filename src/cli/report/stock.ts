// oms report stock
import { OmsError } from '../../domain/error.ts';
import { stockReportView } from '../../output/views/report.ts';
import { stockReport } from '../../usecases/report/stock.ts';
import type { Command } from '../command.ts';
import { csvOption } from './period.ts';

export const stock: Command = {
  name: 'stock',
  summary: 'what stands on the shelf, what it has cost, and for how long it has not moved',
  options: [
    { flags: '--low', about: 'only what is at or below its reorder point' },
    { flags: '--on <date>', about: 'what stood there at the end of this day, and what it had cost' },
    csvOption,
  ],
  notes:
    'The value is what receipts say the goods cost (oms stock receive --unit-cost, oms purchase receive): by the setting stock-value their moving average, or first in, first out. Goods received without a cost count as what goes out next. Where no receipt says a cost, the value is unknown. --on shows what stood there on a past day; what was promised then is not kept. Kits and seats are left out: what a kit is made of stands there by itself, and a seat has cost nothing.',
  examples: ['report stock', 'report stock --low', 'report stock --on 2026-10-31', 'report stock --csv > stock.csv'],
  async run(context, input) {
    const request = { low: input.on('low'), on: input.date('on') };
    if (request.low && request.on !== undefined) throw new OmsError('flags-conflict', { flags: ['--low', '--on'] });
    const rows = await stockReport(await context.shop(), request);
    context.print(stockReportView, rows, input);
    if (context.isTTY && rows.length === 0) context.say('note.nothing-found');
    return undefined;
  },
};
