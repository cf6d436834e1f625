// What reserving came to, on the screen: with every decision explained where nothing is done yet.
import type { ActResult, Outcome } from '../../domain/result.ts';
import type { Paper, View } from '../view.ts';
import { orderAct } from './order.ts';

interface ExplainedLine {
  readonly line: number;
  readonly sku: string;
  readonly wanted: number;
  readonly given: number;
  readonly reason: string;
  readonly expectedOn: string | null;
  readonly from: readonly { readonly sku: string; readonly location: string; readonly lot: string | null; readonly quantity: number }[];
}

/** As any act on orders; `isExplained` adds a sentence for each line that was looked at. */
export function reservedView(isExplained: boolean): View<ActResult> {
  if (!isExplained) return orderAct;
  return {
    ...orderAct,
    text: ({ results, ...rest }, paper) =>
      results
        .filter(({ outcome }) => outcome !== 'refused')
        .map((outcome) => [orderAct.text({ ...rest, results: [outcome] }, paper), ...explained(outcome, paper)].join('\n'))
        .join('\n'),
  };
}

function explained({ lines, short }: Outcome, paper: Paper): string[] {
  const shortages = short as readonly { readonly sku: string; readonly wanted: number; readonly available: number }[];
  return [
    ...(lines as readonly ExplainedLine[]).map((line) => `  ${sentence(line, paper)}`),
    ...shortages.map((one) => `  ${paper.words.say('reserve.shortage', { ...one })}`),
  ];
}

function sentence({ from, ...line }: ExplainedLine, { words }: Paper): string {
  const { wanted, given, reason, expectedOn } = line;
  const parts = from.map(({ sku, location, lot, quantity }) => {
    const place = words.say(sku === line.sku ? 'reserve.from' : 'reserve.from-part', { sku, location, quantity });
    return lot === null ? place : words.say('reserve.from-lot', { place, lot });
  });
  return [
    words.say(given > 0 ? 'reserve.some' : 'reserve.nothing', { line: line.line, sku: line.sku, wanted, given, parts }),
    ...(reason === 'given' || reason === 'short' ? [] : [words.say(`reserve.${reason}`, { sku: line.sku })]),
    ...(given < wanted && expectedOn !== null ? [words.say('reserve.expected', { expectedOn })] : []),
  ].join('; ');
}
