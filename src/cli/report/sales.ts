// oms report sales
import { salesGroups } from '../../domain/report.ts';
import { salesReportView } from '../../output/views/report.ts';
import { salesReport } from '../../usecases/report/sales.ts';
import { today } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';
import { csvOption, periodOptions, readPeriod } from './period.ts';

export const sales: Command = {
  name: 'sales',
  summary: 'orders, units, net, tax and gross; credited and given back',
  options: [...periodOptions, { flags: `--by <${salesGroups.join('|')}>`, about: 'a row for each (default: month)' }, csvOption],
  notes:
    'By the shop’s date of the order; cancelled orders are left out, history is counted. Each currency has rows of its own. Credit notes and refunds stand with the order they belong to, whenever they were made. By product, freight has a row of its own.',
  examples: [
    'report sales --period this-month',
    'report sales --period 2026 --by product',
    'report sales --from 2026-03-01 --by day --csv',
  ],
  async run(context, input) {
    const by = input.choice('by', salesGroups) ?? 'month';
    const shop = await context.shop();
    const report = await salesReport(shop, by, readPeriod(input, today(shop)));
    context.print(salesReportView, report, input);
    if (context.isTTY && report.rows.length === 0) context.say('note.nothing-found');
    return undefined;
  },
};
