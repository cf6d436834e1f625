// oms case open
import { caseKinds } from '../../domain/case.ts';
import { checkText, NOTE_LENGTH_MAX } from '../../domain/order/typed.ts';
import { caseAct } from '../../output/views/case.ts';
import { openCase } from '../../usecases/case/keep.ts';
import type { Command } from '../command.ts';

export const open: Command = {
  name: 'open',
  summary: 'note a complaint or a question about an order; it stands in "oms status" until it is closed',
  args: '<order> <text>',
  options: [{ flags: '--kind <kind>', about: `${caseKinds.join(' or ')} (default: complaint)` }],
  writes: true,
  keyed: true,
  makes: true,
  examples: ['case open O12 "one cup arrived broken"', 'case open 1001 "can it be gift-wrapped?" --kind question --key mail-4711'],
  async run(context, input) {
    const [order, text] = input.args as [string, string];
    const kind = input.choice('kind', caseKinds) ?? 'complaint';
    const what = checkText('text', text, NOTE_LENGTH_MAX) ?? '';
    const result = await openCase(await context.shopToWrite(), order, what, kind, { dryRun: input.dryRun, key: input.key });
    return context.printAct(caseAct, result, input);
  },
};
