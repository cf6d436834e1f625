// Putting goods together from their parts, and taking them apart again: one act, all movements of one cause. What they
// cost goes along: the ledger's reader gives what is made what its parts had cost.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { Location } from '../../domain/location.ts';
import { type Lot, type LotWish, takenByExpiry } from '../../domain/lot.ts';
import { isStocked, type Product } from '../../domain/product.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import type { MovementDraft, Place } from '../../domain/stock.ts';
import { lotsById } from '../../store/lot.ts';
import { productsById } from '../../store/product.ts';
import { contentsOf } from '../../store/product-part.ts';
import { shelvesOf } from '../../store/shelf.ts';
import { type Moved, moveTogether } from '../../store/stock.ts';
import { once } from '../once.ts';
import { serveWaiting } from '../order/serve.ts';
import { type Act, type Shop, write } from '../shop.ts';
import { lotFor, lotMoved } from './lot.ts';
import { type KeyedOptions, locationNamed, stockedProduct } from './move.ts';

export interface Assembly extends LotWish {
  readonly sku: string;
  readonly quantity: number;
  /** Takes so many apart instead. */
  readonly reverse: boolean;
  readonly location?: string;
  /** The lots of parts, by SKU; where left out, parts are used up first expired, first out. */
  readonly partLots?: Readonly<Record<string, string>>;
  readonly reason?: string;
}

/**
 * Refuses `parts-none`, and as `move` does where parts (or the goods, to be taken apart) are missing or promised; of what
 * is kept by lot as `lotFor` does.
 */
export function assembleStock(shop: Shop, assembly: Assembly, options: KeyedOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const { value, repeated } = await once(act, options.key, assembly, () => assembleOne(act, assembly));
    return actResult([repeated ? { ...value, outcome: 'unchanged', served: [] } : value]);
  });
}

/** Goods of one lot that come or go. */
interface Step {
  readonly product: Product;
  readonly lot: Lot | undefined;
  readonly quantity: number;
}

async function assembleOne(act: Act, assembly: Assembly): Promise<Outcome> {
  const { quantity, reverse, reason } = assembly;
  const product = await stockedProduct(act.db, assembly.sku);
  const location = await locationNamed(act.db, assembly.location);
  const parts = await partsOf(act, product);
  const way = reverse ? -1 : 1;
  const ofParts: Step[] = [];
  for (const part of parts) ofParts.push(...(await stepsOf(act, part, -way * part.each * quantity, location, assembly)));
  const ofWhole: Step = {
    product,
    lot: await lotFor(act, product, location, { quantity: way * quantity }, assembly),
    quantity: way * quantity,
  };
  const steps = reverse ? [ofWhole, ...ofParts] : [...ofParts, ofWhole];
  const moved = await moveTogether(
    act.db,
    act,
    steps.map((step) => movementOf(step, location, reason)),
  );
  const arrived = reverse ? parts.map((part) => part.product.id) : [product.id];
  const lots = steps.flatMap((step, index) =>
    step.lot ? [lotMoved(step.product, location, step.lot, { kind: 'assemble', quantity: step.quantity }, moved[index] as Moved)] : [],
  );
  return {
    id: product.sku,
    outcome: reverse ? 'disassembled' : 'assembled',
    movement: formatId('movement', moved[0]?.movementId ?? 0),
    quantity,
    location: location.code,
    onHand: (reverse ? moved[0] : moved.at(-1))?.level.onHand,
    parts: parts.map((part) => partShown(part, quantity, location)),
    ...(lots.length > 0 && { lots }),
    served: await serveWaiting(act, arrived),
  };
}

function movementOf({ product, lot, quantity }: Step, { id, code }: Location, reason: string | undefined) {
  const draft: MovementDraft = { kind: 'assemble', productId: product.id, locationId: id, lotId: lot?.id, quantity, reason };
  const place: Place = { sku: product.sku, location: code, lot: lot?.code };
  return { draft, place };
}

interface PlacedPart {
  readonly product: Product;
  readonly each: number;
}

/** The lots of a part: the one that is named; else what goes is taken first expired, first out. Refuses `stock-short`. */
async function stepsOf(act: Act, { product }: PlacedPart, quantity: number, location: Location, { partLots }: Assembly): Promise<Step[]> {
  const lot = partLots?.[product.sku];
  if (!product.lots || lot !== undefined || quantity > 0)
    return [{ product, lot: await lotFor(act, product, location, { quantity }, { lot }), quantity }];
  const shelves = await shelvesOf(act.db, new Map([[product.id, product]]), act.on);
  const here = shelves.filter(({ locationId }) => locationId === location.id);
  const taken = takenByExpiry(here, -quantity);
  if (!taken) {
    const sum = (field: 'onHand' | 'unavailable') => here.reduce((total, shelf) => total + shelf[field], 0);
    throw new OmsError('stock-short', {
      sku: product.sku,
      location: location.code,
      onHand: sum('onHand'),
      unavailable: sum('unavailable'),
      change: quantity,
    });
  }
  const lots = await lotsById(
    act.db,
    taken.flatMap(({ lotId }) => lotId ?? []),
  );
  return taken.map((one) => ({ product, lot: lots.get(one.lotId ?? 0), quantity: -one.quantity }));
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
