// oms order validate
import { validateOrders } from '../../usecases/order/validate.ts';
import { actingCommand } from './acting.ts';

export const validate = actingCommand({
  name: 'validate',
  summary: 'look orders over: products, prices, totals, address, stock',
  notes:
    'Lines whose SKU has become known are linked. Errors refuse the order and are kept to be looked at (oms order show); warnings are told. --all takes every open order.',
  examples: ['order validate O12', 'order validate --all --json'],
  all: { states: ['new', 'confirmed'], current: true },
  act: (shop, ids, input) => validateOrders(shop, ids, { dryRun: input.dryRun }),
});
