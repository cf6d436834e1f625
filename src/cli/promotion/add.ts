// oms promotion add
import { actView } from '../../output/views/act.ts';
import { addPromotion } from '../../usecases/promotion/save.ts';
import type { Command } from '../command.ts';
import { promotionDraft, promotionOptions } from './flags.ts';

export const add: Command = {
  name: 'add',
  summary: 'take something off orders to come: for those who say a code, or for all',
  args: '<code>',
  options: [...promotionOptions, { flags: '--automatic', about: 'for every order it is for; else its code has to be said' }],
  writes: true,
  makes: true,
  notes: `One of --percent, --amount, --price, --buy/--get and --free-shipping says what it gives. Those off lines are applied
first, then those off the order, then those off freight, each on what the others have left; tax is computed after them.
Orders that channels bring keep the prices they have.`,
  examples: [
    'promotion add SUMMER --percent 10 --from 2026-06-01 --to 2026-06-30 --minimum 50',
    'promotion add MUGS-3-FOR-2 --automatic --buy 2 --get 1 --product "MUG-*"',
    'promotion add WELCOME --amount 5 --uses-per-customer 1 --name "Welcome!"',
    'promotion add FREIGHT --automatic --free-shipping --minimum 80 --country ES',
    'promotion add SALE-TEA --automatic --price 4.90 --product TEA --combines order,shipping --priority 5',
  ],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const said = {
      code: input.args[0] as string,
      draft: promotionDraft(input, shop.settings.currency),
      isFreightFree: input.on('free-shipping'),
    };
    const result = await addPromotion(shop, said, { dryRun: input.dryRun });
    const code = context.printAct(actView('promotion'), result, input);
    if (!input.dryRun) context.suggest(`oms promotion show ${result.results[0]?.id}`);
    return code;
  },
};
