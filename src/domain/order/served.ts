// Orders that waited for goods and got some: told where the goods came from.

/** An order that waited, and what it has got. */
export interface Served {
  readonly order: string;
  /** Units of its lines. */
  readonly quantity: number;
  /** Nothing is missing any more. */
  readonly whole: boolean;
}

/** Each order once: what it got in all, and whether it is whole at the end. In the order in which they first got some. */
export function servedInAll(all: readonly Served[]): Served[] {
  const orders = new Map<string, Served>();
  for (const { order, quantity, whole } of all)
    orders.set(order, { order, quantity: quantity + (orders.get(order)?.quantity ?? 0), whole });
  return [...orders.values()];
}
