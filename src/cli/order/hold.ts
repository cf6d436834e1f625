// oms order hold, unhold
import { holdOrders, unholdOrders } from '../../usecases/order/hold.ts';
import { actingCommand } from './acting.ts';

export const hold = actingCommand({
  name: 'hold',
  summary: 'keep orders from going on, with a reason',
  notes:
    'A held order is neither confirmed nor reserved; what it has reserved stays its own, or with --release goes to others. On the day of --until the next command that writes lets it go on.',
  options: [
    { flags: '--reason <text>', about: 'why (needed)' },
    { flags: '--until <date>', about: 'the day on which it may go on by itself' },
    { flags: '--release', about: 'free what it has reserved; it waits for goods again afterwards' },
  ],
  examples: ['order hold O12 --reason "ask for the apartment number"', 'order hold O12 --reason "on holiday" --until 2026-08-31 --release'],
  all: { states: ['new', 'confirmed'], current: true },
  dangerous: true,
  act: (shop, ids, input) =>
    holdOrders(shop, ids, input.text('reason'), { dryRun: input.dryRun, until: input.date('until'), release: input.on('release') }),
});

export const unhold = actingCommand({
  name: 'unhold',
  summary: 'let held orders go on',
  notes: 'Not those that need an approval: oms order approve.',
  examples: ['order unhold O12', 'order list --held --ids | oms order unhold -'],
  all: { tasks: ['held'] },
  dangerous: true,
  act: (shop, ids, input) => unholdOrders(shop, ids, { dryRun: input.dryRun }),
});
