// What orders want of the stock: their lines, kits taken apart.

/** So many of a product that is kept in stock. */
export interface Part {
  readonly productId: number;
  readonly quantity: number;
}

/** What a line still needs: wanted, neither shipped nor reserved. */
export interface Want {
  readonly lineId: number;
  readonly quantity: number;
  /** What one of the line takes off the shelf: the product itself, or what a kit is made of. None: nothing can be promised. */
  readonly parts: readonly Part[];
  /** The business date from which goods may be promised; null: at once. */
  readonly notBefore: string | null;
  /** Where it goes, where that is not where its order goes. */
  readonly to?: { readonly country: string; readonly region: string };
}

/** An order that wants goods. Claims come in the order in which they are served: by priority, then age. */
export interface Claim {
  readonly orderId: number;
  readonly priority: number;
  readonly wants: readonly Want[];
  /** False: the whole order or nothing of it. */
  readonly allowPartial: boolean;
  /** Where it goes to; empty where nobody knows. */
  readonly country: string;
  readonly region: string;
}

/** A product of which there was less than the order wanted in its turn, in units of the product. */
export interface Shortage {
  readonly productId: number;
  readonly wanted: number;
  readonly available: number;
}

/** Goods on a shelf that are promised to a line, in units of the product. */
export interface Allotment extends Part {
  readonly lineId: number;
  readonly locationId: number;
  /** Null: of no lot. */
  readonly lotId: number | null;
}

/** Whether goods may be promised on that day. */
export function isDue({ notBefore }: Want, on: string): boolean {
  return notBefore === null || notBefore <= on;
}
