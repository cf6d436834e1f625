// What products are made of, in the database.
import { groupBy } from '../domain/group.ts';
import type { Part } from '../domain/order/claim.ts';
import { explode, type ProductPart, type Recipes } from '../domain/product-part.ts';
import { among } from './among.ts';
import type { Handle } from './database.ts';

/** Every recipe there is, parts by SKU. */
export async function recipes(db: Handle): Promise<Recipes> {
  const rows = await db
    .selectFrom('product_part')
    .innerJoin('product', 'product.id', 'product_part.part_id')
    .select(['product_part.product_id', 'product_part.part_id', 'product_part.quantity'])
    .orderBy('product_part.product_id')
    .orderBy('product.sku')
    .execute();
  return groupBy(
    rows,
    (row) => row.product_id,
    (row) => ({ productId: row.part_id, quantity: row.quantity }),
  );
}

/** How many of a part one of a product has; undefined: none. */
export async function findPart(db: Handle, productId: number, partId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('product_part')
    .select('quantity')
    .where('product_id', '=', productId)
    .where('part_id', '=', partId)
    .executeTakeFirst();
  return row?.quantity;
}

export async function writePart(db: Handle, productId: number, { productId: partId, quantity }: Part): Promise<void> {
  await db
    .insertInto('product_part')
    .values({ product_id: productId, part_id: partId, quantity })
    .onConflict((conflict) => conflict.columns(['product_id', 'part_id']).doUpdateSet({ quantity }))
    .execute();
}

export async function deletePart(db: Handle, productId: number, partId: number): Promise<void> {
  await db.deleteFrom('product_part').where('product_id', '=', productId).where('part_id', '=', partId).execute();
}

/** By SKU of the product, then of the part. */
export function listParts(db: Handle, productId?: number): Promise<ProductPart[]> {
  let query = db
    .selectFrom('product_part')
    .innerJoin('product', 'product.id', 'product_part.product_id')
    .innerJoin('product as part', 'part.id', 'product_part.part_id')
    .select(['product.sku', 'part.sku as part', 'product_part.quantity'])
    .orderBy('product.sku')
    .orderBy('part.sku');
  if (productId !== undefined) query = query.where('product_part.product_id', '=', productId);
  return query.execute();
}

/** What these products are made of, directly: by SKU of the part. */
export function partsOfProducts(db: Handle, productIds: readonly number[]) {
  return db
    .selectFrom('product_part')
    .innerJoin('product as part', 'part.id', 'product_part.part_id')
    .select(['product_part.product_id as productId', 'part.sku as part', 'product_part.quantity'])
    .where('product_part.product_id', 'in', among(productIds))
    .orderBy('part.sku')
    .execute();
}

/** What one of each kit takes off the shelf now. */
export async function contentsOf(db: Handle, kitIds: readonly number[]): Promise<Map<number, Part[]>> {
  if (kitIds.length === 0) return new Map();
  const known = await recipes(db);
  const kinds = new Map(
    (await db.selectFrom('product').select(['id', 'kind']).where('kind', '<>', 'goods').execute()).map(({ id, kind }) => [id, kind]),
  );
  const isKit = (id: number) => kinds.get(id) === 'kit';
  const isStocked = (id: number) => kinds.get(id) !== 'service';
  return new Map(kitIds.map((id) => [id, explode(id, known, isKit, isStocked)]));
}

/** The kits of which one of these products is a part, at whatever depth. */
export async function kitsWith(db: Handle, productIds: readonly number[]): Promise<number[]> {
  const known = await recipes(db);
  if (known.size === 0) return [];
  const found = new Set(productIds);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const [productId, parts] of known) if (parts.some((part) => found.has(part.productId))) found.add(productId);
  }
  return [...found].filter((id) => !productIds.includes(id));
}

/** What one of each of these lines takes off the shelf, as it was when goods were first promised to it. */
export async function frozenParts(db: Handle, lineIds: readonly number[]): Promise<Map<number, Part[]>> {
  const rows = await db
    .selectFrom('order_line_part')
    .selectAll()
    .where('order_line_id', 'in', among(lineIds))
    .orderBy('order_line_id')
    .orderBy('product_id')
    .execute();
  return groupBy(
    rows,
    (row) => row.order_line_id,
    (row) => ({ productId: row.product_id, quantity: row.quantity }),
  );
}
