// The answer of an acting verb: a line for each thing done. Refusals are told on stderr by the command line.

import type { Details } from '../../domain/error.ts';
import type { LotMoved } from '../../domain/lot.ts';
import type { Served } from '../../domain/order/served.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import type { Paper, View } from '../view.ts';

/**
 * "confirmed O12" for each outcome, with words `act.<key>.<outcome>` where the verb has its own sentence,
 * else `outcome.<outcome>` and the id. `variant` names the sentence where it depends on more than the outcome.
 */
export function actView(key: string, variant: (outcome: Outcome) => string = ({ outcome }) => outcome): View<ActResult> {
  return {
    text: ({ results }, paper) =>
      results
        .filter(({ outcome }) => outcome !== 'refused')
        .flatMap((outcome) => [
          sentence(`act.${key}.${variant(outcome)}`, outcome, paper),
          ...lotLines(outcome.lots, paper),
          ...servedLines(outcome.served, paper),
        ])
        .join('\n'),
    json: ({ counts, results }) => ({ counts, results }),
    ids: ({ results }) => results.filter(({ outcome }) => outcome !== 'refused').map(({ id }) => id),
  };
}

function sentence(own: string, outcome: Outcome, { words }: Paper): string {
  return words.has(own) ? words.say(own, withMoney(outcome)) : `${words.say(`outcome.${outcome.outcome}`)} ${outcome.id}`;
}

/** Of which lots goods came or went, and what stands of each. */
function lotLines(lots: unknown, { words }: Paper): string[] {
  return ((lots ?? []) as readonly LotMoved[]).map(
    (lot) => `  ${words.say(lot.expiresOn === null ? 'act.lot' : 'act.lot-dated', { ...lot })}`,
  );
}

/** Goods that came or are free again may have gone to orders that waited: which are complete now, and which still wait. */
export function servedLines(served: unknown, { words }: Paper): string[] {
  const all = (served ?? []) as readonly Served[];
  const lines = (['whole', 'part'] as const).map((kind) => {
    const orders = all.filter(({ whole }) => whole === (kind === 'whole')).map(({ order }) => order);
    return orders.length === 0 ? '' : `  ${words.say(`act.served.${kind}`, { orders })}`;
  });
  return lines.filter((line) => line !== '');
}

/** `totalMinor` beside a `currency` can be said as the amount `{total}`. */
function withMoney(outcome: Outcome): Details {
  const amounts = Object.entries(outcome).filter(([name, value]) => name.endsWith('Minor') && typeof value === 'number');
  const money = amounts.map(([name, value]) => [name.slice(0, -'Minor'.length), { amountMinor: value, currency: outcome.currency }]);
  return { ...(outcome as unknown as Details), ...Object.fromEntries(money) };
}
