// oms stock assemble
import { OmsError } from '../../domain/error.ts';
import { parseQuantity } from '../../domain/id.ts';
import { assemblyAct } from '../../output/views/stock-assemble.ts';
import { assembleStock } from '../../usecases/stock/assemble.ts';
import type { Command } from '../command.ts';
import { lotOptions, lotWish } from '../lot-flags.ts';

export const assemble: Command = {
  name: 'assemble',
  summary: 'goods put together from their parts, or taken apart',
  notes: `Parts leave the shelf and the goods come onto it, in one act; what the parts had cost is what the goods cost. What goods
are made of says "product part add". With --reverse the goods leave and the parts come back. Parts that are kept by lot are
used up first expired, first out; --part-lot says which, and is needed for those that come back.`,
  args: '<sku> <quantity>',
  options: [
    { flags: '--reverse', about: 'take so many apart' },
    { flags: '--location <code>', about: 'where (default: the first location)' },
    ...lotOptions,
    { flags: '--part-lot <sku=lot>', about: 'the lot of a part', repeat: true },
    { flags: '--reason <text>', about: 'a note for the ledger' },
  ],
  writes: true,
  keyed: true,
  makes: true,
  examples: ['stock assemble HAMPER 5', 'stock assemble HAMPER 2 --reverse --key unsold-2026'],
  async run(context, input) {
    const [sku, quantity] = input.args as [string, string];
    const assembly = {
      sku,
      quantity: parseQuantity(quantity),
      reverse: input.on('reverse'),
      location: input.text('location'),
      ...lotWish(input),
      partLots: partLots(input.list('part-lot')),
      reason: input.text('reason'),
    };
    const result = await assembleStock(await context.shopToWrite(), assembly, { dryRun: input.dryRun, key: input.key });
    return context.printAct(assemblyAct, result, input);
  },
};

/** "SKU=LOT" of each part that one is named for; undefined: none is. Refuses `flag-value`. */
function partLots(texts: readonly string[]): Record<string, string> | undefined {
  if (texts.length === 0) return undefined;
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1 || at === text.length - 1) throw new OmsError('flag-value', { flag: '--part-lot', value: text, allowed: ['SKU=LOT'] });
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}
