// oms purchase list
import { purchaseStates } from '../../domain/purchase.ts';
import { purchaseList as listView } from '../../output/views/purchase.ts';
import { purchaseList } from '../../usecases/purchase/read.ts';
import { today } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'purchases, newest first',
  options: [
    { flags: '--state <state>', about: purchaseStates.join(', ') },
    { flags: '--supplier <supplier>', about: 'from this supplier' },
    { flags: '--sku <sku>', about: 'with this product' },
    { flags: '--overdue', about: 'expected before today, and not all there' },
  ],
  lists: true,
  examples: ['purchase list --state sent', 'purchase list --overdue --ids'],
  async run(context, input) {
    const shop = await context.shop();
    const filter = {
      state: input.choice('state', purchaseStates),
      supplier: input.text('supplier'),
      sku: input.text('sku'),
      overdueOn: input.on('overdue') ? today(shop) : undefined,
      limit: input.limit(context.isTTY),
    };
    context.printList(listView, await purchaseList(shop, filter), input);
    return undefined;
  },
};
