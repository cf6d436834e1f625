// oms product alias list
import { aliasList } from '../../../output/views/alias.ts';
import { aliases } from '../../../usecases/product/alias.ts';
import type { Command } from '../../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'what the codes of channels mean, by channel and code',
  options: [
    { flags: '--channel <name>', about: 'of this channel' },
    { flags: '--sku <sku>', about: 'that mean this product' },
  ],
  lists: true,
  notes: 'With --csv, a file that "product alias import" reads.',
  examples: ['product alias list', 'product alias list --channel coupang --csv > codes.csv'],
  async run(context, input) {
    const filter = { channel: input.text('channel'), sku: input.text('sku'), limit: input.limit(context.isTTY) };
    context.printList(aliasList, await aliases(await context.shop(), filter), input);
    return undefined;
  },
};
