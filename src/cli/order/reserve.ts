// oms order reserve, release
import { releaseOrders, reserveOrders } from '../../usecases/order/reserve.ts';
import { reservableIds } from '../../usecases/order/select.ts';
import { actingCommand } from './acting.ts';

export const reserve = actingCommand({
  name: 'reserve',
  summary: 'promise goods on hand to confirmed orders',
  notes:
    'Served by priority, then age. Whether part of an order may be reserved is the setting allow-partial. --all takes every order that would get something now.',
  examples: ['order reserve O12', 'order reserve --all', 'order reserve --all --dry-run'],
  all: {},
  findAll: reservableIds,
  act: (shop, ids, input) => reserveOrders(shop, ids, { dryRun: input.dryRun }),
});

export const release = actingCommand({
  name: 'release',
  summary: 'free what is reserved for an order; it stays confirmed and waits',
  notes: 'Refused while the goods are packed in an open shipment.',
  examples: ['order release O12'],
  all: { states: ['confirmed'], current: true },
  dangerous: true,
  act: (shop, ids, input) => releaseOrders(shop, ids, { dryRun: input.dryRun }),
});
