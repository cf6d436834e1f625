// oms product list
import { productKinds } from '../../domain/product.ts';
import { productList } from '../../output/views/product.ts';
import { products } from '../../usecases/product/read.ts';
import type { Command } from '../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'list products, by SKU',
  options: [
    { flags: '--text <text>', about: 'SKU or name contains this' },
    { flags: '--kind <kind>', about: productKinds.join(' or ') },
    { flags: '--inactive', about: 'those no longer sold, too' },
  ],
  lists: true,
  examples: ['product list', 'product list --text mug --json', 'product list --csv > products.csv'],
  async run(context, input) {
    const shop = await context.shop();
    const filter = {
      text: input.text('text'),
      kind: input.choice('kind', productKinds),
      inactive: input.on('inactive'),
      limit: input.limit(context.isTTY),
    };
    context.printList(productList, await products(shop, filter), input);
    return undefined;
  },
};
