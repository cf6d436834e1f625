// oms stock hold, unhold
import { parseQuantity } from '../../domain/id.ts';
import type { ActResult } from '../../domain/result.ts';
import { actView } from '../../output/views/act.ts';
import type { Shop } from '../../usecases/shop.ts';
import { holdStock, type KeyedOptions, type StockHold, unholdStock } from '../../usecases/stock/move.ts';
import type { Command } from '../command.ts';
import { lotOption } from '../lot-flags.ts';

type Act = (shop: Shop, hold: StockHold, options: KeyedOptions) => Promise<ActResult>;

function holding(words: Pick<Command, 'name' | 'summary' | 'notes' | 'examples'>, why: string, act: Act): Command {
  return {
    ...words,
    args: '<sku> <quantity>',
    options: [
      { flags: '--reason <text>', about: why },
      { flags: '--location <code>', about: 'where (default: the first location)' },
      lotOption,
    ],
    writes: true,
    keyed: true,
    makes: true,
    async run(context, input) {
      const [sku, quantity] = input.args as [string, string];
      const hold = {
        sku,
        quantity: parseQuantity(quantity),
        reason: input.text('reason'),
        location: input.text('location'),
        lot: input.text('lot'),
      };
      const result = await act(await context.shopToWrite(), hold, { dryRun: input.dryRun, key: input.key });
      return context.printAct(actView('stock'), result, input);
    },
  };
}

export const hold = holding(
  {
    name: 'hold',
    summary: 'goods on hand that are not to be sold: damaged, or kept back',
    notes: 'They stay on hand and are unavailable. "stock adjust --unavailable" throws them away.',
    examples: ['stock hold MUG-01 2 --reason "chipped"', 'stock hold MUG-01 5 --reason "for the fair" --location front'],
  },
  'why (needed)',
  holdStock,
);

export const unhold = holding(
  {
    name: 'unhold',
    summary: 'goods that were held back may be sold again',
    notes: undefined,
    examples: ['stock unhold MUG-01 2', 'stock unhold MUG-01 2 --reason "glazed anew"'],
  },
  'a note for the ledger',
  unholdStock,
);
