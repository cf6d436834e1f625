// What is wrong with an order that was entered or changed just now, told to whoever did it: the line is still open.
import type { ActResult } from '../../domain/result.ts';
import { problemsToTell } from '../../output/views/order-problems.ts';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';

/** On stderr, with the command that mends it; of a dry run there is no order to mend. */
export function tellProblems(context: Context, { results }: ActResult, input: Input): void {
  for (const outcome of results)
    for (const { severity, line, message: problem, hint: mend } of problemsToTell(outcome, context.words)) {
      context.say(line === null ? 'note.problem' : 'note.problem-of-line', { severity, id: outcome.id, line, problem });
      if (!input.dryRun) context.say('note.mend', { mend });
    }
}
