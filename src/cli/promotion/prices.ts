// oms promotion prices
import { promotionPriceList } from '../../output/views/promotion.ts';
import { reducedPrices } from '../../usecases/promotion/read.ts';
import type { Command } from '../command.ts';
import { namedIds } from '../selection.ts';

export const prices: Command = {
  name: 'prices',
  summary: 'for announcing them: products, what they cost under promotions, and their lowest price in the 30 days before',
  args: '[promotions...]',
  lists: true,
  notes: `In the EU and the EEA whoever announces a lower price has to say the lowest of the 30 days before (Directive 98/6/EC,
article 6a). Promotions for everybody count among these prices. Without codes: of all that run and those to come.`,
  examples: ['promotion prices', 'promotion prices SUMMER --csv > prices.csv'],
  async run(context, input) {
    const codes = await namedIds(context, input.args);
    context.printList(promotionPriceList, await reducedPrices(await context.shop(), codes, input.limit(context.isTTY)), input);
    return undefined;
  },
};
