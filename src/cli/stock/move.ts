// oms stock move
import { parseQuantity } from '../../domain/id.ts';
import { actView } from '../../output/views/act.ts';
import { transferStock } from '../../usecases/stock/transfer.ts';
import type { Command } from '../command.ts';

export const move: Command = {
  name: 'move',
  summary: 'goods from one location to another, in one act',
  notes: 'What is reserved or held back stays where it is.',
  args: '<sku> <quantity>',
  options: [
    { flags: '--from <code>', about: 'where they stand (needed)' },
    { flags: '--to <code>', about: 'where they go (needed)' },
    { flags: '--reason <text>', about: 'a note for the ledger' },
  ],
  writes: true,
  keyed: true,
  makes: true,
  examples: ['stock move MUG-01 12 --from main --to front', 'stock move MUG-01 12 --from main --to front --key van-2026-11-21'],
  async run(context, input) {
    const [sku, quantity] = input.args as [string, string];
    const transfer = {
      sku,
      quantity: parseQuantity(quantity),
      from: input.required('from'),
      to: input.required('to'),
      reason: input.text('reason'),
    };
    const result = await transferStock(await context.shopToWrite(), transfer, { dryRun: input.dryRun, key: input.key });
    return context.printAct(actView('stock'), result, input);
  },
};
