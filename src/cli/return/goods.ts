// What came back, as it is typed: --line SKU=QUANTITY, with :damaged where it cannot be sold again.
import { OmsError } from '../../domain/error.ts';
import { parseQuantity } from '../../domain/id.ts';
import { type Condition, conditions, type ReturnWish } from '../../domain/return.ts';
import type { CommandOption } from '../command.ts';
import type { Input } from '../input.ts';

const LINE = new RegExp(`^(?<sku>.+)=(?<quantity>[^=:]*)(?::(?<condition>${conditions.join('|')}))?$`, 'su');

export const goodsOptions: readonly CommandOption[] = [
  { flags: '--line <sku=quantity>', about: 'what came; "MUG=2:damaged" where it cannot be sold again', repeat: true },
];

/** How the goods are dealt with: the flags that recording and receiving have in common. */
export const receivingOptions: readonly CommandOption[] = [
  { flags: '--refund <amount>', about: 'pay back this much (default: what the goods had cost, less what is still owed)' },
  { flags: '--no-refund', about: 'pay nothing back' },
  { flags: '--allow-over', about: 'pay back more than the goods had cost, or than was paid' },
  { flags: '--method <name>', about: 'how it is paid back (default: as it was paid)' },
  { flags: '--location <code>', about: 'where the goods are put (default: the first location)' },
  {
    flags: '--lot <lot>',
    about: 'of which lot they are, where part of what was sent of several comes back; of a kit’s parts one each',
    repeat: true,
  },
];

/** The --line flags. Refuses `return-line-invalid`, `quantity-invalid`. */
export function readGoods(input: Input): ReturnWish[] {
  return input.list('line').map((text) => {
    const { sku, quantity, condition = 'resellable' } = LINE.exec(text)?.groups ?? {};
    if (sku === undefined || quantity === undefined) throw new OmsError('return-line-invalid', { line: text });
    return { sku: sku.trim(), quantity: parseQuantity(quantity), condition: condition as Condition };
  });
}

/** The flags of {@link receivingOptions}. */
export function readReceiving(input: Input) {
  const amount = input.text('refund');
  const refund = input.either('refund') === false ? ('none' as const) : amount === undefined ? ('default' as const) : { amount };
  return {
    refund,
    allowOver: input.on('allow-over'),
    method: input.text('method'),
    location: input.text('location'),
    lots: input.list('lot'),
  };
}
