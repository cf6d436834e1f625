// What a row of a count says: how many stand at one place, of one lot.
import type { Location } from '../../domain/location.ts';
import type { LotWish } from '../../domain/lot.ts';
import type { Claim } from '../record-contradiction.ts';

/** Goods at a place, of a lot, as a row names them. */
interface Counted extends LotWish {
  readonly sku: string;
  /** A code, or a name; undefined: the first. */
  readonly location?: string;
}

/** `sheet`: the count sheet it stands on; what was counted later on another is no contradiction. */
export function countClaim(places: readonly Location[], { sku, location, lot, expires }: Counted, quantity: number, sheet = ''): Claim {
  const place =
    location === undefined ? places[0] : (places.find(({ code }) => code === location) ?? places.find(({ name }) => name === location));
  return { keys: [JSON.stringify([sku, place?.code ?? location, lot ?? expires, sheet])], says: { quantity, expires } };
}
