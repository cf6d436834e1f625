// oms stock lot
import { lotDatedView, lotTraceView } from '../../output/views/lot.ts';
import { dateLot, traceLot } from '../../usecases/stock/lots.ts';
import type { Command } from '../command.ts';

export const lot: Command = {
  name: 'lot',
  summary: 'a lot recalled: what is left of it and where, and who has got it',
  args: '<lot>',
  options: [
    { flags: '--product <sku>', about: 'of this product (default: of each that has one of this name)' },
    { flags: '--csv', about: 'who has got it, as CSV' },
    { flags: '--expires <date>', about: 'puts right until when it may be sold' },
    { flags: '--reason <text>', about: 'why (needed to put the date right)' },
  ],
  writes: true,
  makes: true,
  notes: `Orders to which it is promised, shipments that are packed or gone, what came back, and what was put together with it, each
with the customer and how to reach them. Goods of no lot cannot be told apart: of those that were put together with the lot
everyone is named who may have some. --ids names the orders.`,
  examples: [
    'stock lot L2611',
    'stock lot L2611 --product MILK --csv > recall.csv',
    'stock lot L2611 --ids | oms order hold - --reason recall',
    'stock lot L2611 --expires 2027-01-31 --reason "misread"',
  ],
  async run(context, input) {
    const name = input.args[0] as string;
    const sku = input.text('product');
    const expiresOn = input.date('expires');
    if (expiresOn === undefined) {
      context.print(lotTraceView, await traceLot(await context.shop(), name, sku), input);
      return undefined;
    }
    const date = { lot: name, sku, expiresOn, reason: input.text('reason') };
    return context.printAct(lotDatedView, await dateLot(await context.shopToWrite(), date, { dryRun: input.dryRun }), input);
  },
};
