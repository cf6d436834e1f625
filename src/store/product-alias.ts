// What the codes of channels mean: a product of the shop, and how many of it.
import type { Alias } from '../domain/alias.ts';
import type { Product } from '../domain/product.ts';
import type { Handle } from './database.ts';
import { findProduct, productsById } from './product.ts';

/** A product, and how many pieces of it a code means. */
export interface ProductMeant {
  readonly product: Product;
  readonly pieces: number;
}

/** The product a channel's code means: by SKU, else by what the shop has been told of this channel. */
export async function productForCode(db: Handle, channelId: number, code: string): Promise<ProductMeant | undefined> {
  const own = await findProduct(db, code);
  if (own) return { product: own, pieces: 1 };
  const alias = await aliasRow(db, channelId, code);
  const product = alias && (await productsById(db, [alias.product_id])).get(alias.product_id);
  return product && { product, pieces: alias.quantity };
}

/** Everything a channel's codes mean, by code. */
export async function aliasesOfChannel(db: Handle, channelId: number): Promise<Map<string, ProductMeant>> {
  const rows = await db
    .selectFrom('product_alias')
    .select(['code', 'product_id', 'quantity'])
    .where('channel_id', '=', channelId)
    .execute();
  const products = await productsById(
    db,
    rows.map((row) => row.product_id),
  );
  return new Map(rows.map((row) => [row.code, { product: products.get(row.product_id) as Product, pieces: row.quantity }]));
}

function aliasRow(db: Handle, channelId: number, code: string) {
  return db.selectFrom('product_alias').selectAll().where('channel_id', '=', channelId).where('code', '=', code).executeTakeFirst();
}

export interface AliasFilter {
  readonly channel?: string;
  readonly sku?: string;
  readonly limit?: number;
}

/** By channel, then code. */
export async function listAliases(db: Handle, filter: AliasFilter): Promise<Alias[]> {
  let query = db
    .selectFrom('product_alias')
    .innerJoin('channel', 'channel.id', 'product_alias.channel_id')
    .innerJoin('product', 'product.id', 'product_alias.product_id')
    .select(['channel.name as channel', 'product_alias.code', 'product.sku', 'product_alias.quantity'])
    .orderBy('channel.name')
    .orderBy('product_alias.code');
  if (filter.channel !== undefined) query = query.where('channel.name', '=', filter.channel);
  if (filter.sku !== undefined) query = query.where('product.sku', '=', filter.sku);
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return query.execute();
}

/** What a code of a channel means, if anything. */
export async function findAlias(db: Handle, channelId: number, code: string): Promise<Pick<Alias, 'sku' | 'quantity'> | undefined> {
  return db
    .selectFrom('product_alias')
    .innerJoin('product', 'product.id', 'product_alias.product_id')
    .select(['product.sku', 'product_alias.quantity'])
    .where('product_alias.channel_id', '=', channelId)
    .where('product_alias.code', '=', code)
    .executeTakeFirst();
}

export async function insertAlias(db: Handle, channelId: number, code: string, productId: number, quantity: number): Promise<void> {
  await db.insertInto('product_alias').values({ channel_id: channelId, code, product_id: productId, quantity }).execute();
}

export async function deleteAlias(db: Handle, channelId: number, code: string): Promise<void> {
  await db.deleteFrom('product_alias').where('channel_id', '=', channelId).where('code', '=', code).execute();
}

/** Open orders of a channel with a line of this code that means no product yet, or of a variant that was not taught yet, oldest first. */
export async function openOrdersWithCode(db: Handle, channelId: number, code: string): Promise<number[]> {
  const rows = await db
    .selectFrom('order_line')
    .innerJoin('sales_order', 'sales_order.id', 'order_line.order_id')
    .select('order_line.order_id as id')
    .distinct()
    .where(({ or, eb, and }) =>
      or([and([eb('order_line.sku', '=', code), eb('order_line.product_id', 'is', null)]), eb('order_line.variant', '=', code)]),
    )
    .where('sales_order.channel_id', '=', channelId)
    .where('sales_order.state', 'in', ['new', 'confirmed'])
    .where('sales_order.history', '=', 0)
    .orderBy('order_line.order_id')
    .execute();
  return rows.map(({ id }) => id);
}
