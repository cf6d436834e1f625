// oms order cancel, resume
import { cancelOrders, resumeOrders } from '../../usecases/order/cancel.ts';
import { actingCommand } from './acting.ts';

export const cancel = actingCommand({
  name: 'cancel',
  summary: 'cancel orders, with a reason',
  notes:
    'Frees what is reserved and says what must be given back. What has left is taken back by a return, what is invoiced by a credit note.',
  options: [{ flags: '--reason <text>', about: 'why (needed)' }],
  examples: [
    'order cancel O12 --reason "changed their mind"',
    'order list --channel demo --ids | oms order cancel - --reason "test orders"',
  ],
  all: { states: ['new', 'confirmed'], current: true },
  dangerous: true,
  act: (shop, ids, input) => cancelOrders(shop, ids, input.text('reason'), { dryRun: input.dryRun }),
});

export const resume = actingCommand({
  name: 'resume',
  summary: 'take cancelled orders up again, as new ones',
  examples: ['order resume O12'],
  all: { states: ['cancelled'], current: true },
  dangerous: true,
  act: (shop, ids, input) => resumeOrders(shop, ids, { dryRun: input.dryRun }),
});
