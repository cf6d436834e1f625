// oms purchase cancel

import { OmsError } from '../../domain/error.ts';
import { purchaseActView } from '../../output/views/purchase.ts';
import { cancelPurchases } from '../../usecases/purchase/close.ts';
import type { Command } from '../command.ts';
import { namedIds } from '../selection.ts';

export const cancel: Command = {
  name: 'cancel',
  summary: 'what is open of purchases will not come; what has come stays',
  args: '[purchases...]',
  writes: true,
  makes: true,
  examples: ['purchase cancel U3', 'purchase list --state draft --ids | oms purchase cancel -'],
  async run(context, input) {
    const ids = await namedIds(context, input.args);
    if (!ids) throw new OmsError('nothing-selected', { command: context.command });
    const result = await cancelPurchases(await context.shopToWrite(), ids, { dryRun: input.dryRun });
    return context.printAct(purchaseActView, result, input);
  },
};
