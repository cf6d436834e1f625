// oms order reserve, release
import { OmsError } from '../../domain/error.ts';
import { reservedView } from '../../output/views/reserve.ts';
import { releaseOrders, reserveOrders } from '../../usecases/order/reserve.ts';
import { lackingIds } from '../../usecases/order/select.ts';
import type { Input } from '../input.ts';
import { actingCommand } from './acting.ts';

export const reserve = actingCommand({
  name: 'reserve',
  summary: 'promise goods on hand to confirmed orders',
  notes: `Served by priority, then age, in one act; --dry-run tells what each line gets, from where, and why it gets no more. What
is missing waits: goods that come later go to who waits longest, by themselves. Whether part of an order may be reserved
is the setting allow-partial; --whole and --part give these orders a rule of their own, for sending them too. Who gets
what is short is the setting reserve-by, where goods are taken from reserve-from, how long they stay promised to who has
not paid reserve-days. --all takes every order that gets something now.`,
  options: [
    { flags: '--until <time>', about: 'a date or time at which the promise ends, unless it is paid by then; again: another one' },
    { flags: '--whole', about: 'these orders: everything or nothing, from now on' },
    { flags: '--part', about: 'these orders: what there is, from now on' },
  ],
  examples: ['order reserve O12', 'order reserve --all', 'order reserve --all --dry-run', 'order reserve O12 --until 2026-12-01'],
  all: {},
  findAll: lackingIds,
  view: (input) => reservedView(input.dryRun),
  async act(shop, ids, input, isJson) {
    const until = input.instant('until', shop.settings['time-zone']);
    const told = { explained: isJson || input.dryRun, servedOnly: input.args.length === 0 };
    return reserveOrders(shop, ids, { dryRun: input.dryRun, until, partial: partialRule(input), ...told });
  },
});

function partialRule(input: Input): boolean | undefined {
  if (input.on('whole') && input.on('part')) throw new OmsError('flags-conflict', { flags: ['--whole', '--part'] });
  if (input.on('whole')) return false;
  return input.on('part') ? true : undefined;
}

export const release = actingCommand({
  name: 'release',
  summary: 'free what is reserved for an order; it stays confirmed',
  notes: `Who waits longest for the goods gets them. The order itself is served again by "order reserve". Refused while the goods
are packed in an open shipment.`,
  examples: ['order release O12'],
  all: { states: ['confirmed'], current: true },
  dangerous: true,
  act: (shop, ids, input) => releaseOrders(shop, ids, { dryRun: input.dryRun }),
});
