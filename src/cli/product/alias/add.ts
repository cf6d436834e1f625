// oms product alias add
import { actView } from '../../../output/views/act.ts';
import { addAlias } from '../../../usecases/product/alias.ts';
import type { Command } from '../../command.ts';

export const add: Command = {
  name: 'add',
  summary: 'say what a channel’s code means; open orders that waited for it are looked over at once',
  notes: `A code may mean several pieces: with --quantity 3, one "MUG-3PACK" is three of MUG-01, and costs what it cost. The
code of a channel means its product from now on; a SKU of the shop’s own always means itself. A channel is known from
its first order or its first code on.`,
  args: '<channel> <code> <sku>',
  options: [{ flags: '--quantity <n>', about: 'pieces of the product that one of these is (default: 1)' }],
  writes: true,
  makes: true,
  examples: ['product alias add coupang 70012345 MUG-01', 'product alias add shopify MUG-3PACK MUG-01 --quantity 3'],
  async run(context, input) {
    const [channel, code, sku] = input.args as [string, string, string];
    const alias = { channel, code, sku, quantity: input.whole('quantity', 1) ?? 1 };
    const result = await addAlias(await context.shopToWrite(), alias, { dryRun: input.dryRun });
    return context.printAct(actView('alias'), result, input);
  },
};
