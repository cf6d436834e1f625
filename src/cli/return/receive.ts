// oms return receive
import { OmsError } from '../../domain/error.ts';
import { returnsToReceive } from '../../usecases/return/read.ts';
import { receiveReturns } from '../../usecases/return/record.ts';
import type { Command } from '../command.ts';
import { documentCheck } from '../document.ts';
import { selectIds } from '../selection.ts';
import { answer } from './answer.ts';
import { goodsOptions, readGoods, readReceiving, receivingOptions } from './goods.ts';

export const receive: Command = {
  name: 'receive',
  summary: 'goods that were asked for have come',
  args: '[returns...]',
  options: [...goodsOptions, ...receivingOptions],
  writes: true,
  selects: true,
  makes: true,
  notes: 'Without --line everything that was asked for has come, and can be sold again. --all: every return waited for.',
  examples: ['return receive R3', 'return receive R3 --line MUG-01=1:damaged --no-refund'],
  async run(context, input) {
    const goods = readGoods(input);
    const receiving = { ...readReceiving(input), check: await documentCheck(context) };
    const shop = await context.shopToWrite();
    const ids = await selectIds(context, input, () => returnsToReceive(shop));
    const single = [...(goods.length > 0 ? ['--line'] : []), ...(typeof receiving.refund === 'object' ? ['--refund'] : [])];
    if (ids.length > 1 && single.length > 0) throw new OmsError('flags-conflict', { flags: [...single, ids.join(' ')] });
    const request = { goods: goods.length > 0 ? goods : ('all' as const), ...receiving };
    return answer(context, shop, await receiveReturns(shop, ids, request, { dryRun: input.dryRun }), input);
  },
};
