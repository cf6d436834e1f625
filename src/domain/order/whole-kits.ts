// A kit is promised whole, and its promise ends whole: with the first of its parts.

/** Goods of one product that are promised to a line, in one place. */
export interface PromisedPart {
  readonly productId: number;
  readonly quantity: number;
}

/**
 * What is to be freed of a kit's line of which some goods are promised no longer: as few kits as hold all of those, of
 * each product first what is over, then what was promised last. `perKit`: how many of each product one kit takes.
 */
export function kitsToFree<Goods extends PromisedPart>(
  perKit: ReadonlyMap<number, number>,
  over: readonly Goods[],
  rest: readonly Goods[],
): { readonly goods: Goods; readonly quantity: number }[] {
  const count = (all: readonly Goods[], productId: number) =>
    all.reduce((sum, goods) => sum + (goods.productId === productId ? goods.quantity : 0), 0);
  const kits = Math.max(...[...perKit].map(([productId, quantity]) => Math.ceil(count(over, productId) / quantity)));
  return [...perKit].flatMap(([productId, perOne]) => {
    let left = kits * perOne;
    return [...over, ...rest.toReversed()].flatMap((goods) => {
      const quantity = goods.productId === productId ? Math.min(left, goods.quantity) : 0;
      left -= quantity;
      return quantity > 0 ? [{ goods, quantity }] : [];
    });
  });
}
