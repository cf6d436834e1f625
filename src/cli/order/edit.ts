// oms order edit
import { orderEdited } from '../../output/views/order-edit.ts';
import { withProblems } from '../../output/views/order-problems.ts';
import { currencyOfOrder, editOrder } from '../../usecases/order/edit.ts';
import type { Command } from '../command.ts';
import { editOf, editOptions, isEditGiven } from './edit-flags.ts';
import { askEdit } from './edit-questions.ts';
import { tellProblems } from './tell-problems.ts';

export const edit: Command = {
  name: 'edit',
  summary: 'change an order: lines, prices, freight, addresses, terms',
  args: '<order>',
  options: editOptions,
  writes: true,
  keyed: true,
  notes: `Priced, checked and promised anew at once; --dry-run shows what would differ. What has left, is packed or stands on an
invoice stays as it is: the refusal names the command that helps. An empty value empties a field. A change is kept when
the channel sends the order again. On a terminal, without flags, what is to be changed is asked. --line adds a line each
time it is called: with --key the same call acts once.`,
  examples: [
    'order edit O12',
    'order edit O12 --quantity MUG-01=3 --line TEA=1 --dry-run',
    'order edit O12 --price 2=9.50 --shipping 0 --note "freight is on us"',
    'order edit O12 --address1 "Calle Mayor 5" --city València --postcode 46001',
    'order edit O12 --po 4711 --terms 30 --requested 2026-12-01',
    'order edit O12 --ship-to 2=warehouse',
    'order edit O12 --code SUMMER',
  ],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const order = input.args[0] as string;
    const asked = isEditGiven(input) ? input : await askEdit(context, shop, order, input);
    const edited = editOf(asked, await currencyOfOrder(shop, order), shop.settings.country);
    const result = await editOrder(shop, order, edited, { dryRun: input.dryRun, key: input.key });
    const code = context.printAct(withProblems(orderEdited), result, input);
    tellProblems(context, result, input);
    return code;
  },
};
