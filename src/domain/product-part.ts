// What products are made of: parts, which may be made of parts themselves.
import { OmsError } from './error.ts';
import type { Part } from './order/claim.ts';

/** So many of a part in one of a product, both by their SKU. */
export interface ProductPart {
  readonly sku: string;
  readonly part: string;
  readonly quantity: number;
}

/** "SET/MUG": how a part is named. */
export function partId({ sku, part }: Omit<ProductPart, 'quantity'>): string {
  return `${sku}/${part}`;
}

/** What one of a product is made of, directly. */
export type Recipes = ReadonlyMap<number, readonly Part[]>;

/** Kits may stand in kits so deep; a recipe without a circle is never deeper than it has products. */
const DEEPEST = 50;

/**
 * What one of a kit takes off the shelf: kits in it taken apart in turn, the same part of several summed. `isKit` says
 * which parts are taken apart; what is not kept in stock is left out by `isStocked`.
 */
export function explode(
  productId: number,
  recipes: Recipes,
  isKit: (productId: number) => boolean,
  isStocked: (productId: number) => boolean,
): Part[] {
  const amounts = new Map<number, number>();
  const add = (id: number, times: number, depth: number): void => {
    if (depth > DEEPEST) throw new OmsError('part-circle', { sku: String(id), part: String(productId) });
    for (const { productId: part, quantity } of recipes.get(id) ?? []) {
      if (isKit(part)) add(part, times * quantity, depth + 1);
      else if (isStocked(part)) amounts.set(part, (amounts.get(part) ?? 0) + times * quantity);
    }
  };
  add(productId, 1, 0);
  return [...amounts].map(([id, quantity]) => ({ productId: id, quantity }));
}

/** Whether a product would be made of itself with this part in it, at whatever depth. */
export function wouldCircle(productId: number, partId: number, recipes: Recipes): boolean {
  const seen = new Set<number>();
  const reaches = (id: number): boolean => {
    if (id === productId) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return (recipes.get(id) ?? []).some((part) => reaches(part.productId));
  };
  return reaches(partId);
}
