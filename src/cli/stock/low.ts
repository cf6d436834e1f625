// oms stock low
import { lowStockList } from '../../output/views/stock-low.ts';
import { allLowStock, newLowStock } from '../../usecases/stock/low.ts';
import type { Command } from '../command.ts';

export const low: Command = {
  name: 'low',
  summary: 'products that have fallen to their reorder point, each told once',
  options: [{ flags: '--all', about: 'everything at or below its reorder point, told before or not' }],
  lists: true,
  writes: true,
  notes:
    'A product is told when it is first seen at or below its reorder point, here or by "oms run", and again only after it was seen above it. --all and --dry-run mark nothing as told.',
  examples: ['stock low', 'stock low --all', 'stock low --all --ids'],
  async run(context, input) {
    const limit = input.limit(context.isTTY);
    const rows = input.on('all')
      ? await allLowStock(await context.shop())
      : await newLowStock(await context.shopToWrite(), { dryRun: input.dryRun });
    if (input.dryRun) context.say('note.dry-run');
    // what is told once is told whole
    context.printList(lowStockList, input.on('all') ? rows.slice(0, limit) : rows, input);
    return undefined;
  },
};
