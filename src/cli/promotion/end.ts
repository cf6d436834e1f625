// oms promotion end
import { OmsError } from '../../domain/error.ts';
import { actView } from '../../output/views/act.ts';
import { endPromotions } from '../../usecases/promotion/save.ts';
import type { Command } from '../command.ts';
import { namedIds } from '../selection.ts';

export const end: Command = {
  name: 'end',
  summary: 'end promotions from today on; what they gave stays',
  args: '[promotions...]',
  writes: true,
  examples: ['promotion end SUMMER', 'promotion list --state running --ids | oms promotion end -'],
  async run(context, input) {
    const codes = await namedIds(context, input.args);
    if (!codes) throw new OmsError('nothing-selected', { command: context.command });
    const result = await endPromotions(await context.shopToWrite(), codes, { dryRun: input.dryRun });
    return context.printAct(actView('promotion'), result, input);
  },
};
