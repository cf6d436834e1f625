// Returns on the screen.
import { formatAmount } from '../../domain/money.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import type { ReturnSummary, ReturnView } from '../../domain/return.ts';
import { renderFacts, renderTable } from '../table.ts';
import { listView, type Paper, type View } from '../view.ts';
import type { Words } from '../words.ts';
import { actView } from './act.ts';

const plain = actView('return');

/** As every acting verb; a return that was received also tells the stock, the money and the credit note. */
export const returnActView: View<ActResult> = {
  ...plain,
  text(result, paper) {
    const shown = result.results.filter(({ outcome }) => outcome !== 'refused');
    return shown
      .map((outcome) => [plain.text({ counts: {}, results: [outcome] }, paper), ...consequences(outcome, paper.words)].join('\n'))
      .join('\n');
  },
};

function consequences(outcome: Outcome, words: Words): string[] {
  if (outcome.outcome !== 'received') return [];
  const { refundMinor, currency, creditNote } = outcome as unknown as { refundMinor: number; currency: string; creditNote: string | null };
  const stock = (outcome.stockBack as { sku: string; location: string; resellable: number; damaged: number }[]).flatMap((back) => [
    ...(back.resellable > 0 ? [words.say('return.back-on-shelf', back)] : []),
    ...(back.damaged > 0 ? [words.say('return.damaged', back)] : []),
  ]);
  const money =
    refundMinor > 0 ? words.say('return.refunded', { amount: { amountMinor: refundMinor, currency } }) : words.say('return.not-refunded');
  const note = creditNote === null ? [] : [words.say('return.credited', { number: creditNote })];
  return [...stock, money, ...note].map((line) => `  ${line}`);
}

export const returnListView: View<readonly ReturnSummary[]> = listView<ReturnSummary>({
  columns: [
    { title: 'return', show: ({ id }) => id },
    { title: 'date', show: ({ date }) => date },
    { title: 'order', show: ({ order }) => order },
    { title: 'number', show: ({ number, order }) => (number === order ? '' : number) },
    { title: 'state', show: ({ state }, { words }) => words.say(`return-state.${state}`) },
    { title: 'asked', align: 'right', show: ({ asked }) => String(asked) },
    { title: 'received', align: 'right', show: ({ received }) => String(received) },
    { title: 'resellable', align: 'right', show: ({ resellable }) => String(resellable) },
    { title: 'refund', align: 'right', show: ({ refundMinor, currency }, { words }) => words.money(refundMinor, currency) },
    { title: 'credit-note', show: ({ creditNote }) => creditNote ?? '' },
    { title: 'reason', show: ({ reason }) => reason },
  ],
  csv: {
    id: ({ id }) => id,
    date: ({ date }) => date,
    order: ({ order }) => order,
    number: ({ number }) => number,
    channel: ({ channel }) => channel,
    state: ({ state }) => state,
    asked: ({ asked }) => asked,
    received: ({ received }) => received,
    resellable: ({ resellable }) => resellable,
    value: ({ valueMinor, currency }) => formatAmount(valueMinor, currency),
    refund: ({ refundMinor, currency }) => formatAmount(refundMinor, currency),
    currency: ({ currency }) => currency,
    credit_note: ({ creditNote }) => creditNote,
    reason: ({ reason }) => reason,
  },
  csvNumbers: ['asked', 'received', 'resellable', 'value', 'refund'],
  id: ({ id }) => id,
});

/** One return as an object, several as an array. */
export const returnShow: View<readonly ReturnView[]> = {
  text: (all, paper) => all.map((one) => oneReturn(one, paper)).join('\n\n'),
  json: (all) => (all.length === 1 ? all[0] : all),
};

function oneReturn(one: ReturnView, { words, width }: Paper): string {
  const name = (key: string) => words.say(`column.${key}`);
  const facts = renderFacts([
    [name('return'), one.id],
    [name('order'), one.number === one.order ? one.order : `${one.order}  ${one.channel}:${one.number}`],
    [name('state'), words.say(`return-state.${one.state}`)],
    [name('reason'), one.reason],
    [name('asked'), one.askedOn],
    [name('received'), one.receivedOn],
    [name('returned-value'), words.money(one.valueMinor, one.currency)],
    [name('refund'), words.money(one.refundMinor, one.currency)],
    [name('credit-note'), one.creditNote],
    [name('actor'), one.actor],
  ]);
  const lines = renderTable(
    [
      { title: name('sku') },
      { title: name('name') },
      ...(['asked', 'received', 'resellable'] as const).map((key) => ({ title: name(key), align: 'right' as const })),
      { title: name('location') },
    ],
    one.lines.map((line) => [line.sku, line.name, String(line.asked), String(line.received), String(line.resellable), line.location ?? '']),
    width,
  );
  return `${facts}\n\n${lines}`;
}
