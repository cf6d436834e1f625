// oms batch discard

import { parseQuantity } from '../../domain/id.ts';
import { batchAct } from '../../output/views/batch.ts';
import { discardOrders } from '../../usecases/batch/discard.ts';
import { waitingBatches } from '../../usecases/batch/read.ts';
import type { Command } from '../command.ts';
import { selectIds } from '../selection.ts';

export const discard: Command = {
  name: 'discard',
  summary: 'give up orders and rows that could not be taken, with a reason',
  notes: `They wait no longer, and their cells are removed; the file they came in is not touched. Without --order and --row: all
of the batch that wait. An order whose number is missing, and a row of records, is named by its row.`,
  args: '[ids...]',
  options: [
    { flags: '--reason <text>', about: 'why (needed)' },
    { flags: '--order <number>', about: 'only the order with this number', repeat: true },
    { flags: '--row <n>', about: 'only the order with this row', repeat: true },
  ],
  selects: true,
  writes: true,
  makes: true,
  examples: ['batch discard B12 --reason "test orders"', 'batch discard B12 --row 14 --row 20 --reason "no order number"'],
  async run(context, input) {
    const which = { orders: input.list('order'), rows: input.list('row').map((row) => parseQuantity(row)) };
    const shop = await context.shopToWrite();
    const ids = await selectIds(context, input, () => waitingBatches(shop));
    const result = await discardOrders(shop, ids, which, input.text('reason'), { dryRun: input.dryRun });
    return context.printAct(batchAct, result, input);
  },
};
