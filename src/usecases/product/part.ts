// What products are made of: parts of kits, and of goods that are put together. Product and part are the key.
import { OmsError } from '../../domain/error.ts';
import { isSent, type Product } from '../../domain/product.ts';
import type { MadeOf } from '../../domain/product-made.ts';
import { type ProductPart, partId, wouldCircle } from '../../domain/product-part.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { deletePart, findPart, listParts, recipes, writePart } from '../../store/product-part.ts';
import { serveWaiting } from '../order/serve.ts';
import { type Act, read, type Shop, type WriteOptions, write } from '../shop.ts';
import { productBySku } from './find.ts';

/**
 * Says that one of a product has so many of a part in it: `added`, `edited` where it had another number, `unchanged`.
 * Refuses `part-of-service` for what is neither a kit nor goods, and `part-circle`. What is promised or sent stays as it
 * was made.
 */
export function addPart(shop: Shop, part: ProductPart, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => actResult([await putPart(act, part)]));
}

async function putPart(act: Act, { sku, part, quantity }: ProductPart): Promise<Outcome> {
  const whole = await wholeNamed(act, sku);
  const piece = await productBySku(act.db, part);
  const id = partId({ sku: whole.sku, part: piece.sku });
  const known = await findPart(act.db, whole.id, piece.id);
  const shown = { id, part: piece.sku, quantity };
  if (known === quantity) return { ...shown, outcome: 'unchanged' };
  if (wouldCircle(whole.id, piece.id, await recipes(act.db))) throw new OmsError('part-circle', { sku: whole.sku, part: piece.sku });
  await writePart(act.db, whole.id, { productId: piece.id, quantity });
  await recordEvent(act.db, act, 'product', whole.id, 'parts-changed', { part: piece.sku, quantity });
  const served = await serveWaiting(act, [piece.id]);
  return { ...shown, outcome: known === undefined ? 'added' : 'edited', served };
}

/** Makes these, and no others, what one of a product has in it. Returns whether that changed anything. */
export async function saveParts(act: Act, sku: string, parts: readonly MadeOf[]): Promise<boolean> {
  const { id } = await productBySku(act.db, sku);
  const gone = (await listParts(act.db, id)).filter(({ part }) => !parts.some((one) => one.part === part));
  for (const { part } of gone) await takePart(act, { sku, part });
  let isChanged = gone.length > 0;
  for (const one of parts) {
    const { outcome } = await putPart(act, { sku, ...one });
    isChanged ||= outcome !== 'unchanged';
  }
  return isChanged;
}

/** Refuses `part-unknown`. */
export function removePart(shop: Shop, part: Omit<ProductPart, 'quantity'>, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => actResult([await takePart(act, part)]));
}

async function takePart(act: Act, { sku, part }: Omit<ProductPart, 'quantity'>): Promise<Outcome> {
  const whole = await productBySku(act.db, sku);
  const piece = await productBySku(act.db, part);
  const id = partId({ sku: whole.sku, part: piece.sku });
  const quantity = await findPart(act.db, whole.id, piece.id);
  if (quantity === undefined) throw new OmsError('part-unknown', { sku: whole.sku, part: piece.sku });
  await deletePart(act.db, whole.id, piece.id);
  await recordEvent(act.db, act, 'product', whole.id, 'parts-changed', { part: piece.sku, quantity: 0 });
  const served = await serveWaiting(act, [piece.id]);
  return { id, outcome: 'removed', part: piece.sku, quantity, served };
}

/** By SKU of the product, then of the part; of one product where it is named. Refuses `product-unknown`. */
export function parts(shop: Shop, sku: string | undefined): Promise<ProductPart[]> {
  return read(shop, async (db) => listParts(db, sku === undefined ? undefined : (await productBySku(db, sku)).id));
}

async function wholeNamed(act: Act, sku: string): Promise<Product> {
  const whole = await productBySku(act.db, sku);
  if (!isSent(whole)) throw new OmsError('part-of-service', { sku: whole.sku });
  return whole;
}
