// oms return record
import { OmsError } from '../../domain/error.ts';
import type { ReturnWish } from '../../domain/return.ts';
import { recordReturn } from '../../usecases/return/record.ts';
import type { Command } from '../command.ts';
import { documentCheck } from '../document.ts';
import type { Input } from '../input.ts';
import { answer } from './answer.ts';
import { goodsOptions, readGoods, readReceiving, receivingOptions } from './goods.ts';

export const record: Command = {
  name: 'record',
  summary: 'goods came back: stock, money and credit note in one step',
  args: '<order>',
  options: [
    ...goodsOptions,
    { flags: '--all-lines', about: 'everything that was shipped and has not come back' },
    { flags: '--reason <text>', about: 'why (needed)' },
    { flags: '--ask', about: 'only asked for: the goods are still on their way (then: oms return receive)' },
    ...receivingOptions,
  ],
  writes: true,
  keyed: true,
  makes: true,
  notes:
    'What can be sold again goes back on the shelf; what is damaged comes on hand, but unavailable.\n' +
    'What was invoiced is credited. The refund is at most what the goods had cost, and leaves paid what the customer keeps; --allow-over lifts that.',
  examples: [
    'return record O12 --line MUG-01=1 --reason "changed mind"',
    'return record O12 --line MUG-01=2 --line MUG-01=1:damaged --reason "broken in transit" --refund 20.00',
    'return record O12 --all-lines --reason "wrong size" --ask',
  ],
  async run(context, input) {
    const request = { order: input.args[0] as string, goods: chosenGoods(input), reason: input.text('reason') ?? '', ask: input.on('ask') };
    if (request.ask && input.text('refund') !== undefined) throw new OmsError('flags-conflict', { flags: ['--ask', '--refund'] });
    const shop = await context.shopToWrite();
    const receiving = { ...readReceiving(input), check: await documentCheck(context) };
    const result = await recordReturn(shop, { ...request, ...receiving }, { dryRun: input.dryRun, key: input.key });
    return answer(context, shop, result, input);
  },
};

function chosenGoods(input: Input): readonly ReturnWish[] | 'all' {
  const goods = readGoods(input);
  if (goods.length > 0 && input.on('all-lines')) throw new OmsError('flags-conflict', { flags: ['--line', '--all-lines'] });
  if (goods.length === 0 && !input.on('all-lines')) throw new OmsError('argument-missing', { name: '--line' });
  return goods.length > 0 ? goods : 'all';
}
