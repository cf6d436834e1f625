// Which goods are promised to an order: demand summed per product before it is held against what is available. Pure.
import { availableOf, emptyLevel, type Level } from '../stock.ts';
import type { LineProgress, OrderLine } from './order.ts';

/** What a line still needs: wanted, neither shipped nor reserved. */
export interface Want {
  readonly lineId: number;
  readonly productId: number;
  readonly quantity: number;
}

/** What stands of a product at one location. Shelves come in the order in which the locations are used. */
export interface Shelf extends Level {
  readonly productId: number;
  readonly locationId: number;
}

export interface Allotment {
  readonly lineId: number;
  readonly productId: number;
  readonly locationId: number;
  readonly quantity: number;
}

/** A product of which there is less than the order still wants. */
export interface Shortage {
  readonly productId: number;
  readonly wanted: number;
  readonly available: number;
}

export interface ReservationPlan {
  readonly allotments: readonly Allotment[];
  readonly shortages: readonly Shortage[];
}

export interface ReservationRules {
  /** Safety stock per product, kept back over all locations together. */
  readonly buffers: ReadonlyMap<number, number>;
  /** False: the whole order or nothing of it. */
  readonly allowPartial: boolean;
}

/**
 * Promises what is available: lines in their order, locations in theirs. Never more than a line wants, nor more than
 * on hand − reserved − unavailable − buffer of a product.
 */
export function planReservation(wants: readonly Want[], shelves: readonly Shelf[], rules: ReservationRules): ReservationPlan {
  const available = availablePerProduct(shelves, rules.buffers);
  const shortages: Shortage[] = [];
  for (const [productId, wanted] of demandPerProduct(wants)) {
    const there = available.get(productId) ?? 0;
    if (wanted > there) shortages.push({ productId, wanted, available: there });
  }
  if (shortages.length > 0 && !rules.allowPartial) return { allotments: [], shortages };
  return { allotments: share(wants, shelves, available), shortages };
}

/** What each line still needs; services, digital goods and unknown products need none. Lines and progress by position. */
export function wantsOf(lines: readonly OrderLine[], progress: readonly LineProgress[]): Want[] {
  return lines.flatMap(({ id, productId, shippable }, index) => {
    const missing = shippable ? missingOf(progress[index]) : 0;
    return productId === null || missing === 0 ? [] : [{ lineId: id, productId, quantity: missing }];
  });
}

/** What of a line is neither reserved nor gone; what is packed is reserved until it leaves. */
export function missingOf(line: LineProgress | undefined): number {
  return line ? Math.max(0, line.wanted - line.shipped - line.reserved) : 0;
}

/** For each line what it could have: its own reservation, what has left, and its turn at what is still available. */
export function availablePerLine(
  lines: readonly OrderLine[],
  progress: readonly LineProgress[],
  shelves: readonly Shelf[],
  buffers: ReadonlyMap<number, number>,
): number[] {
  const left = availablePerProduct(shelves, buffers);
  return lines.map(({ productId }, index) => {
    const { reserved = 0, shipped = 0 } = progress[index] ?? {};
    const free = productId === null ? 0 : (left.get(productId) ?? 0);
    if (productId !== null) left.set(productId, free - Math.min(free, missingOf(progress[index])));
    return reserved + shipped + free;
  });
}

export interface Turns {
  /** Orders that would get something now. */
  readonly reservable: readonly number[];
  /** Orders that would get nothing: they wait for goods. */
  readonly waiting: readonly number[];
}

/** Who would get what, each order in its turn from what those before it left. */
export function takeTurns(
  wants: readonly (Want & { readonly orderId: number })[],
  shelves: readonly Shelf[],
  rules: ReservationRules,
): Turns {
  const left = groupedBy(shelves, ({ productId }) => productId);
  const turns = { reservable: [] as number[], waiting: [] as number[] };
  for (const [orderId, own] of groupedBy(wants, (want) => want.orderId)) {
    const products = new Set(own.map(({ productId }) => productId));
    const { allotments } = planReservation(
      own,
      [...products].flatMap((id) => left.get(id) ?? []),
      rules,
    );
    for (const { productId, locationId, quantity } of allotments) {
      const shelf = left.get(productId)?.find((one) => one.locationId === locationId);
      if (shelf)
        left.set(
          productId,
          (left.get(productId) as Shelf[]).map((one) => (one === shelf ? { ...one, reserved: one.reserved + quantity } : one)),
        );
    }
    turns[allotments.length > 0 ? 'reservable' : 'waiting'].push(orderId);
  }
  return turns;
}

function groupedBy<T>(all: readonly T[], keyOf: (one: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

function demandPerProduct(wants: readonly Want[]): Map<number, number> {
  const demand = new Map<number, number>();
  for (const { productId, quantity } of wants) demand.set(productId, (demand.get(productId) ?? 0) + quantity);
  return demand;
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

function share(wants: readonly Want[], shelves: readonly Shelf[], available: ReadonlyMap<number, number>): Allotment[] {
  const left = new Map(available);
  const free = shelves.map((shelf) => availableOf(shelf, 0));
  const allotments: Allotment[] = [];
  for (const { lineId, productId, quantity } of wants) {
    let missing = Math.min(quantity, left.get(productId) ?? 0);
    left.set(productId, (left.get(productId) ?? 0) - missing);
    for (const [index, shelf] of shelves.entries()) {
      if (shelf.productId !== productId) continue;
      const taken = Math.min(missing, free[index] as number);
      if (taken === 0) continue;
      allotments.push({ lineId, productId, locationId: shelf.locationId, quantity: taken });
      free[index] = (free[index] as number) - taken;
      missing -= taken;
    }
  }
  return allotments;
}
