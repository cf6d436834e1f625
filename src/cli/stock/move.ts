// oms stock move
import { parseQuantity } from '../../domain/id.ts';
import { actView } from '../../output/views/act.ts';
import { transferStock } from '../../usecases/stock/transfer.ts';
import type { Command } from '../command.ts';
import { lotOption, lotWish } from '../lot-flags.ts';

export const move: Command = {
  name: 'move',
  summary: 'goods from one location to another, or from one lot to another, in one act',
  notes: `What is reserved or held back stays where it is. --to-lot makes goods of another lot: what was there before the product
was kept by lot, or was put down under a wrong one.`,
  args: '<sku> <quantity>',
  options: [
    { flags: '--from <code>', about: 'where they stand (needed; for --to-lot the first location by default)' },
    { flags: '--to <code>', about: 'where they go (needed, but for --to-lot)' },
    lotOption,
    { flags: '--to-lot <lot>', about: 'the lot that they are of from now on' },
    { flags: '--expires <date>', about: 'the last day on which that lot may be sold' },
    { flags: '--reason <text>', about: 'a note for the ledger' },
  ],
  writes: true,
  keyed: true,
  makes: true,
  examples: [
    'stock move MUG-01 12 --from main --to front',
    'stock move MUG-01 12 --from main --to front --key van-2026-11-21',
    'stock move MILK 12 --to-lot L2611 --expires 2026-12-31',
  ],
  async run(context, input) {
    const [sku, quantity] = input.args as [string, string];
    const isRelotted = input.text('to-lot') !== undefined || input.text('expires') !== undefined;
    const transfer = {
      sku,
      quantity: parseQuantity(quantity),
      from: isRelotted ? input.text('from') : input.required('from'),
      to: isRelotted ? input.text('to') : input.required('to'),
      lot: input.text('lot'),
      toLot: isRelotted ? { ...lotWish(input), lot: input.text('to-lot') } : undefined,
      reason: input.text('reason'),
    };
    const result = await transferStock(await context.shopToWrite(), transfer, { dryRun: input.dryRun, key: input.key });
    return context.printAct(actView('stock'), result, input);
  },
};
