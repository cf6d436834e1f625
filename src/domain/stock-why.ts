// Why a product's stock is what it is: every number with what it is made of.
import type { MovementKind, MovementView, StockView } from './stock.ts';

/** What one kind of movement sums to. */
export interface WhyMovements {
  readonly kind: MovementKind;
  readonly quantity: number;
  readonly unavailable: number;
  readonly times: number;
  /** Business date of the latest. */
  readonly lastOn: string;
}

export interface WhyReserved {
  readonly order: string;
  readonly number: string;
  readonly quantity: number;
  readonly location: string;
  /** The instant at which the promise ends; null: it does not. */
  readonly expiresAt: string | null;
}

export interface WhyIncoming {
  readonly purchase: string;
  readonly quantity: number;
  readonly location: string;
  readonly expectedOn: string | null;
}

export interface WhyBackordered {
  readonly order: string;
  readonly number: string;
  readonly quantity: number;
}

/** A product's numbers, and behind each what it is made of. The movements are the newest, oldest first. */
export interface StockWhy extends StockView {
  readonly movementSums: readonly WhyMovements[];
  readonly reservedFor: readonly WhyReserved[];
  readonly incomingOn: readonly WhyIncoming[];
  readonly backorderedFor: readonly WhyBackordered[];
  readonly movements: readonly MovementView[];
}
