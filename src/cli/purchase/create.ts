// oms purchase create
import { purchaseActView } from '../../output/views/purchase.ts';
import { createPurchase } from '../../usecases/purchase/create.ts';
import type { Command } from '../command.ts';

export const create: Command = {
  name: 'create',
  summary: 'write down what is to be bought from a supplier: a draft until it is sent',
  args: '<supplier>',
  options: [
    { flags: '--line <sku=quantity@cost>', about: 'what is bought; without a cost the supplier’s offer counts', repeat: true },
    { flags: '--expected <date>', about: 'when the goods ought to come' },
    { flags: '--location <code>', about: 'where they go (default: the first location)' },
    { flags: '--currency <code>', about: 'of the costs (default: the supplier’s)' },
  ],
  writes: true,
  keyed: true,
  makes: true,
  examples: [
    'purchase create "Kim Ceramics" --line MUG-01=24 --line CUP-01=12@3100 --expected 2026-12-15',
    'purchase create "Mill & Son" --line MUG-02=6 --key week-48',
  ],
  async run(context, input) {
    const request = {
      supplier: input.args[0] as string,
      lines: input.list('line'),
      expectedOn: input.date('expected'),
      location: input.text('location'),
      currency: input.text('currency'),
    };
    const result = await createPurchase(await context.shopToWrite(), request, { dryRun: input.dryRun, key: input.key });
    return context.printAct(purchaseActView, result, input);
  },
};
