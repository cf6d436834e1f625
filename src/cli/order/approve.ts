// oms order approve, reject
import { approveOrders, rejectOrders } from '../../usecases/order/approve.ts';
import { actingCommand } from './acting.ts';

export const approve = actingCommand({
  name: 'approve',
  summary: 'approve orders that a rule asks for, as whoever acts (OMS_ACTOR, else the user’s name)',
  notes:
    'Where a rule names several, each in their turn; nobody twice. An order that is changed in what the rule looks at needs approval anew. The rules: oms approval list.',
  options: [{ flags: '--note <text>', about: 'a remark' }],
  examples: ['order approve O12', 'order approve O12 --note "known from the fair"'],
  all: { tasks: ['needs-approval'] },
  dangerous: true,
  act: (shop, ids, input) => approveOrders(shop, ids, { dryRun: input.dryRun, note: input.text('note')?.trim() }),
});

export const reject = actingCommand({
  name: 'reject',
  summary: 'refuse to approve orders, with a reason: they stay held',
  notes: 'Until they are approved after all, changed in what the rule looks at, or cancelled: oms order cancel.',
  options: [{ flags: '--reason <text>', about: 'why (needed)' }],
  examples: ['order reject O12 --reason "too large for a first order"'],
  all: { tasks: ['needs-approval'] },
  dangerous: true,
  act: (shop, ids, input) => rejectOrders(shop, ids, input.text('reason'), { dryRun: input.dryRun }),
});
