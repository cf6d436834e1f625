// Which goods are promised to which order: who gets how many, and from where. Demand is summed per product, kits taken
// apart, before it is held against what is available. Pure.
import { groupBy } from '../group.ts';
import { availableOf, emptyLevel, type Level } from '../stock.ts';
import { type Allotment, type Claim, isDue, type Shortage, type Want } from './claim.ts';
import { missingOf } from './order.ts';
import { type PlaceRule, type ReservePlace, rankedPlaces } from './reserve-place.ts';
import { type Share, type ShareRule, shareOut } from './reserve-share.ts';

/**
 * What stands of a product at one location, or of one lot of it. Those of one location come in the order in which they are
 * used up.
 */
export interface Shelf extends Level {
  readonly productId: number;
  readonly locationId: number;
  readonly lotId?: number;
}

export interface ReserveRules {
  /** Safety stock per product, kept back over all locations together. */
  readonly buffers: ReadonlyMap<number, number>;
  readonly share: ShareRule;
  readonly from: PlaceRule;
  /** In the order in which they are used. */
  readonly places: readonly ReservePlace[];
  /** The business date. */
  readonly on: string;
}

/**
 * Why a line got what it got: all; less than there was; nothing, since the order goes whole; nothing before its day; nothing,
 * since nobody has said what it is made of.
 */
export type ReserveReason = 'given' | 'short' | 'whole' | 'not-yet' | 'no-parts';

/** What became of a line, in units of the line. */
export interface LineDecision {
  readonly lineId: number;
  readonly wanted: number;
  readonly given: number;
  readonly reason: ReserveReason;
}

export interface Decision {
  readonly orderId: number;
  readonly lines: readonly LineDecision[];
  readonly allotments: readonly Allotment[];
  readonly shortages: readonly Shortage[];
}

/**
 * Serves claims in their order. Never more than a line wants, nor more of a product than on hand − reserved −
 * unavailable − buffer, nor more than a shelf has.
 */
export function planReservations(claims: readonly Claim[], shelves: readonly Shelf[], rules: ReserveRules): Decision[] {
  const shares = shareOut(claims, availablePerProduct(shelves, rules.buffers), rules);
  const stock = new FreeStock(shelves);
  return claims.map((claim, index) => {
    const share = shares[index] as Share;
    return {
      orderId: claim.orderId,
      lines: decidedLines(claim, share, rules.on),
      allotments: stock.take(claim, share.given, rules),
      shortages: share.shortages,
    };
  });
}

function decidedLines(claim: Claim, { given, shortages }: Share, on: string): LineDecision[] {
  return claim.wants.map((want, at) => {
    const units = given[at] as number;
    const reason = units === want.quantity ? 'given' : reasonFor(want, claim, shortages, on);
    return { lineId: want.lineId, wanted: want.quantity, given: units, reason };
  });
}

/** Why a line got less than it wants. */
function reasonFor(want: Want, { allowPartial }: Claim, shortages: readonly Shortage[], on: string): ReserveReason {
  if (!isDue(want, on)) return 'not-yet';
  if (want.parts.length === 0) return 'no-parts';
  const isShort = want.parts.some((part) => shortages.some(({ productId }) => productId === part.productId));
  return allowPartial || isShort ? 'short' : 'whole';
}

/** A line in units of its own: what it has, and what one of it takes off the shelf. */
export interface StockedLine extends Pick<Want, 'lineId' | 'parts'> {
  readonly wanted: number;
  readonly reserved: number;
  readonly shipped: number;
}

