// The flags that describe an offer, shared by add and edit.
import type { OfferDraft } from '../../../domain/supplier.ts';
import type { CommandOption } from '../../command.ts';
import type { Input } from '../../input.ts';

export const offerOptions: readonly CommandOption[] = [
  { flags: '--price <amount>', about: 'what one costs' },
  { flags: '--currency <code>', about: 'of the price (default: the supplier’s)' },
  { flags: '--minimum <n>', about: 'the least that is sold (default: 1)' },
  { flags: '--pack <n>', about: 'sold in packs of so many (default: 1)' },
  { flags: '--lead-days <n>', about: 'from sending a purchase to having the goods (default: the supplier’s)' },
];

/** Supplier and SKU from the arguments, the terms from the flags. */
export function offerDraft(input: Input): OfferDraft {
  const [supplier, sku] = input.args as [string, string];
  return {
    supplier,
    sku,
    price: input.text('price'),
    currency: input.text('currency'),
    minimum: input.whole('minimum', 1),
    pack: input.whole('pack', 1),
    leadDays: input.whole('lead-days'),
  };
}
