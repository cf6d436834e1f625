// oms promotion list
import { promotionStates } from '../../domain/promotion/view.ts';
import { promotionList } from '../../output/views/promotion.ts';
import { promotions } from '../../usecases/promotion/read.ts';
import type { Command } from '../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'promotions that run and those to come, by code',
  options: [
    { flags: '--state <state>', about: `${promotionStates.join(', ')} or all` },
    { flags: '--text <text>', about: 'code or name contains this' },
  ],
  lists: true,
  examples: ['promotion list', 'promotion list --state all --csv > promotions.csv'],
  async run(context, input) {
    const query = {
      state: input.choice('state', [...promotionStates, 'all'] as const),
      text: input.text('text'),
      limit: input.limit(context.isTTY),
    };
    context.printList(promotionList, await promotions(await context.shop(), query), input);
    return undefined;
  },
};
