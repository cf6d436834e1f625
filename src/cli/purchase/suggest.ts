// oms purchase suggest
import { purchaseActView, suggestionList } from '../../output/views/purchase.ts';
import { createSuggested, suggestPurchases } from '../../usecases/purchase/suggest.ts';
import type { Command } from '../command.ts';

export const suggest: Command = {
  name: 'suggest',
  summary: 'what ought to be bought, by supplier: for open orders, and above every reorder point',
  options: [
    { flags: '--supplier <supplier>', about: 'only what this supplier offers' },
    { flags: '--create', about: 'make drafts of it, one for each supplier' },
    { flags: '--location <code>', about: 'with --create: where the goods go (default: the first location)' },
  ],
  lists: true,
  writes: true,
  notes:
    'Counted are what is available, what is incoming, what stands on drafts and what orders wait for. A product at its reorder point is bought to be above it, in the supplier’s packs and at least its minimum; one without a reorder point only for open orders. Of several offers the cheapest in the shop’s currency is taken.\n' +
    'Drafts count as bought: --create again makes nothing. --ids are SKUs, with --create the purchases made.',
  examples: [
    'purchase suggest',
    'purchase suggest --create --ids | oms purchase send -',
    'purchase suggest --supplier "Kim Ceramics" --csv',
  ],
  async run(context, input) {
    const request = { supplier: input.text('supplier'), location: input.text('location') };
    if (input.on('create')) {
      const result = await createSuggested(await context.shopToWrite(), request, { dryRun: input.dryRun });
      return context.printAct(purchaseActView, result, input);
    }
    const rows = await suggestPurchases(await context.shop(), request);
    context.printList(suggestionList, rows.slice(0, input.limit(context.isTTY)), input);
    return undefined;
  },
};
