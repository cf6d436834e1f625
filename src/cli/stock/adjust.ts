// oms stock adjust
import { parseQuantity, QUANTITY_MAX } from '../../domain/id.ts';
import { actView } from '../../output/views/act.ts';
import { adjustStock } from '../../usecases/stock/move.ts';
import type { Command } from '../command.ts';
import { lotOptions, lotWish } from '../lot-flags.ts';

export const adjust: Command = {
  name: 'adjust',
  summary: 'put on hand right, with a reason',
  args: '<sku> <change>',
  options: [
    { flags: '--reason <text>', about: 'why (needed)' },
    { flags: '--location <code>', about: 'where (default: the first location)' },
    ...lotOptions,
    { flags: '--unavailable', about: 'of what is held back: it is found, or thrown away' },
  ],
  writes: true,
  keyed: true,
  makes: true,
  examples: [
    'stock adjust MUG-01 -2 --reason "broken in the store"',
    'stock adjust MUG-01 +1 --reason "found behind the shelf"',
    'stock adjust MUG-01 -2 --unavailable --reason "thrown away"',
    'stock adjust MILK -3 --lot L2611 --reason "expired"',
  ],
  async run(context, input) {
    const [sku, change] = input.args as [string, string];
    const quantity = parseQuantity(change, -QUANTITY_MAX);
    const unavailable = input.on('unavailable') ? quantity : undefined;
    const wanted = { sku, quantity, reason: input.text('reason'), location: input.text('location'), unavailable, ...lotWish(input) };
    const result = await adjustStock(await context.shopToWrite(), wanted, { dryRun: input.dryRun, key: input.key });
    return context.printAct(actView('stock'), result, input);
  },
};
