// Rules of approval on the screen.
import type { ApprovalRuleView } from '../../domain/order/approval.ts';
import { listView, type Paper } from '../view.ts';
import type { Words } from '../words.ts';
import { actView } from './act.ts';

export const approvalAct = actView('approval');

export const approvalList = listView<ApprovalRuleView>({
  columns: [
    { title: 'rule', show: ({ name }) => name },
    { title: 'asks-for', show: conditions },
    { title: 'approvers', show: ({ approvers }, { words }) => approvers.map((step) => whoever(step, words)).join(' → ') },
    { title: 'waiting', align: 'right', show: ({ waiting }) => String(waiting) },
    { title: 'state', optional: true, show: ({ active }, { words }) => (active ? '' : words.say('approval.ended')) },
  ],
  csv: {
    rule: ({ name }) => name,
    over: ({ over }) => over,
    currency: ({ currency }) => currency,
    discount_percent: ({ discountPercent }) => discountPercent,
    new_customer: ({ newCustomer }) => (newCustomer ? 'yes' : 'no'),
    countries: ({ countries }) => countries?.join(',') ?? null,
    channel: ({ channel }) => channel,
    approvers: ({ approvers }) => approvers.map((step) => step.join(',')).join(' > '),
    active: ({ active }) => (active ? 'yes' : 'no'),
    waiting: ({ waiting }) => waiting,
  },
  csvNumbers: ['over', 'discount_percent', 'waiting'],
  id: ({ name }) => name,
});

/** Whoever may approve at one step. */
export function whoever(names: readonly string[], words: Words): string {
  return names.length === 0 ? words.say('approval.anybody') : names.join(', ');
}

function conditions({ overMinor, currency, discountPercent, newCustomer, countries, channel }: ApprovalRuleView, { words }: Paper): string {
  const said = [
    ...(overMinor === null ? [] : [words.say('approval.over', { amount: { amountMinor: overMinor, currency } })]),
    ...(discountPercent === null ? [] : [words.say('approval.discount', { percent: discountPercent })]),
    ...(newCustomer ? [words.say('approval.new-customer')] : []),
    ...(countries === null ? [] : [words.say('approval.countries', { countries })]),
    ...(channel === null ? [] : [words.say('approval.channel', { channel })]),
  ];
  return said.length === 0 ? words.say('approval.every-order') : said.join(', ');
}
