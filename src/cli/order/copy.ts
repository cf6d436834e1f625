// oms order copy
import { checkText } from '../../domain/order/typed.ts';
import { orderAct } from '../../output/views/order.ts';
import { withProblems } from '../../output/views/order-problems.ts';
import { copyOrder } from '../../usecases/order/copy.ts';
import type { Command } from '../command.ts';
import { tellProblems } from './tell-problems.ts';

export const copy: Command = {
  name: 'copy',
  summary: 'order the same again',
  args: '<order>',
  options: [
    { flags: '--same-prices', about: 'at the prices and discounts of then (default: today’s)' },
    { flags: '--channel <name>', about: 'where it came from (default: as the other, where that was typed in; else phone)' },
  ],
  writes: true,
  keyed: true,
  makes: true,
  notes: 'What was cancelled is left out. Nothing of stock, money or documents is taken over.',
  examples: ['order copy O12', 'order copy O12 --same-prices'],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const request = { samePrices: input.on('same-prices'), channel: checkText('--channel', input.text('channel')) ?? undefined };
    const result = await copyOrder(shop, input.args[0] as string, request, { dryRun: input.dryRun, key: input.key });
    const code = context.printAct(withProblems(orderAct), result, input);
    tellProblems(context, result, input);
    return code;
  },
};
