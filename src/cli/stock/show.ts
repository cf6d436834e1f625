// oms stock show
import { OmsError } from '../../domain/error.ts';
import { stockShow } from '../../output/views/stock.ts';
import { stockBySku } from '../../usecases/stock/show.ts';
import type { Command } from '../command.ts';
import { namedIds } from '../selection.ts';

export const show: Command = {
  name: 'show',
  summary: 'a product’s stock: on hand, reserved, available, incoming, backordered',
  notes: 'Of a kit: how many could be put together, of which parts, and which of them there are fewest of.',
  args: '[skus...]',
  examples: ['stock show MUG-01', 'stock show MUG-01 --json'],
  async run(context, input) {
    const skus = await namedIds(context, input.args);
    if (!skus) throw new OmsError('nothing-selected', { command: context.command });
    context.print(stockShow, await stockBySku(await context.shop(), skus), input);
    return undefined;
  },
};
