// oms product add
import { actView } from '../../output/views/act.ts';
import { addProduct } from '../../usecases/product/save.ts';
import type { Command } from '../command.ts';
import { productDraft, productOptions } from './flags.ts';

export const add: Command = {
  name: 'add',
  summary: 'add a product',
  args: '<sku>',
  options: productOptions,
  writes: true,
  makes: true,
  examples: [
    'product add MUG-01 --name "Blue mug" --price 12.50 --bin A3',
    'product add GIFTWRAP --name "Gift wrapping" --kind service --price 2',
  ],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const draft = productDraft(input.args[0] as string, input, shop.settings.currency);
    const result = await addProduct(shop, draft, { dryRun: input.dryRun });
    return context.printAct(actView('product'), result, input);
  },
};
