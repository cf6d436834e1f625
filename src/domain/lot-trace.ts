// A lot looked at as a whole: what is left of it, where it went, and what was made with it.
import type { Level } from './stock.ts';

/** Goods of a lot that stand in one place, in a list of lots. */
export interface LotRow extends Level {
  readonly sku: string;
  readonly name: string;
  readonly lot: string;
  readonly location: string;
  readonly expiresOn: string | null;
  /** Days on which it may still be sold, today included, less those its product asks to be left; zero or less: none. Null: nobody has said. */
  readonly daysLeft: number | null;
  readonly available: number;
}

export const lotStates = ['reserved', 'packed', 'shipped', 'delivered', 'returned'] as const;
export type LotState = (typeof lotStates)[number];

/** Goods of a lot, or put together with it, that an order has, was sent or gave back, and whose it is. */
export interface LotRecipient {
  readonly sku: string;
  /** Null: goods of no lot. */
  readonly lot: string | null;
  /** False: of goods of no lot, which it may be in. */
  readonly certain: boolean;
  readonly order: string;
  readonly number: string;
  readonly channel: string;
  readonly state: LotState;
  /** The shipment or return; null: promised only. */
  readonly document: string | null;
  /** The day on which it left or came back. */
  readonly date: string | null;
  readonly quantity: number;
  readonly customer: string | null;
  readonly name: string;
  readonly company: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** What goods of a lot went into: goods put together from it, less what was taken apart again. `date` is that of the latest. */
export interface LotUse {
  readonly sku: string;
  /** Null: they are of no lot, and cannot be told apart from others. */
  readonly lot: string | null;
  /** False: put together from goods of no lot, which it may be in. */
  readonly certain: boolean;
  readonly quantity: number;
  readonly date: string;
}

export interface LotTrace extends Level {
  readonly sku: string;
  readonly name: string;
  readonly lot: string;
  readonly expiresOn: string | null;
  readonly locations: readonly (Level & { readonly location: string })[];
  /** By state as they stand in {@link lotStates}, then order; after the lot itself the goods that were made with it. */
  readonly went: readonly LotRecipient[];
  /** The goods made with it, and what was made with these in turn. */
  readonly madeInto: readonly LotUse[];
}
