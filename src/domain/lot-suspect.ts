// Goods of no lot that may have been made with a lot that is looked for: they cannot be told apart from others. Pure.
import type { MovementKind } from './stock.ts';

/** A movement of goods of no lot. */
export interface UnlottedMovement {
  readonly id: number;
  readonly kind: MovementKind;
  /** Signed. */
  readonly quantity: number;
  readonly causeId: number | null;
}

export interface Suspects {
  /** Shipments on which some of them may have left. */
  readonly shipmentIds: readonly number[];
  /** The causes of movements that put them into other goods, or took them apart. */
  readonly assemblyIds: readonly number[];
  /** Some of them may still stand on the shelf. */
  readonly isThere: boolean;
}

/**
 * Follows a product's goods of no lot through all their movements, oldest first: from where some were `made` with the lot
 * until none was left, and again from where some came back.
 */
export function suspectsAmong(movements: readonly UnlottedMovement[], made: ReadonlySet<number>): Suspects {
  const shipmentIds = new Set<number>();
  const assemblyIds = new Set<number>();
  let onHand = 0;
  let isThere = false;
  let wasThere = false;
  for (const { id, kind, quantity, causeId } of movements) {
    if (made.has(id) || (wasThere && kind === 'return')) isThere = wasThere = true;
    if (isThere && quantity < 0 && causeId !== null) {
      if (kind === 'ship') shipmentIds.add(causeId);
      if (kind === 'assemble') assemblyIds.add(causeId);
    }
    onHand += quantity;
    // what is moved from place to place is nowhere for a moment
    if (onHand <= 0 && kind !== 'transfer') isThere = false;
  }
  return { shipmentIds: [...shipmentIds], assemblyIds: [...assemblyIds], isThere };
}
