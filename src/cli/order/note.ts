// oms order note
import { checkText, NOTE_LENGTH_MAX } from '../../domain/order/typed.ts';
import { orderAct } from '../../output/views/order.ts';
import { noteOrder } from '../../usecases/order/remark.ts';
import type { Command } from '../command.ts';

export const note: Command = {
  name: 'note',
  summary: 'add a remark to an order, with who made it and when',
  args: '<order> <text>',
  writes: true,
  keyed: true,
  notes: 'What the channel or the customer has noted stays beside it.',
  examples: ['order note O12 "customer called: leave it at number 5"'],
  async run(context, input) {
    const [order, text] = input.args as [string, string];
    const remark = checkText('text', text, NOTE_LENGTH_MAX) ?? '';
    const result = await noteOrder(await context.shopToWrite(), order, remark, { dryRun: input.dryRun, key: input.key });
    return context.printAct(orderAct, result, input);
  },
};