/** For each line what it could have: its own reservation, what has left, and its turn at what is still available. */
export function availablePerLine(
  lines: readonly StockedLine[],
  shelves: readonly Shelf[],
  buffers: ReadonlyMap<number, number>,
): Map<number, number> {
  const left = availablePerProduct(shelves, buffers);
  return new Map(
    lines.map(({ lineId, parts, wanted, reserved, shipped }) => {
      const free = parts.length === 0 ? 0 : Math.min(...parts.map((part) => Math.floor((left.get(part.productId) ?? 0) / part.quantity)));
      const taken = Math.min(free, missingOf({ wanted, shipped, reserved }));
      for (const part of parts) left.set(part.productId, (left.get(part.productId) ?? 0) - taken * part.quantity);
      return [lineId, reserved + shipped + free];
    }),
  );
}

/** What may still be promised of each product, over all its shelves. */
export function availablePerProduct(shelves: readonly Shelf[], buffers: ReadonlyMap<number, number>): Map<number, number> {
  const sums = new Map<number, Level>();
  for (const shelf of shelves) {
    const sum = sums.get(shelf.productId) ?? emptyLevel;
    sums.set(shelf.productId, {
      onHand: sum.onHand + shelf.onHand,
      unavailable: sum.unavailable + shelf.unavailable,
      reserved: sum.reserved + shelf.reserved,
    });
  }
  return new Map([...sums].map(([productId, sum]) => [productId, availableOf(sum, buffers.get(productId) ?? 0)]));
}

function asTheyAre(): number {
  return 0;
}

interface FreeShelf {
  readonly productId: number;
  readonly locationId: number;
  readonly lotId: number | null;
  free: number;
}

function freeShelf(shelf: Shelf): FreeShelf {
  const { productId, locationId, lotId = null } = shelf;
  return { productId, locationId, lotId, free: availableOf(shelf, 0) };
}

/** What is still free on every shelf, while one claim after the other takes from them. */
class FreeStock {
  readonly #shelves: ReadonlyMap<number, FreeShelf[]>;

  constructor(shelves: readonly Shelf[]) {
    this.#shelves = groupBy(shelves, ({ productId }) => productId, freeShelf);
  }

  /** Takes what was decided from the shelves, those first that the rule names first. */
  take(claim: Claim, given: readonly number[], rules: ReserveRules): Allotment[] {
    const allotments: Allotment[] = [];
    const own = this.#rank(claim, given, rules);
    let at = 0;
    for (const { lineId, parts, to } of claim.wants) {
      const units = given[at] as number;
      const rank = to && units > 0 ? this.#rank({ ...claim, ...to, wants: [claim.wants[at] as Want] }, [units], rules) : own;
      if (units > 0) for (const { productId, quantity } of parts) this.#takePart(lineId, productId, quantity * units, rank, allotments);
      at += 1;
    }
    return allotments;
  }

  #takePart(lineId: number, productId: number, needed: number, rank: (locationId: number) => number, allotments: Allotment[]): void {
    let missing = needed;
    const all = this.#shelves.get(productId) ?? [];
    const ranked = all.length < 2 ? all : [...all].sort((left, right) => rank(left.locationId) - rank(right.locationId));
    for (const shelf of ranked) {
      const taken = Math.min(missing, shelf.free);
      if (taken === 0) continue;
      shelf.free -= taken;
      missing -= taken;
      allotments.push({ lineId, productId, locationId: shelf.locationId, lotId: shelf.lotId, quantity: taken });
    }
  }

  #rank(claim: Claim, given: readonly number[], rules: ReserveRules): (locationId: number) => number {
    if (rules.places.length < 2) return asTheyAre;
    const needs = new Map<number, number>();
    for (const [at, { parts }] of claim.wants.entries())
      for (const { productId, quantity } of parts) needs.set(productId, (needs.get(productId) ?? 0) + quantity * (given[at] ?? 0));
    const freeAt = (productId: number, locationId: number) =>
      (this.#shelves.get(productId) ?? []).reduce((sum, one) => sum + (one.locationId === locationId ? one.free : 0), 0);
    const ranks = new Map(rankedPlaces(claim, rules.places, rules.from, needs, freeAt).map((locationId, index) => [locationId, index]));
    return (locationId) => ranks.get(locationId) ?? ranks.size;
  }
}
