// oms promotion show
import { OmsError } from '../../domain/error.ts';
import { promotionShow } from '../../output/views/promotion.ts';
import { promotionsByCode } from '../../usecases/promotion/read.ts';
import type { Command } from '../command.ts';
import { namedIds, viewOfNamed } from '../selection.ts';

export const show: Command = {
  name: 'show',
  summary: 'what a promotion gives, how often it was used and what it came to',
  args: '[promotions...]',
  examples: ['promotion show SUMMER', 'promotion list --ids | oms promotion show - --json'],
  async run(context, input) {
    const codes = await namedIds(context, input.args);
    if (!codes) throw new OmsError('nothing-selected', { command: context.command });
    context.print(viewOfNamed(promotionShow, input.args), await promotionsByCode(await context.shop(), codes), input);
    return undefined;
  },
};
