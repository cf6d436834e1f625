// oms purchase send
import { purchaseActView } from '../../output/views/purchase.ts';
import { purchasesIn, sendPurchases } from '../../usecases/purchase/close.ts';
import type { Command } from '../command.ts';
import { selectIds } from '../selection.ts';

export const send: Command = {
  name: 'send',
  summary: 'purchases go out to their suppliers: their goods are incoming from now on',
  args: '[purchases...]',
  options: [{ flags: '--expected <date>', about: 'when the goods ought to come (default: after the offers’ lead days)' }],
  writes: true,
  selects: true,
  makes: true,
  notes: '--all: every draft. Sending again with another --expected notes that the goods come on another day.',
  examples: ['purchase send U3', 'purchase send U3 --expected 2026-12-20', 'purchase send --all --dry-run'],
  async run(context, input) {
    const expectedOn = input.date('expected');
    const shop = await context.shopToWrite();
    const ids = await selectIds(context, input, () => purchasesIn(shop, 'draft'));
    return context.printAct(purchaseActView, await sendPurchases(shop, ids, { expectedOn }, { dryRun: input.dryRun }), input);
  },
};
