// The days a report covers: --period, or --from and --to.
import { OmsError } from '../../domain/error.ts';
import { namedPeriods, type Period, parsePeriod, periodBetween } from '../../domain/report.ts';
import type { CommandOption } from '../command.ts';
import type { Input } from '../input.ts';

export const periodOptions: readonly CommandOption[] = [
  { flags: '--period <name>', about: `${namedPeriods.join(', ')}, a year, a month or a day: 2026, 2026-03, 2026-03-01` },
  { flags: '--from <date>', about: 'from this day on' },
  { flags: '--to <date>', about: 'to this day, included' },
];

export const csvOption: CommandOption = { flags: '--csv', about: 'as CSV' };

/** Everything where nothing is named. Refuses `flags-conflict`, `period-invalid`, `period-backwards`, `date-invalid`. */
export function readPeriod(input: Input, today: string): Period {
  const [named, from, to] = [input.text('period'), input.text('from'), input.text('to')];
  if (named === undefined) return periodBetween(from, to);
  if (from !== undefined || to !== undefined) throw new OmsError('flags-conflict', { flags: ['--period', '--from, --to'] });
  return parsePeriod(named, today);
}
