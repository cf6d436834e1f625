// oms promotion edit
import { actView } from '../../output/views/act.ts';
import { editPromotion } from '../../usecases/promotion/save.ts';
import type { Command } from '../command.ts';
import { promotionDraft, promotionOptions } from './flags.ts';

export const edit: Command = {
  name: 'edit',
  summary: 'change a promotion, for orders to come',
  args: '<promotion>',
  options: [
    ...promotionOptions,
    { flags: '--automatic', about: 'for every order it is for' },
    { flags: '--no-automatic', about: 'its code has to be said' },
    { flags: '--active', about: 'it has been ended, and holds again' },
  ],
  writes: true,
  notes: 'Orders keep what they have been given, until they are priced anew. An empty value takes a bound away: --to "".',
  examples: ['promotion edit SUMMER --to 2026-07-15', 'promotion edit SUMMER --product "" --uses 200', 'promotion edit SUMMER --active'],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const said = {
      code: input.args[0] as string,
      draft: promotionDraft(input, shop.settings.currency),
      isFreightFree: input.on('free-shipping'),
      active: input.either('active'),
    };
    const result = await editPromotion(shop, said, { dryRun: input.dryRun });
    return context.printAct(actView('promotion'), result, input);
  },
};
