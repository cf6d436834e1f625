// oms order hold, unhold
import { holdOrders, unholdOrders } from '../../usecases/order/hold.ts';
import { actingCommand } from './acting.ts';

export const hold = actingCommand({
  name: 'hold',
  summary: 'keep orders from going on, with a reason',
  notes: 'A held order is neither confirmed nor reserved; what it has reserved stays its own.',
  options: [{ flags: '--reason <text>', about: 'why (needed)' }],
  examples: ['order hold O12 --reason "ask for the apartment number"'],
  all: { states: ['new', 'confirmed'], current: true },
  dangerous: true,
  act: (shop, ids, input) => holdOrders(shop, ids, input.text('reason'), { dryRun: input.dryRun }),
});

export const unhold = actingCommand({
  name: 'unhold',
  summary: 'let held orders go on',
  examples: ['order unhold O12', 'order list --held --ids | oms order unhold -'],
  all: { tasks: ['held'] },
  dangerous: true,
  act: (shop, ids, input) => unholdOrders(shop, ids, { dryRun: input.dryRun }),
});
