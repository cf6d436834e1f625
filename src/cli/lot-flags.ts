// The flags that say which lot goods are of.
import type { LotWish } from '../domain/lot.ts';
import type { CommandOption } from './command.ts';
import type { Input } from './input.ts';

export const lotOption: CommandOption = { flags: '--lot <lot>', about: 'of which lot, for a product that is kept by lot' };

export const lotOptions: readonly CommandOption[] = [
  lotOption,
  { flags: '--expires <date>', about: 'the last day on which the lot may be sold; without --lot it is the lot’s name, too' },
];

/** The lot that the flags name. */
export function lotWish(input: Input): LotWish {
  return { lot: input.text('lot'), expires: input.date('expires') };
}
