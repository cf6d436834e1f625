// Payments on the screen.
import { formatAmount } from '../../domain/money.ts';
import type { OrderView } from '../../domain/order/show.ts';
import type { PaymentView } from '../../domain/payment.ts';
import type { Outcome } from '../../domain/result.ts';
import { listView, type Paper, type View } from '../view.ts';
import { actView } from './act.ts';

/** With the sign of its direction: money given back is below zero. */
function signed({ kind, amountMinor }: PaymentView): number {
  return kind === 'refund' ? -amountMinor : amountMinor;
}

export const paymentList: View<readonly PaymentView[]> = listView<PaymentView>({
  columns: [
    { title: 'id', show: ({ id }) => id },
    { title: 'date', show: ({ date }) => date },
    { title: 'order', show: ({ order }) => order },
    { title: 'kind', show: ({ kind }, { words }) => words.say(`payment-kind.${kind}`) },
    { title: 'amount', align: 'right', show: (payment, { words }) => words.money(signed(payment), payment.currency) },
    { title: 'method', show: ({ method }) => method },
    { title: 'reference', optional: true, show: ({ reference }) => reference ?? '' },
    { title: 'actor', show: ({ actor }) => actor },
  ],
  csv: {
    id: ({ id }) => id,
    date: ({ date }) => date,
    order: ({ order }) => order,
    kind: ({ kind }) => kind,
    amount: (payment) => formatAmount(signed(payment), payment.currency),
    currency: ({ currency }) => currency,
    method: ({ method }) => method,
    reference: ({ reference }) => reference,
    return: ({ return: back }) => back,
    at: ({ at }) => at,
    actor: ({ actor }) => actor,
  },
  csvNumbers: ['amount'],
  id: ({ id }) => id,
});

/** What was recorded, and what is owed now. */
export const paymentAct = actView('payment', sentenceOf);

function sentenceOf({ outcome, owedMinor, overMinor, held }: Outcome): string {
  if (outcome === 'refunded' && Array.isArray(held) && held.length > 0) return 'refunded-unpaid';
  if (outcome !== 'recorded') return outcome;
  if (Number(overMinor) > 0) return 'recorded-over';
  return Number(owedMinor) > 0 ? 'recorded-in-part' : 'recorded';
}

/** What was paid for one order, and what went along with lines to or from others. */
export function orderPayments({ payments: all, paymentMoves }: Pick<OrderView, 'payments' | 'paymentMoves'>, paper: Paper): string {
  const { words } = paper;
  const moved = paymentMoves.map(({ order, date, amountMinor, currency }) => {
    const amount = words.money(Math.abs(amountMinor), currency);
    return `${date}  ${words.say(amountMinor < 0 ? 'order.money-to' : 'order.money-from', { order, amount })}`;
  });
  const shown = [...(all.length > 0 ? [paymentList.text(all, paper)] : []), ...moved];
  return shown.length === 0 ? '' : `${words.say('section.payments')}\n${shown.join('\n')}`;
}
