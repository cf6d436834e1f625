// The verbs of `oms channel`.
import { OmsError } from '../../domain/error.ts';
import { invoiceRules } from '../../domain/order/axes.ts';
import { actView } from '../../output/views/act.ts';
import { channelList } from '../../output/views/channel.ts';
import { channels, editChannel } from '../../usecases/channel/channels.ts';
import type { Command } from '../command.ts';

const SHOP = 'shop';

const list: Command = {
  name: 'list',
  summary: 'where orders come from, and when they want an invoice; by name',
  lists: true,
  examples: ['channel list', 'channel list --json'],
  async run(context, input) {
    const all = await channels(await context.shop());
    context.printList(channelList, all.slice(0, input.limit(context.isTTY)), input);
    return undefined;
  },
};

const edit: Command = {
  name: 'edit',
  summary: 'say when the orders of a channel want an invoice',
  args: '<channel>',
  options: [
    { flags: '--invoices <rule>', about: `${invoiceRules.join(', ')}, or ${SHOP} for what the setting invoice-rule says (needed)` },
  ],
  writes: true,
  notes:
    'always: as soon as an order is confirmed. on-shipping: what has left. on-payment: what is paid. on-request: never by\n' +
    'itself; what was begun is finished. marketplace: the channel issues the invoices, and "invoice issue" refuses.\n' +
    '"oms status", "order list --to-invoice" and "invoice issue --all" go by it, and so does whether an order is completed.',
  examples: [
    'channel edit rakuten --invoices marketplace',
    'channel edit phone --invoices on-shipping',
    'channel edit phone --invoices shop',
  ],
  async run(context, input) {
    const rule = input.choice('invoices', [...invoiceRules, SHOP]);
    if (rule === undefined) throw new OmsError('argument-missing', { name: '--invoices' });
    const options = { dryRun: input.dryRun };
    const result = await editChannel(await context.shopToWrite(), input.args[0] as string, rule === SHOP ? null : rule, options);
    return context.printAct(actView('channel'), result, input);
  },
};

export const commands = [list, edit];
