// oms why
import { OmsError } from '../../domain/error.ts';
import { stockWhyView } from '../../output/views/stock-why.ts';
import { whyStock } from '../../usecases/stock/why.ts';
import type { Command } from '../command.ts';
import { namedIds, viewOfNamed } from '../selection.ts';

/** Movements shown to people, where nobody asks for more. */
const NEWEST = 20;

const why: Command = {
  name: 'why',
  summary: 'why a product’s stock is what it is: every number, and what it is made of',
  notes: `Tells what made on hand, which orders have what is reserved, which purchases bring what is incoming, and who waits
for what is backordered; below that the newest movements with a running balance. "stock history" has them all.`,
  args: '<skus...>',
  options: [{ flags: '--limit <n>', about: `at most so many movements (default: ${NEWEST}; with --json all)` }],
  examples: ['why MUG-01', 'why MUG-01 --json'],
  async run(context, input) {
    const skus = await namedIds(context, input.args);
    if (!skus) throw new OmsError('nothing-selected', { command: context.command });
    const limit = input.whole('limit', 1) ?? (context.globals.json ? undefined : NEWEST);
    context.print(viewOfNamed(stockWhyView, input.args), await whyStock(await context.shop(), skus, limit), input);
    return undefined;
  },
};

export const commands = [why];
