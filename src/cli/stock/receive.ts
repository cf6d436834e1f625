// oms stock receive
import { parseQuantity } from '../../domain/id.ts';
import { parsePrice } from '../../domain/order/typed.ts';
import { actView } from '../../output/views/act.ts';
import { receiveStock } from '../../usecases/stock/move.ts';
import type { Command } from '../command.ts';
import { lotOptions, lotWish } from '../lot-flags.ts';

export const receive: Command = {
  name: 'receive',
  summary: 'goods in',
  args: '<sku> <quantity>',
  options: [
    { flags: '--location <code>', about: 'where to (default: the first location)' },
    ...lotOptions,
    { flags: '--unit-cost <amount>', about: 'what one cost' },
    { flags: '--reason <text>', about: 'a note for the ledger' },
  ],
  writes: true,
  keyed: true,
  makes: true,
  examples: [
    'stock receive MUG-01 24',
    'stock receive MUG-01 24 --unit-cost 4.10 --key delivery-2026-11-21',
    'stock receive MILK 40 --lot L2611 --expires 2026-12-31',
  ],
  async run(context, input) {
    const [sku, quantity] = input.args as [string, string];
    const cost = input.text('unit-cost');
    const shop = await context.shopToWrite();
    const change = {
      sku,
      quantity: parseQuantity(quantity),
      location: input.text('location'),
      reason: input.text('reason'),
      ...lotWish(input),
      unitCostMicros: cost === undefined ? undefined : parsePrice(cost, shop.settings.currency),
    };
    const result = await receiveStock(shop, change, { dryRun: input.dryRun, key: input.key });
    return context.printAct(actView('stock'), result, input);
  },
};
