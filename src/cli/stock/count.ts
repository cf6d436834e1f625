// oms stock count
import { OmsError } from '../../domain/error.ts';
import { parseQuantity } from '../../domain/id.ts';
import { actView } from '../../output/views/act.ts';
import { countStock } from '../../usecases/stock/count.ts';
import type { Command } from '../command.ts';
import { lotOptions, lotWish } from '../lot-flags.ts';
import { countBySheet, isSheetAsked, sheetOptions } from './count-sheet.ts';

export const count: Command = {
  name: 'count',
  summary: 'on hand becomes what was counted: of one product, or by a count sheet',
  notes: `With --expect it does so only while on hand is still what it was when the counting began; else it says what stands
there now, and changes nothing. The same count twice changes nothing. Of a product that is kept by lot, --lot says which
was counted.

--sheet writes what to count, by bin; --file books it: compared is what stood there when the sheet was written, so that
goods that came or went meanwhile are allowed for. Rows left blank were not counted; the same file again changes nothing.
--suggest says what is due: what makes up 80 % of the value that left in a year (A) every 60 days, the next 15 % (B) every
120, the rest (C) every 240. --suggest --sheet is a sheet of it.`,
  args: '[sku] [quantity]',
  options: [
    { flags: '--expect <n>', about: 'only while on hand is still this' },
    { flags: '--location <code>', about: 'where (default: the first location)' },
    { flags: '--reason <text>', about: 'a note for the ledger' },
    ...lotOptions,
    ...sheetOptions,
  ],
  writes: true,
  lists: true,
  examples: [
    'stock count MUG-01 23',
    'stock count MUG-01 23 --expect 24 --location busan',
    'stock count --sheet -o sheet.csv',
    'stock count --file sheet.csv --dry-run',
    'stock count --suggest --sheet',
  ],
  async run(context, input) {
    if (isSheetAsked(input)) return countBySheet(context, input);
    const [sku, quantity] = input.args;
    if (sku === undefined || quantity === undefined)
      throw new OmsError('argument-missing', { name: sku === undefined ? 'sku' : 'quantity' });
    const counted = {
      sku,
      counted: parseQuantity(quantity, 0),
      expected: input.whole('expect'),
      location: input.text('location'),
      reason: input.text('reason'),
      ...lotWish(input),
    };
    const result = await countStock(await context.shopToWrite(), counted, { dryRun: input.dryRun });
    return context.printAct(actView('stock'), result, input);
  },
};
