// Where goods are taken from: near the buyer, from as few places as possible, or in the order of the places. Pure.

export type PlaceRule = 'nearest' | 'fewest-parcels' | 'priority';

/** A location as the rule sees it; country and region empty where nobody has said. */
export interface ReservePlace {
  readonly locationId: number;
  readonly country: string;
  readonly region: string;
}

interface Destination {
  readonly country: string;
  readonly region: string;
}

/** Up to so many places every choice of them is tried; with more the fullest come first. */
const TRIED_MOST = 10;

/**
 * The places in the order in which goods are taken from them. Nearest: the buyer's region, then their country, then the
 * others, each in the order of the places. Fewest parcels: the smallest set of places that has all that is needed, the
 * nearest such set. `places` come in their own order; `needs` is units per product.
 */
export function rankedPlaces(
  to: Destination,
  places: readonly ReservePlace[],
  rule: PlaceRule,
  needs: ReadonlyMap<number, number>,
  freeAt: (productId: number, locationId: number) => number,
): number[] {
  if (rule === 'priority') return places.map(({ locationId }) => locationId);
  const near = [...places].sort((left, right) => distance(to, left) - distance(to, right)).map(({ locationId }) => locationId);
  if (rule === 'nearest') return near;
  const chosen = fewest(near, needs, freeAt);
  return [...chosen, ...near.filter((locationId) => !chosen.includes(locationId))];
}

function distance(to: Destination, place: ReservePlace): number {
  if (place.country === '' || place.country !== to.country) return 2;
  return place.region !== '' && sameRegion(place.region, to.region) ? 0 : 1;
}

/** 부산 and 부산광역시, 東京 and 東京都 are the same; Latin names have to be written out. */
function sameRegion(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (/^[\p{sc=Hangul}\p{sc=Han}]{2,}$/u.test(short)) return long.startsWith(short);
  return short.toLowerCase() === long.toLowerCase();
}

type FreeAt = (productId: number, locationId: number) => number;

/** The smallest set of places that has everything; of several the one that comes first. */
function fewest(near: readonly number[], needs: ReadonlyMap<number, number>, freeAt: FreeAt): readonly number[] {
  const has = (set: readonly number[]) =>
    [...needs].every(([productId, needed]) => set.reduce((sum, locationId) => sum + freeAt(productId, locationId), 0) >= needed);
  if (near.length > TRIED_MOST) return near.filter((locationId) => has([locationId])).slice(0, 1);
  for (let size = 1; size <= near.length; size += 1) {
    const found = choices(near, size).find(has);
    if (found) return found;
  }
  return [];
}

/** Every choice of so many, those first that begin with what comes first. */
function choices<T>(all: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return all.flatMap((one, index) => choices(all.slice(index + 1), size - 1).map((rest) => [one, ...rest]));
}
