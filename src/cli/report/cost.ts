// oms report cost
import { costGroups } from '../../domain/report.ts';
import { costReportView } from '../../output/views/report-cost.ts';
import { costReport } from '../../usecases/report/cost.ts';
import { today } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';
import { csvOption, periodOptions, readPeriod } from './period.ts';

export const cost: Command = {
  name: 'cost',
  summary: 'what the goods had cost that left, by shipment, product or date; or what changed the value of stock',
  options: [...periodOptions, { flags: `--by <${costGroups.join('|')}>`, about: 'a row for each (default: month)' }, csvOption],
  notes:
    'By the shop’s date on which goods left, at what they had cost by the setting stock-value: the moving average, or first in, first out. By product and date, what came back is taken off again. --by movement: receipts, shipments, returns, counts and the rest, whose sum is the change of "report stock" over the period, to the minor unit.',
  examples: ['report cost --period this-month --by shipment', 'report cost --by product --csv', 'report cost --period 2026 --by movement'],
  async run(context, input) {
    const by = input.choice('by', costGroups) ?? 'month';
    const shop = await context.shop();
    const report = await costReport(shop, by, readPeriod(input, today(shop)));
    context.print(costReportView, report, input);
    if (context.isTTY && report.rows.length === 0) context.say('note.nothing-found');
    return undefined;
  },
};
