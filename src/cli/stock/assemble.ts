// oms stock assemble
import { parseQuantity } from '../../domain/id.ts';
import { assemblyAct } from '../../output/views/stock-assemble.ts';
import { assembleStock } from '../../usecases/stock/assemble.ts';
import type { Command } from '../command.ts';

export const assemble: Command = {
  name: 'assemble',
  summary: 'goods put together from their parts, or taken apart',
  notes: `Parts leave the shelf and the goods come onto it, in one act; what the parts had cost is what the goods cost. What goods
are made of says "product part add". With --reverse the goods leave and the parts come back.`,
  args: '<sku> <quantity>',
  options: [
    { flags: '--reverse', about: 'take so many apart' },
    { flags: '--location <code>', about: 'where (default: the first location)' },
    { flags: '--reason <text>', about: 'a note for the ledger' },
  ],
  writes: true,
  keyed: true,
  makes: true,
  examples: ['stock assemble HAMPER 5', 'stock assemble HAMPER 2 --reverse --key unsold-2026'],
  async run(context, input) {
    const [sku, quantity] = input.args as [string, string];
    const assembly = {
      sku,
      quantity: parseQuantity(quantity),
      reverse: input.on('reverse'),
      location: input.text('location'),
      reason: input.text('reason'),
    };
    const result = await assembleStock(await context.shopToWrite(), assembly, { dryRun: input.dryRun, key: input.key });
    return context.printAct(assemblyAct, result, input);
  },
};
