// oms purchase receive
import { OmsError } from '../../domain/error.ts';
import { purchaseActView } from '../../output/views/purchase.ts';
import { purchasesIn } from '../../usecases/purchase/close.ts';
import { receivePurchases } from '../../usecases/purchase/receive.ts';
import type { Command } from '../command.ts';
import { lotOptions, lotWish } from '../lot-flags.ts';
import { selectIds } from '../selection.ts';

export const receive: Command = {
  name: 'receive',
  summary: 'goods of purchases have come: onto the shelf, at what they cost',
  args: '[purchases...]',
  options: [
    { flags: '--line <sku=quantity@cost>', about: 'what came of it; a cost only where it differs from what was agreed', repeat: true },
    ...lotOptions,
    { flags: '--allow-over', about: 'more may have come than was ordered' },
    { flags: '--rate <rate>', about: 'what one unit of the purchase’s currency costs in the shop’s, where they differ' },
  ],
  writes: true,
  selects: true,
  keyed: true,
  makes: true,
  notes:
    'Without --line everything that is open has come. With it the rest stays open, until it comes or the purchase is cancelled. --all: every purchase that is sent.',
  examples: ['purchase receive U3', 'purchase receive U3 --line MUG-01=10 --key delivery-2026-12-14', 'purchase receive U4 --rate 0.00058'],
  async run(context, input) {
    const receipt = { lines: input.list('line'), allowOver: input.on('allow-over'), rate: input.text('rate'), ...lotWish(input) };
    const shop = await context.shopToWrite();
    const ids = await selectIds(context, input, () => purchasesIn(shop, 'sent'));
    if (ids.length > 1 && receipt.lines.length > 0) throw new OmsError('flags-conflict', { flags: ['--line', ids.join(' ')] });
    const result = await receivePurchases(shop, ids, receipt, { dryRun: input.dryRun, key: input.key });
    return context.printAct(purchaseActView, result, input);
  },
};
