// oms template check
import path from 'node:path';
import { actResult, type Outcome } from '../../domain/result.ts';
import { actView } from '../../output/views/act.ts';
import { refusedOutcome } from '../../usecases/each.ts';
import type { Command } from '../command.ts';
import { layoutsOf } from './files.ts';

export const check: Command = {
  name: 'check',
  summary: 'read layouts and tell every mistake with its line and what is allowed',
  args: '[files...]',
  notes: 'Without a file: every layout there is.',
  examples: ['template check', 'template check templates/documents/invoice.json'],
  async run(context, input) {
    const { readLayout } = await import('../../input/index.ts');
    const given = input.args.map((file) => ({ name: path.basename(file), file: path.resolve(context.world.cwd, file) }));
    const outcomes = (given.length > 0 ? given : await layoutsOf(context)).map(({ name, file }): Outcome => {
      try {
        readLayout(context.world.root, file);
        return { id: name, outcome: 'sound' };
      } catch (error) {
        return refusedOutcome(name, error);
      }
    });
    return context.printAct(actView('template'), actResult(outcomes), input);
  },
};
