// Adding and changing products. The SKU is the key: the same again is `unchanged`.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import {
  changedFields,
  newProduct,
  type Price,
  type Product,
  type ProductDraft,
  type ProductKind,
  productChanges,
} from '../../domain/product.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import { recordEvent } from '../../store/event.ts';
import { lotLevelsOf } from '../../store/lot.ts';
import { findProduct, insertProduct, updateProduct } from '../../store/product.ts';
import { ordersPromised } from '../../store/promise.ts';
import { levelsOf } from '../../store/stock.ts';
import { serveWaiting } from '../order/serve.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';
import { productBySku } from './find.ts';

/** Adds a product. The same again is unchanged; another under this SKU is refused with `product-exists`. */
export function addProduct(shop: Shop, draft: ProductDraft, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const fresh = newProduct(draft);
    const current = await findProduct(act.db, fresh.sku);
    if (!current) return actResult([await insert(act, fresh)]);
    const different = changedFields(productChanges(current, draft));
    if (different.length > 0) throw new OmsError('product-exists', { sku: fresh.sku, fields: different });
    return actResult([{ id: fresh.sku, outcome: 'unchanged', name: current.name }]);
  });
}

/** Changes fields of a product. Refuses `product-unknown`, `product-has-stock`, `product-has-lots`, `product-promised`. */
export function editProduct(shop: Shop, draft: ProductDraft, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const current = await productBySku(act.db, draft.sku);
    return actResult([await change(act, current, draft)]);
  });
}

/** Changes a price. Refuses `product-unknown`. */
export async function savePrice(act: Act, price: Price): Promise<Outcome> {
  return change(act, await productBySku(act.db, price.sku), price);
}

/** Adds or changes, as an import does. */
export async function saveProduct(act: Act, draft: ProductDraft): Promise<Outcome> {
  const current = await findProduct(act.db, draft.sku.trim());
  return current ? change(act, current, draft) : insert(act, newProduct(draft));
}

async function insert(act: Act, product: Omit<Product, 'id'>): Promise<Outcome> {
  const id = await insertProduct(act.db, product, act.at);
  await recordEvent(act.db, act, 'product', id, 'added');
  return { id: product.sku, outcome: 'added', name: product.name };
}

async function change(act: Act, current: Product, draft: ProductDraft): Promise<Outcome> {
  const changes = productChanges(current, draft);
  const fields = changedFields(changes);
  if (fields.length === 0) return { id: current.sku, outcome: 'unchanged', name: current.name };
  if (changes.kind !== undefined) await refuseInUse(act, current, changes.kind);
  if (changes.lots === false) await refuseLots(act, current);
  await updateProduct(act.db, current.id, changes, act.at);
  await recordEvent(act.db, act, 'product', current.id, 'edited', { fields });
  // less kept back, or a day that is brought forward or put off, may be what somebody waits for
  const isFreeing = changes.buffer !== undefined || changes.availableFrom !== undefined || changes.expiryDays !== undefined;
  const served = isFreeing ? await serveWaiting(act, [current.id]) : [];
  return { id: current.sku, outcome: 'edited', name: changes.name ?? current.name, fields, served };
}

/**
 * What is promised has been promised as what it was. Refuses `product-promised`, and `product-has-stock`: goods on a shelf
 * are no seats, and what has no stock of its own would be nowhere to be seen.
 */
async function refuseInUse(act: Act, current: Product, kind: ProductKind): Promise<void> {
  const orders = await ordersPromised(act.db, current.id);
  if (orders.length > 0) throw new OmsError('product-promised', { sku: current.sku, orders: orders.map((id) => formatId('order', id)) });
  const standing = (await levelsOf(act.db, [current.id])).find(({ onHand }) => onHand > 0);
  if (!standing) return;
  const { onHand, location } = standing;
  throw new OmsError('product-has-stock', { sku: current.sku, kind, onHand, location });
}

/** What stands there lot by lot cannot be told apart any more. Refuses `product-has-lots`. */
async function refuseLots(act: Act, { id, sku }: Product): Promise<void> {
  const lots = (await lotLevelsOf(act.db, [id])).filter(({ onHand }) => onHand > 0);
  if (lots.length > 0) throw new OmsError('product-has-lots', { sku, lots: [...new Set(lots.map(({ code }) => code))] });
}
