// oms order split
import { OmsError } from '../../domain/error.ts';
import { parsePlace } from '../../domain/order/place.ts';
import { parseLineCount, parseMoney } from '../../domain/order/typed.ts';
import { orderAct } from '../../output/views/order.ts';
import { currencyOfOrder } from '../../usecases/order/edit.ts';
import { splitOrder } from '../../usecases/order/split.ts';
import type { Command } from '../command.ts';
import { placeHelp } from './edit-flags.ts';

export const split: Command = {
  name: 'split',
  summary: 'make an order of its own of some lines',
  args: '<order>',
  options: [
    { flags: '--line <line=n>', about: 'a line that goes, by number or SKU, or so many of it (needed)', repeat: true },
    { flags: '--shipping <amount>', about: 'freight that goes along (default: none)' },
    {
      flags: '--ship-to <place>',
      about: `where the new order goes: ${placeHelp}`,
    },
  ],
  writes: true,
  keyed: true,
  makes: true,
  notes: `Discounts go along by what they were of, so that both orders’ sum to what they were; tax is computed on each. What was
paid pays the old order first, and the rest goes along. What is promised stays so, and so do what promotions gave, what is waived, and with whom it is to go. Each call splits
off once more: with --key the same call acts once.`,
  examples: ['order split O12 --line 2', 'order split O12 --line MUG-01=1 --shipping 3.90 --ship-to office'],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const order = input.args[0] as string;
    const lines = input.list('line').map(parseLineCount);
    if (lines.length === 0) throw new OmsError('argument-missing', { name: '--line' });
    const shippingMinor = parseMoney(input.text('shipping') || '0', await currencyOfOrder(shop, order));
    const shipTo = parsePlace(input.text('ship-to')?.trim() ?? '', shop.settings.country);
    const result = await splitOrder(shop, order, { lines, shippingMinor, shipTo }, { dryRun: input.dryRun, key: input.key });
    return context.printAct(orderAct, result, input);
  },
};
