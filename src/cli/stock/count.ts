// oms stock count
import { parseQuantity } from '../../domain/id.ts';
import { actView } from '../../output/views/act.ts';
import { countStock } from '../../usecases/stock/count.ts';
import type { Command } from '../command.ts';

export const count: Command = {
  name: 'count',
  summary: 'on hand becomes what was counted',
  notes: `With --expect it does so only while on hand is still what it was when the counting began; else it says what stands
there now, and changes nothing. The same count twice changes nothing.`,
  args: '<sku> <quantity>',
  options: [
    { flags: '--expect <n>', about: 'only while on hand is still this' },
    { flags: '--location <code>', about: 'where (default: the first location)' },
    { flags: '--reason <text>', about: 'a note for the ledger' },
  ],
  writes: true,
  makes: true,
  examples: ['stock count MUG-01 23', 'stock count MUG-01 23 --expect 24 --location busan'],
  async run(context, input) {
    const [sku, quantity] = input.args as [string, string];
    const counted = {
      sku,
      counted: parseQuantity(quantity, 0),
      expected: input.whole('expect'),
      location: input.text('location'),
      reason: input.text('reason'),
    };
    const result = await countStock(await context.shopToWrite(), counted, { dryRun: input.dryRun });
    return context.printAct(actView('stock'), result, input);
  },
};
