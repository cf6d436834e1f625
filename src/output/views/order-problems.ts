// What an order that was entered or changed has wrong with it: errors, and codes that gave nothing, each with what mends it.
import type { ProblemView } from '../../domain/order/show.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import type { View } from '../view.ts';
import type { Words } from '../words.ts';
import { mendText } from './order-mend.ts';

/** What was found; of what is short where the little there is stands and when the rest comes, and who waived it before. */
export function problemText({ code, details }: Pick<ProblemView, 'code' | 'details'>, words: Words): string {
  const more = [
    ...(details.places === undefined ? [] : [words.say('problem-more.places', details)]),
    ...(details.expectedOn === undefined ? [] : [words.say('problem-more.expected', details)]),
    ...(details.carrier === undefined ? [] : [words.say('problem-more.carrier', details)]),
    ...(details.waivedBefore === undefined ? [] : [words.say('problem-more.waived-before', details)]),
  ];
  const key = details.kind === 'empty' ? `problem.${code}-empty` : `problem.${code}`;
  return [words.say(key, details), ...more].join('; ');
}

/** A problem in words, and what mends it. */
interface ToldProblem extends ProblemView {
  readonly message: string;
  readonly hint: string;
}

/** Every problem that an act found in its order, in words. */
function problemsOf(outcome: Outcome, words: Words): ToldProblem[] {
  const order = { id: outcome.id, channel: String(outcome.channel ?? ''), customer: (outcome.customer ?? null) as string | null };
  return ((outcome.problems ?? []) as readonly ProblemView[]).map((found) => ({
    ...found,
    message: problemText(found, words),
    hint: found.details.waived === undefined ? mendText(found, order, words) : words.say('problem-waived', found.details),
  }));
}

/** Those that somebody has to see at once: errors, and promotion codes that gave nothing. */
export function problemsToTell(outcome: Outcome, words: Words): ToldProblem[] {
  if (outcome.outcome === 'unchanged') return [];
  const isUrgent = ({ code, severity, details }: ProblemView) =>
    severity === 'error' || (code.startsWith('promotion-') && details.waived === undefined);
  return problemsOf(outcome, words).filter(isUrgent);
}

/** The same view, its problems in words for a program too. */
export function withProblems(view: View<ActResult>): View<ActResult> {
  return {
    ...view,
    json: ({ results, ...rest }, { words }) => ({
      ...rest,
      results: results.map((outcome) => (outcome.problems ? { ...outcome, problems: problemsOf(outcome, words) } : outcome)),
    }),
  };
}
