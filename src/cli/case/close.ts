// oms case close
import { caseAct } from '../../output/views/case.ts';
import { closeCases } from '../../usecases/case/keep.ts';
import { cases } from '../../usecases/case/read.ts';
import type { Command } from '../command.ts';
import { selectIds } from '../selection.ts';

export const close: Command = {
  name: 'close',
  summary: 'close cases, with what came of them',
  args: '[cases...]',
  options: [{ flags: '--reason <text>', about: 'what came of it (needed)' }],
  selects: true,
  writes: true,
  makes: true,
  examples: ['case close K3 --reason "sent another cup"'],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const findAll = async () => (await cases(shop, { state: 'open' })).map(({ id }) => id);
    const ids = await selectIds(context, input, findAll);
    return context.printAct(caseAct, await closeCases(shop, ids, input.text('reason'), { dryRun: input.dryRun }), input);
  },
};
