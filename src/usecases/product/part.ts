// What products are made of: parts of kits, and of goods that are put together. Product and part are the key.
import { OmsError } from '../../domain/error.ts';
import { isSent, type Product } from '../../domain/product.ts';
import { type ProductPart, partId, wouldCircle } from '../../domain/product-part.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
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
  return write(shop, options, async (act) => {
    const whole = await wholeNamed(act, part.sku);
    const piece = await productBySku(act.db, part.part);
    const id = partId({ sku: whole.sku, part: piece.sku });
    const known = await findPart(act.db, whole.id, piece.id);
    const shown = { id, part: piece.sku, quantity: part.quantity };
    if (known === part.quantity) return actResult([{ ...shown, outcome: 'unchanged' }]);
    if (wouldCircle(whole.id, piece.id, await recipes(act.db))) throw new OmsError('part-circle', { sku: whole.sku, part: piece.sku });
    await writePart(act.db, whole.id, { productId: piece.id, quantity: part.quantity });
    await recordEvent(act.db, act, 'product', whole.id, 'parts-changed', { part: piece.sku, quantity: part.quantity });
    const served = await serveWaiting(act, [piece.id]);
    return actResult([{ ...shown, outcome: known === undefined ? 'added' : 'edited', served }]);
  });
}

/** Refuses `part-unknown`. */
export function removePart(shop: Shop, { sku, part }: Omit<ProductPart, 'quantity'>, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const whole = await productBySku(act.db, sku);
    const piece = await productBySku(act.db, part);
    const id = partId({ sku: whole.sku, part: piece.sku });
    const quantity = await findPart(act.db, whole.id, piece.id);
    if (quantity === undefined) throw new OmsError('part-unknown', { sku: whole.sku, part: piece.sku });
    await deletePart(act.db, whole.id, piece.id);
    await recordEvent(act.db, act, 'product', whole.id, 'parts-changed', { part: piece.sku, quantity: 0 });
    const served = await serveWaiting(act, [piece.id]);
    return actResult([{ id, outcome: 'removed', part: piece.sku, quantity, served }]);
  });
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
