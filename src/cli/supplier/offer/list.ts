// oms supplier offer list
import { offerList } from '../../../output/views/supplier.ts';
import { offers } from '../../../usecases/supplier/offer.ts';
import type { Command } from '../../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'what suppliers ask for products, by supplier and SKU',
  options: [
    { flags: '--supplier <supplier>', about: 'of this supplier' },
    { flags: '--sku <sku>', about: 'for this product' },
  ],
  lists: true,
  examples: ['supplier offer list', 'supplier offer list --sku MUG-01'],
  async run(context, input) {
    const filter = { supplier: input.text('supplier'), sku: input.text('sku'), limit: input.limit(context.isTTY) };
    context.printList(offerList, await offers(await context.shop(), filter), input);
    return undefined;
  },
};
