// oms order confirm, unconfirm
import { confirmOrders, unconfirmOrders } from '../../usecases/order/confirm.ts';
import { actingCommand } from './acting.ts';

export const confirm = actingCommand({
  name: 'confirm',
  summary: 'check orders, accept them and reserve their goods',
  notes:
    'Errors and holds refuse an order; a shortage does not: what is missing becomes a backorder. Served by priority, then age. --all takes every new order without errors and holds.',
  examples: ['order confirm O12 O13', 'order confirm --all', 'order list --channel shopify --state new --ids | oms order confirm -'],
  all: { states: ['new'], current: true, clean: true },
  act: (shop, ids, input) => confirmOrders(shop, ids, { dryRun: input.dryRun }),
});

export const unconfirm = actingCommand({
  name: 'unconfirm',
  summary: 'take a confirmation back: the order is new, its goods are free',
  notes: 'Refused once there is a shipment or an invoice.',
  examples: ['order unconfirm O12'],
  all: { states: ['confirmed'], current: true },
  dangerous: true,
  act: (shop, ids, input) => unconfirmOrders(shop, ids, { dryRun: input.dryRun }),
});
