// oms product edit
import { actView } from '../../output/views/act.ts';
import { editProduct } from '../../usecases/product/save.ts';
import type { Command } from '../command.ts';
import { productDraft, productOptions } from './flags.ts';

export const edit: Command = {
  name: 'edit',
  summary: 'change a product',
  args: '<sku>',
  options: [
    ...productOptions,
    { flags: '--no-lots', about: 'no longer kept by lot' },
    { flags: '--active', about: 'sold again' },
    { flags: '--no-active', about: 'no longer sold' },
  ],
  writes: true,
  examples: ['product edit MUG-01 --price 13.90', 'product edit MUG-01 --no-active', 'product edit MILK --expiry-days 7'],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const draft = productDraft(input.args[0] as string, input, shop.settings.currency);
    const result = await editProduct(shop, draft, { dryRun: input.dryRun });
    return context.printAct(actView('product'), result, input);
  },
};
