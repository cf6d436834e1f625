// Orders on the screen: lists of them, and what was done to them.
import { formatAmount } from '../../domain/money.ts';
import type { OrderRow } from '../../domain/order/list.ts';
import type { Outcome } from '../../domain/result.ts';
import { listView, type Paper, type View } from '../view.ts';
import { actView } from './act.ts';

/** "2 errors, held": what keeps an order from going on; empty when nothing does. */
function trouble({ errors, warnings, holds, conflicts, state }: OrderRow, { words }: Paper): string {
  const said: string[] = conflicts > 0 ? [words.say('word.conflicts')] : [];
  // what is over and done needs nobody's attention
  if (state !== 'new' && state !== 'confirmed') return said.join(', ');
  if (errors > 0) said.push(words.say('word.errors', { count: errors }));
  if (warnings > 0) said.push(words.say('word.warnings', { count: warnings }));
  if (holds > 0) said.push(words.say('word.held'));
  return said.join(', ');
}

export const orderList: View<readonly OrderRow[]> = listView<OrderRow>({
  columns: [
    { title: 'id', show: ({ id }) => id },
    { title: 'date', show: ({ date }) => date },
    { title: 'channel', show: ({ channel }) => channel },
    { title: 'number', optional: true, show: ({ number, id }) => (number === id ? '' : number) },
    { title: 'customer', show: ({ customerName }) => customerName },
    { title: 'total', align: 'right', show: ({ totalMinor, currency }, { words }) => words.money(totalMinor, currency) },
    { title: 'state', show: ({ state }, { words }) => words.say(`order-state.${state}`) },
    { title: 'payment', show: ({ paymentState }, { words }) => words.say(`payment-state.${paymentState}`) },
    { title: 'fulfilment', show: ({ fulfilmentState }, { words }) => words.say(`fulfilment-state.${fulfilmentState}`) },
    { title: 'trouble', optional: true, show: trouble },
  ],
  csv: {
    id: ({ id }) => id,
    number: ({ number }) => number,
    channel: ({ channel }) => channel,
    date: ({ date }) => date,
    customer: ({ customer }) => customer,
    customer_name: ({ customerName }) => customerName,
    state: ({ state }) => state,
    payment_state: ({ paymentState }) => paymentState,
    fulfilment_state: ({ fulfilmentState }) => fulfilmentState,
    return_state: ({ returnState }) => returnState,
    invoice_state: ({ invoiceState }) => invoiceState,
    currency: ({ currency }) => currency,
    net: ({ netMinor, currency }) => formatAmount(netMinor, currency),
    tax: ({ taxMinor, currency }) => formatAmount(taxMinor, currency),
    total: ({ totalMinor, currency }) => formatAmount(totalMinor, currency),
    paid: ({ paidMinor, refundedMinor, currency }) => formatAmount(paidMinor - refundedMinor, currency),
    owed: ({ owedMinor, currency }) => formatAmount(owedMinor, currency),
    errors: ({ errors }) => errors,
    warnings: ({ warnings }) => warnings,
    holds: ({ holds }) => holds,
  },
  csvNumbers: ['net', 'tax', 'total', 'paid', 'owed', 'errors', 'warnings', 'holds'],
  id: ({ id }) => id,
});

/** What was done to orders; the sentence tells what was promised and what is to be given back. */
export const orderAct = actView('order', sentenceOf);

function sentenceOf({
  outcome,
  backordered,
  wanted,
  refundMinor,
  held,
  givenMinor,
  until,
  released,
  promotionsLost = [],
}: Outcome): string {
  if (outcome === 'held' && Number(released ?? 0) > 0) return until === undefined ? 'held-released' : 'held-until-released';
  if (outcome === 'held' && until !== undefined) return 'held-until';
  if (outcome === 'added' && Number(givenMinor ?? 0) > 0) return 'added-promoted';
  if (outcome === 'confirmed' && Number(backordered ?? 0) > 0) return 'confirmed-backordered';
  if (outcome === 'confirmed' && Number(wanted ?? 0) > 0) return 'confirmed-reserved';
  if (outcome === 'reserved' && Number(backordered) > 0) return 'partly-reserved';
  if ((outcome === 'cancelled' || outcome === 'lines-cancelled') && Number(refundMinor) > 0) return `${outcome}-to-refund`;
  if (outcome === 'resumed' && isWaiting(held)) return 'resumed-unpaid';
  if (outcome === 'resumed' && (promotionsLost as string[]).length > 0) return 'resumed-without';
  return outcome;
}

/** Whether what was done has brought back the hold of what is to be paid first. */
function isWaiting(held: unknown): boolean {
  return Array.isArray(held) && held.length > 0;
}
