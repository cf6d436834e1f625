// oms order show
import { OmsError } from '../../domain/error.ts';
import { orderShow } from '../../output/views/order-show.ts';
import { ordersByIds } from '../../usecases/order/show.ts';
import type { Command } from '../command.ts';
import { namedIds, viewOfNamed } from '../selection.ts';

export const show: Command = {
  name: 'show',
  summary: 'everything about an order, its history included',
  args: '[ids...]',
  notes: 'O12, or the channel’s own number where it is unique, else channel:number.',
  examples: ['order show O12', 'order show 1001', 'order show shopify:1001 --json'],
  async run(context, input) {
    const ids = await namedIds(context, input.args);
    if (!ids) throw new OmsError('nothing-selected', { command: context.command });
    context.print(viewOfNamed(orderShow, input.args), await ordersByIds(await context.shop(), ids), input);
    return undefined;
  },
};
