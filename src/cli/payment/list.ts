// oms payment list
import { paymentList } from '../../output/views/payment.ts';
import { payments } from '../../usecases/payment/read.ts';
import type { Command } from '../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'payments and refunds, newest first; of one order, or of all',
  args: '[order]',
  lists: true,
  examples: ['payment list', 'payment list O12 --json'],
  async run(context, input) {
    const shop = await context.shop();
    context.printList(paymentList, await payments(shop, input.args[0], input.limit(context.isTTY)), input);
    return undefined;
  },
};
