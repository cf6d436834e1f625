// oms order cancel, resume
import { OmsError } from '../../domain/error.ts';
import { parseLineCount } from '../../domain/order/typed.ts';
import { cancelledOrders } from '../../output/views/order-cancel.ts';
import { cancelOrders, resumeOrders } from '../../usecases/order/cancel.ts';
import { cancelLines, type LineCount, resumeLines } from '../../usecases/order/cancel-lines.ts';
import type { Input } from '../input.ts';
import { actingCommand } from './acting.ts';

/** The lines of one order; none: whole orders are meant. Refuses `flags-conflict` where several orders are. */
function linesOf(input: Input, ids: readonly string[]): LineCount[] {
  const lines = input.list('line').map(parseLineCount);
  if (lines.length > 0 && ids.length !== 1) throw new OmsError('flags-conflict', { flags: ['--line', ids.join(' ')] });
  return lines;
}

export const cancel = actingCommand({
  name: 'cancel',
  summary: 'cancel orders, with a reason',
  notes:
    'Frees what is reserved and says what must be given back. What has left is taken back by a return, what is invoiced by a\n' +
    'credit note. A line takes its part of the discounts along, also of what the whole order has off; --dry-run tells how much.',
  options: [
    { flags: '--reason <text>', about: 'why (needed)' },
    { flags: '--line <line=n>', about: 'only this line, by number or SKU, or so many of it', repeat: true },
  ],
  examples: [
    'order cancel O12 --reason "changed their mind"',
    'order cancel O12 --line 2 --line MUG-01=1 --reason "not made any more"',
    'order list --channel demo --ids | oms order cancel - --reason "test orders"',
  ],
  all: { states: ['new', 'confirmed'], current: true },
  dangerous: true,
  view: () => cancelledOrders,
  async act(shop, ids, input) {
    const lines = linesOf(input, ids);
    const options = { dryRun: input.dryRun };
    if (lines.length === 0) return cancelOrders(shop, ids, input.text('reason'), options);
    return cancelLines(shop, ids[0] as string, lines, input.text('reason'), options);
  },
});

export const resume = actingCommand({
  name: 'resume',
  summary: 'take cancelled orders up again, as new ones',
  options: [{ flags: '--line <line=n>', about: 'a line that was cancelled by itself, or so many of it', repeat: true }],
  examples: ['order resume O12', 'order resume O12 --line 2=1'],
  all: { states: ['cancelled'], current: true },
  dangerous: true,
  view: () => cancelledOrders,
  async act(shop, ids, input) {
    const lines = linesOf(input, ids);
    const options = { dryRun: input.dryRun };
    return lines.length === 0 ? resumeOrders(shop, ids, options) : resumeLines(shop, ids[0] as string, lines, options);
  },
});
