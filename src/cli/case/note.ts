// oms case note
import { checkText, NOTE_LENGTH_MAX } from '../../domain/order/typed.ts';
import { caseAct } from '../../output/views/case.ts';
import { noteCase } from '../../usecases/case/keep.ts';
import type { Command } from '../command.ts';

export const note: Command = {
  name: 'note',
  summary: 'add a remark to a case, with who made it and when',
  args: '<case> <text>',
  writes: true,
  keyed: true,
  examples: ['case note K3 "asked for a photo"'],
  async run(context, input) {
    const [id, text] = input.args as [string, string];
    const remark = checkText('text', text, NOTE_LENGTH_MAX) ?? '';
    const result = await noteCase(await context.shopToWrite(), id, remark, { dryRun: input.dryRun, key: input.key });
    return context.printAct(caseAct, result, input);
  },
};
