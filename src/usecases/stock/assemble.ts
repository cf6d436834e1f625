// Putting goods together from their parts, and taking them apart again: one act, all movements of one cause. What they
// cost goes along: the ledger's reader gives what is made what its parts had cost.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { Location } from '../../domain/location.ts';
import { isStocked, type Product } from '../../domain/product.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import type { MovementDraft } from '../../domain/stock.ts';
import { productsById } from '../../store/product.ts';
import { contentsOf } from '../../store/product-part.ts';
import { moveTogether } from '../../store/stock.ts';
import { once } from '../once.ts';
import { serveWaiting } from '../order/serve.ts';
import { type Act, type Shop, write } from '../shop.ts';
import { type KeyedOptions, locationNamed, stockedProduct } from './move.ts';

export interface Assembly {
  readonly sku: string;
  readonly quantity: number;
  /** Takes so many apart instead. */
  readonly reverse: boolean;
  readonly location?: string;
  readonly reason?: string;
}

/** Refuses `parts-none`, and as `move` does where parts (or the goods, to be taken apart) are missing or promised. */
export function assembleStock(shop: Shop, assembly: Assembly, options: KeyedOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const { value, repeated } = await once(act, options.key, assembly, () => assembleOne(act, assembly));
    return actResult([repeated ? { ...value, outcome: 'unchanged', served: [] } : value]);
  });
}

async function assembleOne(act: Act, assembly: Assembly): Promise<Outcome> {
  const { quantity, reverse, reason } = assembly;
  const product = await stockedProduct(act.db, assembly.sku);
  const location = await locationNamed(act.db, assembly.location);
  const parts = await partsOf(act, product);
  const way = reverse ? -1 : 1;
  const draft = (one: Product, change: number) => ({
    draft: { kind: 'assemble', productId: one.id, locationId: location.id, quantity: change, reason } satisfies MovementDraft,
    place: { sku: one.sku, location: location.code },
  });
  const ofParts = parts.map((part) => draft(part.product, -way * part.each * quantity));
  const ofWhole = draft(product, way * quantity);
  const moved = await moveTogether(act.db, act, reverse ? [ofWhole, ...ofParts] : [...ofParts, ofWhole]);
  const arrived = reverse ? parts.map((part) => part.product.id) : [product.id];
  return {
    id: product.sku,
    outcome: reverse ? 'disassembled' : 'assembled',
    movement: formatId('movement', moved[0]?.movementId ?? 0),
    quantity,
    location: location.code,
    onHand: (reverse ? moved[0] : moved.at(-1))?.level.onHand,
    parts: parts.map((part) => partShown(part, quantity, location)),
    served: await serveWaiting(act, arrived),
  };
}

interface PlacedPart {
  readonly product: Product;
  readonly each: number;
}

function partShown({ product, each }: PlacedPart, quantity: number, { code }: Location) {
  return { sku: product.sku, quantity: each * quantity, location: code };
}

/** What one is made of, kits in it taken apart. Refuses `parts-none`. */
async function partsOf(act: Act, product: Product): Promise<PlacedPart[]> {
  const content = (await contentsOf(act.db, [product.id])).get(product.id) ?? [];
  const known = await productsById(
    act.db,
    content.map(({ productId }) => productId),
  );
  const parts = content.map(({ productId, quantity }) => ({ product: known.get(productId) as Product, each: quantity }));
  if (parts.length === 0 || parts.some((part) => !isStocked(part.product))) throw new OmsError('parts-none', { sku: product.sku });
  return parts;
}
