// Stock: levels per product and location, and the movements that make them.
import { OmsError } from './error.ts';
import type { LotWish } from './lot.ts';

export const movementKinds = ['receive', 'ship', 'return', 'adjust', 'count', 'transfer', 'assemble'] as const;
export type MovementKind = (typeof movementKinds)[number];
/** `movement`: several movements that are one act share the id of the first of them. */
export type CauseKind = 'person' | 'shipment' | 'return' | 'purchase' | 'batch' | 'movement';

/** What stands in one place. Always: reserved + unavailable ≤ on hand, and none is negative. */
export interface Level {
  readonly onHand: number;
  readonly unavailable: number;
  readonly reserved: number;
}

export const emptyLevel: Level = { onHand: 0, unavailable: 0, reserved: 0 };

/** A movement as it is asked for: signed quantities in the product's stock unit. */
export interface MovementDraft {
  readonly kind: MovementKind;
  readonly productId: number;
  readonly locationId: number;
  /** Undefined or null: of no lot. */
  readonly lotId?: number | null;
  /** Change of on hand. */
  readonly quantity: number;
  /** Change of what is on hand but damaged or held back. */
  readonly unavailable?: number;
  readonly unitCostMicros?: number | null;
  readonly causeKind?: CauseKind;
  readonly causeId?: number | null;
  readonly reason?: string;
}

/** Stock as a file says it: so many of a product in a place. */
export interface StockDraft extends LotWish {
  readonly sku: string;
  readonly quantity: number;
  /** Undefined: where the row does not say. */
  readonly location: string | undefined;
  readonly unitCostMicros: number | null;
}

/** For words of a refusal: which product, which location, which lot of it. */
export interface Place {
  readonly sku: string;
  readonly location: string;
  readonly lot?: string;
}

/**
 * The level after a movement. Refuses `stock-short` below zero and `stock-reserved` below what is promised; what only
 * holds goods back or frees them, `stock-not-free`; of a lot `lot-short`, `lot-reserved` and `lot-not-free`.
 */
export function planMovement(level: Level, draft: Pick<MovementDraft, 'quantity' | 'unavailable'>, place: Place): Level {
  const onHand = level.onHand + draft.quantity;
  const unavailable = level.unavailable + (draft.unavailable ?? 0);
  const what = place.lot === undefined ? 'stock' : 'lot';
  if (draft.quantity === 0 && (unavailable < 0 || level.reserved + unavailable > onHand))
    throw new OmsError(`${what}-not-free`, { ...place, ...level, change: draft.unavailable });
  if (onHand < 0 || unavailable < 0 || unavailable > onHand) {
    throw new OmsError(`${what}-short`, { ...place, onHand: level.onHand, unavailable: level.unavailable, change: draft.quantity });
  }
  if (level.reserved + unavailable > onHand) {
    throw new OmsError(`${what}-reserved`, { ...place, onHand: level.onHand, reserved: level.reserved, change: draft.quantity });
  }
  return { onHand, unavailable, reserved: level.reserved };
}

/** Whether a level can be changed so: nothing below zero, nor below what is promised. */
export function isPossible(level: Level, { quantity, unavailable = 0 }: Pick<MovementDraft, 'quantity' | 'unavailable'>): boolean {
  const heldBack = level.unavailable + unavailable;
  return heldBack >= 0 && level.reserved + heldBack <= level.onHand + quantity;
}

/** What may still be promised: never negative. */
export function availableOf(level: Level, buffer: number): number {
  return Math.max(0, level.onHand - level.reserved - level.unavailable - buffer);
}

/** A product's stock in one place. The buffer is kept back over all places together, so none is taken off here. */
export interface LocationLevel extends Level {
  readonly location: string;
  /** Of lots that can be promised no more, as far as they are neither promised nor held back. */
  readonly expired: number;
  readonly available: number;
  readonly incoming: number;
}

/** What stands of a lot in one place. */
export interface LotStock extends Level {
  readonly lot: string;
  /** Its last day; null: nobody has said. */
  readonly expiresOn: string | null;
  /** The last day on which it may be promised: so many days before as the product asks to be left. */
  readonly soldUntil: string | null;
  readonly location: string;
  readonly available: number;
}

/** A product's stock, all numbers side by side; quantities in the stock unit. */
export interface StockView extends Level {
  readonly sku: string;
  readonly name: string;
  /** As in its places. */
  readonly expired: number;
  readonly buffer: number;
  readonly available: number;
  /** On open purchases. */
  readonly incoming: number;
  readonly backordered: number;
  /** What is left once all that is bought has come and all that is backordered is served: below zero there is too little. */
  readonly after: number;
  readonly reorderPoint: number | null;
  readonly low: boolean;
  /** The business date before which nothing of it is promised, while that is still to come. */
  readonly availableFrom: string | null;
  readonly locations: readonly LocationLevel[];
  /** First expired, first out; none for a product that is kept by none. */
  readonly lots: readonly LotStock[];
}

/** A product at or below its reorder point. */
export interface LowStock {
  readonly sku: string;
  readonly name: string;
  readonly available: number;
  readonly reorderPoint: number;
  readonly incoming: number;
  readonly backordered: number;
  /** When it was told that it is low; null: only now. */
  readonly toldAt: string | null;
}

/** One line of the ledger as it is shown, with the balance after it. */
export interface MovementView {
  readonly id: string;
  readonly at: string;
  readonly date: string;
  readonly kind: MovementKind;
  readonly location: string;
  /** Null: of none. */
  readonly lot: string | null;
  readonly quantity: number;
  readonly unavailable: number;
  readonly onHandAfter: number;
  /** The document it was for, or the first movement of the same act. */
  readonly cause: string | null;
  /** The order that the document is of. */
  readonly order: string | null;
  readonly reason: string;
  readonly actor: string;
}
