// oms report returns
import { returnGroups } from '../../domain/report.ts';
import { returnReportView } from '../../output/views/report.ts';
import { returnsReport } from '../../usecases/report/returns.ts';
import { today } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';
import { csvOption, periodOptions, readPeriod } from './period.ts';

export const returns: Command = {
  name: 'returns',
  summary: 'what came back and why, credited and given back',
  options: [...periodOptions, { flags: `--by <${returnGroups.join('|')}>`, about: 'a row for each (default: reason)' }, csvOption],
  notes: 'By the shop’s date on which the return was recorded; cancelled returns are left out. Each currency has rows of its own.',
  examples: ['report returns --period last-month', 'report returns --by product', 'report returns --period 2026 --by month --csv'],
  async run(context, input) {
    const by = input.choice('by', returnGroups) ?? 'reason';
    const shop = await context.shop();
    const report = await returnsReport(shop, by, readPeriod(input, today(shop)));
    context.print(returnReportView, report, input);
    if (context.isTTY && report.rows.length === 0) context.say('note.nothing-found');
    return undefined;
  },
};
